package stentor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.speech.cut.Span;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Token;

/** What an answer says about the language it may be in. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EvidenceOfRecognitionTest {

  private static final Span SPEECH = new Span(0, 32_000);

  private static Recognition said(Guard... guards) {
    return new Recognition(
        "one, two",
        List.of(new Token(1, " one,", -0.5), new Token(2, " two", -0.7)),
        List.of(),
        OptionalDouble.of(-0.1),
        Set.of(guards));
  }

  @Test
  void it_is_as_sure_as_the_model_was() {
    Evidence evidence = said().evidence(SPEECH);

    assertThat(evidence).isEqualTo(new Evidence(2, "one, two", 2, OptionalDouble.of(-0.1), false));
  }

  @Test
  void repetitions_that_were_cut_make_nobody_surer() {
    Evidence evidence = said(Guard.LOOP_CUT).evidence(SPEECH);

    assertThat(evidence.meanLogProbability().orElseThrow()).isCloseTo(-0.6, within(1e-9));
    assertThat(evidence.guarded()).isTrue();
  }

  @Test
  void a_first_look_that_is_not_believed_is_doubted() {
    assertThat(new Glance(said(), true).evidence(SPEECH).guarded()).isFalse();
    assertThat(new Glance(said(), false).evidence(SPEECH).guarded()).isTrue();
  }

  @Test
  void utterances_that_follow_each_other_count_by_their_pieces() {
    Evidence together =
        Evidence.together(
            List.of(
                new Evidence(1, "one", 1, OptionalDouble.of(-0.2), false),
                new Evidence(2, "two three four", 3, OptionalDouble.of(-0.5), true)));

    assertThat(together.seconds()).isEqualTo(3);
    assertThat(together.text()).isEqualTo("one two three four");
    assertThat(together.tokens()).isEqualTo(4);
    assertThat(together.meanLogProbability().orElseThrow())
        .isCloseTo((2 * -0.2 + 4 * -0.5) / 6, within(1e-9));
    assertThat(together.guarded()).isTrue();
  }
}
