package stentor.speech.export;

import java.util.ArrayList;
import java.util.List;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;
import stentor.speech.transcript.Word;

/**
 * A Praat TextGrid in the long text format (<a
 * href="https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html">Praat manual</a>) with
 * two interval tiers, {@code segments} and {@code words}, each from 0 to the end of the recording;
 * where nothing was said there is an interval without text. A gap is {@code […]} on both. Praat has
 * no grid of no length, so that of an empty recording is a millisecond long.
 */
public record TextGridExporter() implements Exporter {

  private record Interval(long start, long end, String text) {}

  private record Tier(String name, List<Interval> intervals) {

    long end() {
      return intervals.isEmpty() ? 0 : intervals.getLast().end();
    }
  }

  @Override
  public String format() {
    return "textgrid";
  }

  @Override
  public String extension() {
    return "TextGrid";
  }

  @Override
  public String toText(Transcript transcript, String recording) {
    Tier segments = segments(transcript);
    Tier words = words(transcript);
    long duration = Math.max(1, Timeline.milliseconds(transcript.duration()));
    long end = Math.max(duration, Math.max(segments.end(), words.end()));
    StringBuilder document = new StringBuilder();
    document.append("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
    document.append("xmin = 0\nxmax = ").append(Timeline.seconds(end)).append('\n');
    document.append("tiers? <exists>\nsize = 2\nitem []:\n");
    append(document, 1, segments, end);
    append(document, 2, words, end);
    return document.toString();
  }

  private static Tier segments(Transcript transcript) {
    Timeline timeline = new Timeline();
    List<Interval> intervals = new ArrayList<>();
    for (Segment segment : transcript.segments()) {
      String text = ShownText.of(segment);
      if (!text.isEmpty()) {
        intervals.add(interval(timeline, segment.start(), segment.end(), text));
      }
    }
    return new Tier("segments", intervals);
  }

  private static Tier words(Transcript transcript) {
    Timeline timeline = new Timeline();
    List<Interval> intervals = new ArrayList<>();
    for (Segment segment : transcript.segments()) {
      for (Word word : TimedWords.of(segment)) {
        intervals.add(interval(timeline, word.start(), word.end(), word.text()));
      }
    }
    return new Tier("words", intervals);
  }

  private static Interval interval(Timeline timeline, double start, double end, String text) {
    Timeline.Stretch stretch = timeline.place(start, end);
    return new Interval(stretch.start(), stretch.end(), text);
  }

  private static void append(StringBuilder document, int number, Tier tier, long end) {
    List<Interval> intervals = filled(tier.intervals(), end);
    document.append("    item [").append(number).append("]:\n");
    document.append("        class = \"IntervalTier\"\n");
    document.append("        name = \"").append(tier.name()).append("\"\n");
    document.append("        xmin = 0\n");
    document.append("        xmax = ").append(Timeline.seconds(end)).append('\n');
    document.append("        intervals: size = ").append(intervals.size()).append('\n');
    for (int i = 0; i < intervals.size(); i++) {
      Interval interval = intervals.get(i);
      document
          .append("        intervals [")
          .append(i + 1)
          .append("]:\n            xmin = ")
          .append(Timeline.seconds(interval.start()))
          .append("\n            xmax = ")
          .append(Timeline.seconds(interval.end()))
          .append("\n            text = \"")
          .append(interval.text().replace("\"", "\"\""))
          .append("\"\n");
    }
  }

  /** With an interval without text wherever there was none, from 0 to {@code end}. */
  private static List<Interval> filled(List<Interval> intervals, long end) {
    List<Interval> filled = new ArrayList<>();
    long reached = 0;
    for (Interval interval : intervals) {
      if (interval.start() > reached) {
        filled.add(new Interval(reached, interval.start(), ""));
      }
      filled.add(interval);
      reached = interval.end();
    }
    if (reached < end) {
      filled.add(new Interval(reached, end, ""));
    }
    return filled;
  }
}
