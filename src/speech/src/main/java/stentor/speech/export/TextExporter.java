package stentor.speech.export;

import java.util.stream.Collectors;
import stentor.speech.transcript.Transcript;

/** All that was said as one line of text; a gap is {@code […]}. */
public record TextExporter() implements Exporter {

  @Override
  public String format() {
    return "text";
  }

  @Override
  public String extension() {
    return "txt";
  }

  /** {@link #line} and a line feed. */
  @Override
  public String toText(Transcript transcript, String recording) {
    return line(transcript) + "\n";
  }

  /**
   * All that was said, without line breaks; empty where nothing was said and nothing is missing.
   */
  public static String line(Transcript transcript) {
    return transcript.segments().stream()
        .map(ShownText::of)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
