package stentor.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.master.connect.Question;
import stentor.master.language.Candidates;
import stentor.master.language.Listeners;
import stentor.protocol.job.JobId;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.audio.Samples;
import stentor.speech.cut.LiveCutter.Excerpt;
import stentor.speech.cut.Span;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Segment;

/** The first sample of an utterance says which of the models understands it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveRecogniserTest {

  private static final float ENGLISH = 0.25f;
  private static final float SPANISH = 0.5f;
  private static final float MANDARIN = 0.75f;
  private static final float CLICK = 1;

  private final PassingTime time = new PassingTime();
  private final Room room = new Room();
  private final LiveRecogniser recogniser =
      new LiveRecogniser(
          room,
          List.of(Candidates.of("en"), Candidates.of("es")),
          JobId.next(Clock.systemUTC(), new Random(1)),
          time);

  private Optional<String> say(float language, double seconds) throws Exception {
    float[] samples = new float[(int) (seconds * Samples.RATE)];
    samples[0] = language;
    return recogniser
        .finished(new Excerpt(new Samples(samples), new Span(0, samples.length)))
        .map(said -> said.segment().language());
  }

  @Test
  void each_utterance_is_written_by_the_model_of_its_language() throws Exception {
    assertThat(say(SPANISH, 3)).contains("es");
    assertThat(say(ENGLISH, 3)).contains("en");
    assertThat(say(ENGLISH, 3)).contains("en");

    assertThat(recogniser.decision(Optional.empty()).reason()).isEqualTo("mixed");
    assertThat(recogniser.decision(Optional.empty()).chosen()).isEqualTo("en");
  }

  @Test
  void once_the_language_is_clear_only_its_model_is_asked() throws Exception {
    assertThat(say(SPANISH, 3)).contains("es");
    room.asked.clear();
    assertThat(say(SPANISH, 3)).contains("es");

    assertThat(room.asked).containsExactly("model-es");
  }

  @Test
  void a_short_word_does_not_change_the_language() throws Exception {
    assertThat(say(ENGLISH, 3)).contains("en");
    assertThat(say(SPANISH, 1)).contains("en");
  }

  @Test
  void a_click_is_nothing_and_ends_nothing() throws Exception {
    assertThat(say(CLICK, 0.1)).isEmpty();
    assertThat(say(CLICK, 3)).isEmpty();
    assertThat(say(ENGLISH, 3)).contains("en");
  }

  @Test
  void what_nobody_understands_ends_the_stream() {
    assertThatThrownBy(() -> say(MANDARIN, 3))
        .isInstanceOfSatisfying(
            LiveException.class,
            failed -> assertThat(failed.status()).isEqualTo(KaldiStatus.LANGUAGE_NOT_SUPPORTED));
  }

  @Test
  void a_stream_whose_language_is_known_soon_goes_on_without_who_does_not_answer()
      throws Exception {
    assertThat(say(ENGLISH, 3)).contains("en");
    room.silent.add("model-es");

    assertThat(say(MANDARIN, 3)).contains("en");
    assertThat(time.passed()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    assertThat(room.asked).as("asked at a pace").hasSizeLessThan(30);
  }

  @Test
  void a_stream_that_begins_waits_for_a_worker_that_starts() throws Exception {
    room.silent.add("model-es");
    time.after(Duration.ofSeconds(5), () -> room.silent.clear());

    assertThat(say(SPANISH, 3)).contains("es");
    assertThat(time.passed()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
  }

  @Test
  void those_who_do_not_answer_are_waited_for_together() throws Exception {
    room.hanging = true;

    recogniser.partial(new Excerpt(new Samples(new float[16_000]), new Span(0, 16_000)));

    assertThat(room.waited).containsExactly(Duration.ofSeconds(3), Duration.ZERO);
  }

  @Test
  void where_nobody_answers_it_is_told_after_a_while() {
    room.silent.addAll(List.of("model-en", "model-es"));

    assertThatThrownBy(() -> say(ENGLISH, 3))
        .isInstanceOfSatisfying(
            LiveException.class,
            failed -> assertThat(failed.status()).isEqualTo(KaldiStatus.NOT_AVAILABLE));
    assertThat(time.passed()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(92));
  }

  /** Passes only while somebody sleeps. */
  private static final class PassingTime implements LiveRecogniser.Time {

    private Duration passed = Duration.ZERO;
    private Duration at = Duration.ofDays(1);
    private Runnable action = () -> {};

    private void after(Duration length, Runnable what) {
      at = length;
      action = what;
    }

    private Duration passed() {
      return passed;
    }

    @Override
    public long nanos() {
      return passed.toNanos();
    }

    @Override
    public void sleep(Duration length) {
      passed = passed.plus(length);
      if (passed.compareTo(at) >= 0) {
        action.run();
      }
    }
  }

  /** Workers that understand one language each. */
  private final class Room implements Listeners {

    private final List<String> asked = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();
    private final List<Duration> waited = new ArrayList<>();
    private boolean hanging;

    @Override
    public CompletableFuture<Optional<Answer>> ask(String model, Question question) {
      asked.add(model);
      if (hanging) {
        return new Hanging();
      }
      if (silent.contains(model)) {
        return CompletableFuture.completedFuture(Optional.empty());
      }
      float spoken = question.audio().array()[0];
      boolean understood = spoken == (model.equals("model-en") ? ENGLISH : SPANISH);
      String text = spoken == CLICK ? "" : "words";
      Segment segment =
          new Segment(
              0,
              1,
              text,
              question.language().orElseThrow(),
              List.of(),
              List.of(),
              OptionalDouble.empty(),
              false);
      return CompletableFuture.completedFuture(
          Optional.of(
              new Answer(
                  new Evidence(
                      question.speech().seconds(),
                      text,
                      text.isEmpty() ? 0 : 12,
                      OptionalDouble.of(understood ? -0.05 : -1.2),
                      false),
                  Optional.of(segment).filter(one -> !one.text().isEmpty()),
                  question.thorough(),
                  new Work("1", 0.1))));
    }

    @Override
    public void wake(String model, JobId job) {}

    @Override
    public boolean await(String model, Duration most) {
      return true;
    }
  }

  /** Never answers; whoever waits for it waits to the end. */
  private final class Hanging extends CompletableFuture<Optional<Listeners.Answer>> {

    @Override
    public CompletableFuture<Optional<Listeners.Answer>> completeOnTimeout(
        Optional<Listeners.Answer> value, long timeout, TimeUnit unit) {
      Duration length = Duration.of(timeout, unit.toChronoUnit());
      room.waited.add(length);
      time.sleep(length);
      return CompletableFuture.completedFuture(value);
    }
  }
}
