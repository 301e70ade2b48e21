package stentor.speech.cut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.SampleSink;

/** The cuts are those of {@code test/benchmarks/reference_decode.py}, on every signal. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoldenCutsTest {

  private static final int SIGNALS = 12;

  private static List<String> golden(String name) throws IOException {
    try (InputStream file = GoldenCutsTest.class.getResourceAsStream("golden-cuts.txt")) {
      assertThat(file).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .toList();
    }
  }

  private static String line(String name, SpeechPart part) {
    return "%s %d %d %s"
        .formatted(
            name,
            part.span().from(),
            part.span().length(),
            part.utterances().stream()
                .map(utterance -> utterance.shifted(-part.span().from()))
                .map(span -> frame(span.from()) + "-" + frame(span.to()))
                .collect(Collectors.joining(" ")));
  }

  private static long frame(long sample) {
    assertThat(sample % FrameLevels.FRAME).isZero();
    return sample / FrameLevels.FRAME;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 160, 4096, 16_000, 1_000_000_000})
  void generated_signals_are_cut_as_the_original_does_whatever_the_block_size(int block)
      throws IOException {
    for (int number = 0; number < SIGNALS; number++) {
      String name = Integer.toString(number);
      List<String> lines = new ArrayList<>();
      SampleSink stream = new SilenceCutter().stream(part -> lines.add(line(name, part)));
      new Blocks(TestSignals.golden(number), block).into(stream);

      assertThat(lines).isEqualTo(golden(name));
    }
  }

  @Test
  void speech_is_cut_as_the_original_does() throws IOException {
    Path clip = Path.of(System.getProperty("stentor.root"), "resources/samples/printing.wav");

    List<SpeechPart> parts = new SilenceCutter().cut(PreparedAudio.open(clip));

    assertThat(parts)
        .map(part -> line("printing.wav", part))
        .isNotEmpty()
        .isEqualTo(golden("printing.wav"));
  }
}
