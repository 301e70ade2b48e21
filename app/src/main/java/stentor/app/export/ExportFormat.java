package stentor.app.export;

import stentor.control.master.Answer;
import stentor.control.transcribe.OutputFormat;

/** The formats in which transcripts are exported, as on the command line. */
public enum ExportFormat {
  /** Plain text. */
  TEXT("text"),
  /** Subtitles for most players. */
  SRT("srt"),
  /** Subtitles for the web. */
  VTT("vtt"),
  /** The text alone, in OpenAI's shape. */
  JSON("json"),
  /** All that is known, as the master sent it. */
  VERBOSE_JSON("verbose_json"),
  /** Words with their times, for scoring. */
  CTM("ctm"),
  /** Segments with their times, for scoring. */
  STM("stm"),
  /** Intervals for Praat. */
  TEXTGRID("textgrid");

  private final String format;

  ExportFormat(String format) {
    this.format = format;
  }

  private OutputFormat output() {
    return OutputFormat.of(format).orElseThrow();
  }

  /** How requests and the command line call it. */
  public String format() {
    return format;
  }

  /** The ending of its files, without the dot. */
  public String extension() {
    return output().extension();
  }

  /**
   * A transcript in this format, with a line feed at its end.
   *
   * @param recording name of the recording, without folder and ending
   */
  public String write(Answer answer, String recording) {
    return output().write(answer, recording);
  }
}
