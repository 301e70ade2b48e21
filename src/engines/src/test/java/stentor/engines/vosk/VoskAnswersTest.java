package stentor.engines.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.engines.Recognition;
import stentor.speech.transcript.Word;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VoskAnswersTest {

  private final VoskAnswers answers = new VoskAnswers();

  @Test
  void words_have_times_and_probabilities() throws Exception {
    assertThat(
            answers.words(
                "{\"result\":[{\"conf\":0.5,\"end\":1.02,\"start\":0.6,\"word\":\"art\"}],"
                    + "\"text\":\"art\"}"))
        .containsExactly(new Word("art", 0.6, 1.02, OptionalDouble.of(0.5), false));
  }

  @Test
  void silence_has_no_words() throws Exception {
    assertThat(answers.words("{\"text\":\"\"}")).isEmpty();
  }

  @Test
  void marks_of_noise_and_of_unknown_words_are_no_words() throws Exception {
    assertThat(
            answers.words(
                "{\"result\":[{\"conf\":1,\"end\":1,\"start\":0,\"word\":\"[noise]\"},"
                    + "{\"conf\":1,\"end\":2,\"start\":1,\"word\":\"<unk>\"}]}"))
        .isEmpty();
  }

  @Test
  void mean_log_probability_is_that_of_the_posteriors_and_always_finite() {
    assertThat(mean(1, 0.25)).isCloseTo(Math.log(0.25) / 2, within(1e-9));
    assertThat(mean(0)).isFinite();
    assertThat(VoskAnswers.recognition(List.of()).meanLogProbability()).isEmpty();
  }

  private static double mean(double... confidences) {
    List<Word> words =
        Arrays.stream(confidences)
            .mapToObj(conf -> new Word("word", 0, 1, OptionalDouble.of(conf), false))
            .toList();
    Recognition recognition = VoskAnswers.recognition(words);
    return recognition.meanLogProbability().orElseThrow();
  }
}
