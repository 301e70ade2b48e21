package stentor.speech.export;

import java.util.List;
import java.util.regex.Pattern;
import stentor.speech.transcript.Transcript;

/**
 * SubRip subtitles ({@code .srt}). SubRip knows no escape, so a text stands as it is but for an
 * arrow {@code -->}, which becomes {@code ->}: no text can be taken for the head of a cue.
 */
public record SubRipExporter() implements Exporter {

  private static final Pattern ARROW = Pattern.compile("-[ -]+>");

  @Override
  public String format() {
    return "srt";
  }

  @Override
  public String extension() {
    return "srt";
  }

  @Override
  public String toText(Transcript transcript, String recording) {
    StringBuilder document = new StringBuilder();
    List<Cue> cues = Cue.of(transcript);
    for (int i = 0; i < cues.size(); i++) {
      Cue cue = cues.get(i);
      document
          .append(i == 0 ? "" : "\n")
          .append(i + 1)
          .append('\n')
          .append(ClockTime.of(cue.stretch().start(), ','))
          .append(" --> ")
          .append(ClockTime.of(cue.stretch().end(), ','))
          .append('\n');
      for (String line : cue.lines()) {
        document.append(ARROW.matcher(line).replaceAll("->")).append('\n');
      }
    }
    return document.toString();
  }
}
