package stentor.speech.export;

import java.util.Locale;
import java.util.OptionalDouble;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;
import stentor.speech.transcript.Word;

/**
 * NIST's time marked conversation, the hypothesis of {@code sclite}: {@code recording 1 start
 * duration word [confidence]}, a line a word. Words are as they were written; who scores them
 * normalises first. A gap, the flags, and that times were estimated, are comments.
 */
public record CtmExporter() implements Exporter {

  @Override
  public String format() {
    return "ctm";
  }

  @Override
  public String extension() {
    return "ctm";
  }

  @Override
  public String toText(Transcript transcript, String recording) {
    String fields = ScoringFile.recording(recording) + " " + ScoringFile.CHANNEL + " ";
    Timeline timeline = new Timeline();
    boolean estimated = false;
    StringBuilder lines = new StringBuilder();
    for (Segment segment : transcript.segments()) {
      if (segment.gap()) {
        lines.append(gap(segment));
      }
      for (Word word : TimedWords.of(segment)) {
        if (segment.gap() && word.text().equals(ShownText.GAP)) {
          continue;
        }
        estimated |= word.estimated();
        lines.append(fields).append(line(word, timeline.place(word.start(), word.end())));
      }
    }
    String note =
        estimated ? ScoringFile.comment("word times are estimated within their segments") : "";
    return ScoringFile.flags(transcript.flags()) + note + lines;
  }

  private static String line(Word word, Timeline.Stretch stretch) {
    return Timeline.seconds(stretch.start())
        + " "
        + Timeline.seconds(stretch.end() - stretch.start())
        + " "
        + word.text().replace(' ', '_')
        + confidence(word.confidence())
        + "\n";
  }

  private static String confidence(OptionalDouble confidence) {
    return confidence.isPresent() && Double.isFinite(confidence.getAsDouble())
        ? String.format(Locale.ROOT, " %.4f", confidence.getAsDouble())
        : "";
  }

  private static String gap(Segment segment) {
    return ScoringFile.comment(
        "gap %s %s not recognised"
            .formatted(
                Timeline.seconds(Timeline.milliseconds(segment.start())),
                Timeline.seconds(Timeline.milliseconds(segment.end()))));
  }
}
