package stentor.control.master;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import stentor.control.problem.ControlException;
import stentor.control.problem.MasterProblem;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * Reads server-sent events (html.spec.whatwg.org, section 9.2.6) as a master writes them: fields
 * {@code id}, {@code event} and {@code data}, comments between. An event has at most {@link
 * Documents#MOST_BYTES}. Holds what has come of the next one.
 */
final class EventLines {

  private static final int OK = 200;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String id = "";
  private String name = "";

  /** What it tells of a part. */
  record PartText(int part, String text, double start, double end, boolean gap) {}

  /** How many parts have ended. */
  record PartCount(int done, int total) {}

  /**
   * Reads on, up to the end of the next event or of these bytes.
   *
   * @return an event that is whole; empty: these bytes are read, and none is
   * @throws ControlException with {@link MasterProblem.UnreadableAnswer} if it is no event
   */
  Optional<JobEvent> read(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        Optional<JobEvent> event = take(line.toString(StandardCharsets.UTF_8).strip());
        line.reset();
        if (event.isPresent()) {
          return event;
        }
      } else {
        if (line.size() + data.length() > Documents.MOST_BYTES) {
          throw unreadable("an event has more than " + Documents.MOST_BYTES + " bytes");
        }
        line.write(next);
      }
    }
    return Optional.empty();
  }

  private Optional<JobEvent> take(String text) {
    if (text.isEmpty()) {
      return end();
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1).strip();
    switch (field) {
      case "id" -> id = value;
      case "event" -> name = value;
      case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
      default -> {
        // A comment, or a field of a later version.
      }
    }
    return Optional.empty();
  }

  private Optional<JobEvent> end() {
    if (data.isEmpty()) {
      return Optional.empty();
    }
    try {
      return event(data.toString().getBytes(StandardCharsets.UTF_8));
    } catch (DocumentException malformed) {
      throw unreadable("an event: " + malformed.problem().sentence());
    } finally {
      data.setLength(0);
      name = "";
    }
  }

  private Optional<JobEvent> event(byte[] json) {
    if (!id.matches("\\d{1,18}")) {
      throw unreadable("an event has no number");
    }
    long sequence = Long.parseLong(id);
    return switch (name) {
      case "queued" -> Optional.of(new JobEvent.Queued(sequence));
      case "started" -> Optional.of(new JobEvent.Started(sequence));
      case "progress" -> {
        PartCount count = Documents.read(json, PartCount.class);
        if (count.done() < 0 || count.total() < count.done()) {
          throw unreadable("more parts have ended than there are");
        }
        yield Optional.of(new JobEvent.Progressed(sequence, count.done(), count.total()));
      }
      case "partial" -> {
        PartText part = Documents.read(json, PartText.class);
        yield Optional.of(
            new JobEvent.Partial(
                sequence,
                part.part(),
                Optional.ofNullable(part.text()).orElse(""),
                part.start(),
                part.end(),
                part.gap()));
      }
      case "succeeded", "failed", "cancelled" ->
          Optional.of(new JobEvent.Ended(sequence, Documents.read(json, JobDocument.class)));
      // An event of a later version.
      default -> Optional.empty();
    };
  }

  private static ControlException unreadable(String reason) {
    return new ControlException(new MasterProblem.UnreadableAnswer(OK, reason));
  }
}
