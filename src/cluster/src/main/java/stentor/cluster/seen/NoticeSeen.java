package stentor.cluster.seen;

import java.time.Instant;

/**
 * Something that the cluster said of one of its objects: an Event, as Kubernetes calls it.
 *
 * @param kind of the object, for example {@code Pod}
 * @param name of the object
 * @param reason a word for it, for example {@code FailedMount}
 * @param message what it says
 * @param warning whether it is a warning
 * @param count how often it was said, 1 or more
 * @param at when last, by the cluster's clock
 */
public record NoticeSeen(
    String kind,
    String name,
    String reason,
    String message,
    boolean warning,
    int count,
    Instant at) {}
