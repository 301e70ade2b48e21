package stentor.speech.export;

import stentor.speech.transcript.Transcript;

/**
 * WebVTT subtitles (<a href="https://www.w3.org/TR/webvtt1/">W3C</a>), with the transcript's flags
 * as a note.
 */
public record WebVttExporter() implements Exporter {

  @Override
  public String format() {
    return "vtt";
  }

  @Override
  public String extension() {
    return "vtt";
  }

  @Override
  public String toText(Transcript transcript, String recording) {
    StringBuilder document = new StringBuilder("WEBVTT\n");
    if (!transcript.flags().isEmpty()) {
      String flags = ShownText.oneLine(String.join(", ", transcript.flags()));
      document.append("\nNOTE flags: ").append(escaped(flags)).append('\n');
    }
    for (Cue cue : Cue.of(transcript)) {
      document
          .append('\n')
          .append(ClockTime.of(cue.stretch().start(), '.'))
          .append(" --> ")
          .append(ClockTime.of(cue.stretch().end(), '.'))
          .append('\n');
      for (String line : cue.lines()) {
        document.append(escaped(line)).append('\n');
      }
    }
    return document.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
