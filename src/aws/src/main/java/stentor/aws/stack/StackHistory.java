package stentor.aws.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * The events of one stack, each handed on once and in the order in which it happened, however many
 * there are and however often they are asked for. CloudFormation tells the newest first, a page at
 * a time; new ones may come while pages are read. Used by one thread.
 */
final class StackHistory {

  private static final Comparator<StackEvent> BY_TIME = Comparator.comparing(StackEvent::timestamp);

  private final Source source;
  private final Set<String> seen = new HashSet<>();
  private final List<StackEvent> told = new ArrayList<>();

  /** One page of events. */
  @FunctionalInterface
  interface Source {
    /**
     * Asks for it.
     *
     * @param token where it begins; absent: with the newest event
     */
    DescribeStackEventsResponse page(Optional<String> token) throws InterruptedException;
  }

  StackHistory(Source source) {
    this.source = source;
  }

  /** Takes all that has happened by now as known. */
  void skip() throws InterruptedException {
    read(event -> {});
    told.clear();
  }

  /** Hands on what happened since this was called last. */
  void read(Consumer<StackEvent> sink) throws InterruptedException {
    List<StackEvent> news = new ArrayList<>();
    Optional<String> token = Optional.empty();
    boolean more = true;
    while (more) {
      DescribeStackEventsResponse page = source.page(token);
      boolean old = false;
      for (StackEvent event : page.stackEvents()) {
        if (seen.contains(event.eventId())) {
          old = true;
        } else {
          news.add(event);
        }
      }
      token = Optional.ofNullable(page.nextToken());
      more = token.isPresent() && !old;
    }
    // Only now: a cut in the midst of the pages must not make half of them look known.
    // Of one moment the last comes first, as CloudFormation tells them.
    news.reversed().stream()
        .filter(event -> seen.add(event.eventId()))
        .sorted(BY_TIME)
        .forEach(
            event -> {
              told.add(event);
              sink.accept(event);
            });
  }

  /** All that was handed on, in its order. */
  List<StackEvent> told() {
    return List.copyOf(told);
  }
}
