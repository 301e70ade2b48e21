package stentor.speech.export;

import java.util.List;
import java.util.Optional;
import stentor.speech.transcript.Transcript;

/**
 * Writes a transcript as a document of one format. JSON is not among them: it is a wire document
 * and made where those are.
 *
 * <p>What could not be recognised is never left out silently: in every format a {@linkplain
 * stentor.speech.transcript.Segment#gap() gap} has its place, where people read as {@code […]},
 * else as the format's own way of saying so. Times are milliseconds, never negative, never
 * decreasing, never overlapping, whatever the transcript has. Line breaks and control characters of
 * a text become spaces, so that no text can end the line or the cue it stands in. A transcript in
 * which nothing was said gives a valid document with nothing in it.
 *
 * <p>Implementations are immutable and safe for use by many threads.
 */
public sealed interface Exporter
    permits TextExporter,
        SubRipExporter,
        WebVttExporter,
        CtmExporter,
        StmExporter,
        TextGridExporter {

  /** The name of the format on the command line and in requests, for example {@code srt}. */
  String format();

  /** The usual ending of its files, without the dot, for example {@code TextGrid}. */
  String extension();

  /**
   * The transcript as a document of this format, lines ended by a line feed, to be written as
   * UTF-8.
   *
   * @param recording the name of the recording, without folder and extension; formats that name it
   *     get it without white space
   */
  String toText(Transcript transcript, String recording);

  /** One of each format. */
  static List<Exporter> all() {
    return List.of(
        new TextExporter(),
        new SubRipExporter(),
        new WebVttExporter(),
        new CtmExporter(),
        new StmExporter(),
        new TextGridExporter());
  }

  /** The exporter of a format; empty where there is none of that name. */
  static Optional<Exporter> of(String format) {
    return all().stream().filter(exporter -> exporter.format().equals(format)).findFirst();
  }
}
