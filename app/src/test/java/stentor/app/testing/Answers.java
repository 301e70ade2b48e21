package stentor.app.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.control.master.Answer;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.VerboseTranscription;
import stentor.protocol.openai.VerboseTranscription.Extras;
import stentor.protocol.openai.VerboseTranscription.Segment;
import stentor.protocol.openai.VerboseTranscription.SegmentExtras;
import stentor.protocol.openai.VerboseTranscription.Timings;
import stentor.protocol.openai.VerboseTranscription.Word;
import stentor.protocol.openai.VerboseTranscription.WordExtras;

/** Answers as a master gives them. */
public final class Answers {

  private Answers() {}

  /** One segment of so many seconds in which this was said, a word after the other. */
  public static Answer of(String text, String language, double seconds) {
    List<String> words = List.of(text.split(" "));
    double each = seconds / words.size();
    List<Word> timed =
        java.util.stream.IntStream.range(0, words.size())
            .mapToObj(place -> new Word(words.get(place), place * each, (place + 1) * each))
            .toList();
    VerboseTranscription document =
        new VerboseTranscription(
            "transcribe",
            language,
            seconds,
            text,
            Optional.of(
                List.of(
                    new Segment(
                        0,
                        0,
                        0,
                        seconds,
                        text,
                        List.of(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(-0.2),
                        OptionalDouble.of(1)))),
            Optional.of(timed),
            Optional.of(
                new Extras(
                    "0192f0c1-2345-7abc-8def-0123456789ab",
                    "moonshine-tiny-en",
                    Optional.of("1.0"),
                    1,
                    Optional.empty(),
                    language,
                    new Timings(
                        0,
                        OptionalDouble.of(0.2),
                        OptionalDouble.of(0.8),
                        OptionalDouble.of(2.9),
                        3.1),
                    List.of(),
                    Optional.of(List.of(new SegmentExtras(language, false))),
                    Optional.of(
                        timed.stream()
                            .map(word -> new WordExtras(true, OptionalDouble.of(0.9)))
                            .toList()))));
    return new Answer(new String(Documents.write(document), StandardCharsets.UTF_8), document);
  }
}
