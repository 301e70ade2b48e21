package stentor.speech.transcript;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was said in one recording.
 *
 * @param language BCP 47 tag of the language of most of it
 * @param duration seconds of audio in the recording, 0 or more
 * @param segments in order of time, not overlapping; empty where nothing was said
 * @param flags short stable names of what a reader must know, for example {@code truncated_input}
 *     or {@code incomplete}; in the order in which they were found, each once
 */
public record Transcript(
    String language, double duration, List<Segment> segments, List<String> flags) {

  /** The recording ended before its header said it would; what was there was transcribed. */
  public static final String TRUNCATED_INPUT = "truncated_input";

  /** At least one part could not be recognised; its place is marked by a {@link Segment#gap()}. */
  public static final String INCOMPLETE = "incomplete";

  /** Copies the lists; a flag stands once. */
  public Transcript {
    segments = List.copyOf(segments);
    flags = flags.stream().distinct().toList();
  }

  /** All that was said as one line, segments joined by single spaces; empty where nothing was. */
  public String text() {
    return segments.stream()
        .map(Segment::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
