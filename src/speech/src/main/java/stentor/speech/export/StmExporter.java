package stentor.speech.export;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;

/**
 * NIST's segment time marks, the reference of {@code sclite}: {@code recording 1 speaker start end
 * <label> text}, a line a segment. The speaker is {@code unknown}, the label is the language. A gap
 * is a stretch that scoring passes over ({@code IGNORE_TIME_SEGMENT_IN_SCORING}): what was said
 * there is unknown. Braces and round brackets, which in this format mark alternatives and optional
 * words, are left out of a text.
 */
public record StmExporter() implements Exporter {

  private static final Pattern NOTATION = Pattern.compile("[{}()]");
  private static final Pattern NOT_IN_A_LABEL = Pattern.compile("[^A-Za-z0-9-]");
  private static final String SPEAKER = "unknown";
  private static final String NOT_SCORED = "IGNORE_TIME_SEGMENT_IN_SCORING";

  @Override
  public String format() {
    return "stm";
  }

  @Override
  public String extension() {
    return "stm";
  }

  @Override
  public String toText(Transcript transcript, String recording) {
    String fields =
        String.join(" ", ScoringFile.recording(recording), ScoringFile.CHANNEL, SPEAKER) + " ";
    Timeline timeline = new Timeline();
    Set<String> labels = new LinkedHashSet<>();
    StringBuilder lines = new StringBuilder();
    for (Segment segment : transcript.segments()) {
      String text = text(segment);
      if (!text.isEmpty()) {
        String label = label(segment.language());
        labels.add(label);
        Timeline.Stretch stretch = timeline.place(segment.start(), segment.end());
        lines
            .append(fields)
            .append(Timeline.seconds(stretch.start()))
            .append(' ')
            .append(Timeline.seconds(stretch.end()))
            .append(" <%s> %s\n".formatted(label, text));
      }
    }
    StringBuilder heading = new StringBuilder(ScoringFile.flags(transcript.flags()));
    for (String label : labels) {
      heading.append(
          ScoringFile.comment(
              "LABEL \"%s\" \"%s\" \"Language %s\"".formatted(label, label, label)));
    }
    return heading.append(lines).toString();
  }

  private static String text(Segment segment) {
    return segment.gap()
        ? NOT_SCORED
        : ShownText.oneLine(NOTATION.matcher(segment.text()).replaceAll(" "));
  }

  private static String label(String language) {
    String label = NOT_IN_A_LABEL.matcher(language).replaceAll("");
    return label.isEmpty() ? "und" : label;
  }
}
