package stentor.control.transcribe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import stentor.control.master.Answer;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.TranscriptionText;
import stentor.speech.export.Exporter;

/**
 * A format of transcripts.
 *
 * @param name how requests and the command line call it
 * @param extension the ending of its files, without the dot
 * @param exporter who writes it; absent for the two that are JSON
 */
public record OutputFormat(String name, String extension, Optional<Exporter> exporter) {

  /** The name of plain text. */
  public static final String TEXT = "text";

  private static final String JSON = "json";
  private static final String VERBOSE_JSON = "verbose_json";

  /** The names of all formats, as they are listed. */
  public static final List<String> NAMES =
      List.of(TEXT, JSON, VERBOSE_JSON, "srt", "vtt", "ctm", "stm", "textgrid");

  /** The format of this name, if there is one. */
  public static Optional<OutputFormat> of(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    return switch (name) {
      case JSON, VERBOSE_JSON -> Optional.of(new OutputFormat(name, "json", Optional.empty()));
      default ->
          Exporter.of(name)
              .map(exporter -> new OutputFormat(name, exporter.extension(), Optional.of(exporter)));
    };
  }

  /** Whether a transcript is one line of it, so that many can stand in one file. */
  public boolean isOneLine() {
    return name.equals(TEXT);
  }

  /**
   * A transcript in this format, with a line feed at its end.
   *
   * @param recording name of the recording, without folder and ending
   */
  public String write(Answer answer, String recording) {
    if (exporter.isPresent()) {
      return exporter.get().toText(answer.transcription().toTranscript(), recording);
    }
    return name.equals(JSON)
        ? new String(
                Documents.write(TranscriptionText.of(answer.transcription().text())),
                StandardCharsets.UTF_8)
            + "\n"
        : answer.json().strip() + "\n";
  }

  /** All names between these. */
  public static String names(String between) {
    return String.join(between, NAMES);
  }
}
