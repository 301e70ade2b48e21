package stentor.speech.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;
import stentor.speech.transcript.Word;

/** Transcripts as they come, and as they should not. */
final class SampleTranscripts {

  private SampleTranscripts() {}

  /** Speech of which the engine gave no word times. */
  static Segment said(double start, double end, String text) {
    return new Segment(start, end, text, "en", List.of(), List.of(), OptionalDouble.empty(), false);
  }

  /** A stretch that could not be recognised. */
  static Segment gap(double start, double end) {
    return new Segment(start, end, "", "en", List.of(), List.of(), OptionalDouble.empty(), true);
  }

  /** Speech with the engine's word times. */
  static Segment said(double start, double end, String text, Word... words) {
    return new Segment(
        start, end, text, "en", List.of(words), List.of(), OptionalDouble.of(-0.1), false);
  }

  /** A word the engine timed. */
  static Word word(String text, double start, double end, double confidence) {
    return new Word(text, start, end, OptionalDouble.of(confidence), false);
  }

  static Transcript transcript(double duration, Segment... segments) {
    return new Transcript("en", duration, List.of(segments), List.of());
  }

  /** Every sample by a name that can be a file's. */
  static Map<String, Transcript> all() {
    Map<String, Transcript> samples = new LinkedHashMap<>();
    samples.put("empty", transcript(0));
    samples.put("silence", transcript(12.5));
    samples.put(
        "short",
        transcript(
            3.2,
            said(
                0.25,
                1.5,
                "Good morning, everyone.",
                word("Good", 0.25, 0.5, 0.98),
                word("morning,", 0.52, 0.9, 0.9),
                word("everyone.", 0.95, 1.5, 1)),
            said(2, 3, "It's \"fine\".")));
    samples.put("long", transcript(75, said(1, 40, LONG), said(41.25, 74.5, LONG)));
    samples.put(
        "gap",
        new Transcript(
            "en",
            60,
            List.of(said(0, 10, "Before it."), gap(10, 35.5), said(36, 40, "After it.")),
            List.of(Transcript.INCOMPLETE)));
    samples.put(
        "scripts",
        transcript(
            30,
            said(0, 9, "今天天气很好，我们去公园散步吧。明天可能会下雨，所以最好今天去，不要等到明天再说。"),
            said(10, 15, "नमस्ते दुनिया, आप कैसे हैं?"),
            said(16, 20, "Ça va très bien, merci — et toi ?"),
            said(21, 25, "👩‍👩‍👧 👍🏽 🇳🇴")));
    samples.put(
        "hostile",
        transcript(
            5,
            said(-3, 2, "7\n\n00:00:01,000 --> 00:00:09,000\nNOTE <b>bold</b> & \"quoted\" ---> x"),
            said(1, 1, "overlapping, and of no length"),
            said(4, 3, "ends before it starts"),
            said(4, Double.NaN, "{ a / b } ;; (c) @\u0000\u2028\ud800 tail"),
            said(1e300, Double.POSITIVE_INFINITY, "w".repeat(500) + " " + "e\u0301".repeat(200))));
    return samples;
  }

  private static final String LONG =
      "The art of printing, in the sense with which we are at present concerned, differs from most"
          + " if not from all the arts and crafts represented in the exhibition; and for all that,"
          + " the makers of the earliest books had before them the work of the scribe, whose letters"
          + " they copied with a care that nobody has taken since: it was the book they wished to"
          + " make and not a machine's idea of one.";
}
