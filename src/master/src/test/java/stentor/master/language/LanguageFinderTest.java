package stentor.master.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.master.connect.Question;
import stentor.master.decode.CutPart;
import stentor.protocol.job.JobId;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Segment;

/** The loudness of an utterance says which of the models understands it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LanguageFinderTest {

  private static final float ENGLISH = 0.25f;
  private static final float SPANISH = 0.5f;
  private static final float MANDARIN = 0.75f;

  private final Room room = new Room();
  private final JobId job = JobId.next(Clock.systemUTC(), new Random(1));
  private final List<Candidate> candidates = List.of(Candidates.of("en"), Candidates.of("es"));

  @TempDir private Path folder;

  /** A stretch of speech; half a second of silence follows it. */
  private record Said(float language, double seconds) {}

  private Routed find(Said... said) throws IOException, InterruptedException {
    List<Utterance> utterances = new ArrayList<>();
    List<Float> samples = new ArrayList<>();
    for (Said one : said) {
      long from = samples.size();
      for (int count = 0; count < one.seconds() * Samples.RATE; count++) {
        samples.add(one.language());
      }
      utterances.add(new Utterance(from, samples.size()));
      for (int count = 0; count < Samples.RATE / 2; count++) {
        samples.add(0f);
      }
    }
    float[] array = new float[samples.size()];
    for (int index = 0; index < array.length; index++) {
      array[index] = samples.get(index);
    }
    Path file = folder.resolve("prepared.wav");
    try (OutputStream out = Files.newOutputStream(file)) {
      PreparedAudio.write(new Samples(array), out);
    }
    return new LanguageFinder(room)
        .find(
            job,
            PreparedAudio.open(file),
            List.of(new CutPart(0, 0, array.length, utterances)),
            candidates);
  }

  private static List<String> languages(Routed routed) {
    return ((Routed.To) routed)
        .parts().stream().map(part -> part.language() + ":" + part.model()).toList();
  }

  @Test
  void a_recording_in_one_language_goes_to_its_model_whole() throws Exception {
    Routed routed = find(new Said(SPANISH, 4), new Said(SPANISH, 4), new Said(SPANISH, 4));

    assertThat(languages(routed)).containsExactly("es:model-es");
    LanguageDecision decision = ((Routed.To) routed).language();
    assertThat(decision.chosen()).isEqualTo("es");
    assertThat(decision.reason()).isEqualTo("identified");
    assertThat(decision.candidates())
        .extracting(LanguageDecision.Candidate::language)
        .containsExactly("es", "en");
    assertThat(decision.candidates().getFirst().score().orElseThrow()).isGreaterThan(0.9);
  }

  @Test
  void once_the_language_is_clear_only_its_model_is_asked() throws Exception {
    Routed _ = find(new Said(SPANISH, 4), new Said(SPANISH, 4), new Said(SPANISH, 4));

    assertThat(room.asked).containsExactly("model-en", "model-es", "model-es", "model-es");
  }

  @Test
  void each_part_of_a_recording_that_changes_its_language_goes_to_its_own_model() throws Exception {
    Routed routed = find(new Said(ENGLISH, 5), new Said(SPANISH, 5), new Said(ENGLISH, 5));

    assertThat(languages(routed)).containsExactly("en:model-en", "es:model-es", "en:model-en");
    List<Part> parts = ((Routed.To) routed).parts();
    assertThat(parts.get(0).to()).isEqualTo(parts.get(1).from()).isEqualTo((5 * 4 + 1) * 4_000);
    assertThat(parts.get(2).to()).isEqualTo((5 * 3) * 16_000 + 3 * 8_000);
    assertThat(((Routed.To) routed).language().reason()).isEqualTo("mixed");
    assertThat(((Routed.To) routed).language().chosen()).isEqualTo("en");
  }

  @Test
  void a_short_word_of_another_language_does_not_flip_it() throws Exception {
    Routed routed = find(new Said(ENGLISH, 5), new Said(SPANISH, 1.6), new Said(ENGLISH, 5));

    assertThat(languages(routed)).containsExactly("en:model-en");
  }

  @Test
  void nobody_is_asked_about_a_single_short_word() throws Exception {
    Routed routed = find(new Said(SPANISH, 0.6), new Said(ENGLISH, 5));

    assertThat(languages(routed)).containsExactly("en:model-en");
    assertThat(room.asked).containsExactly("model-en", "model-es");
  }

  @Test
  void what_no_model_understands_is_none_of_them() throws Exception {
    Routed routed = find(new Said(MANDARIN, 5), new Said(MANDARIN, 5));

    assertThat(routed).isInstanceOf(Routed.NoneOfThem.class);
    assertThat(((Routed.NoneOfThem) routed).candidates())
        .allSatisfy(candidate -> assertThat(candidate.score().orElseThrow()).isLessThan(0.1));
  }

  @Test
  void a_part_that_no_model_understands_is_marked_between_those_that_one_does() throws Exception {
    Routed routed = find(new Said(ENGLISH, 5), new Said(MANDARIN, 5), new Said(ENGLISH, 5));

    assertThat(languages(routed)).containsExactly("en:model-en", "und:model-en", "en:model-en");
  }

  @Test
  void a_candidate_that_is_cold_is_woken_and_waited_for() throws Exception {
    room.cold.add("model-es");
    Routed routed = find(new Said(SPANISH, 5));

    assertThat(room.woken).containsExactly("model-en", "model-es");
    assertThat(languages(routed)).containsExactly("es:model-es");
  }

  @Test
  void a_candidate_that_does_not_come_is_named_where_another_is_sure() throws Exception {
    room.gone.add("model-es");
    Routed routed = find(new Said(ENGLISH, 5));

    assertThat(languages(routed)).containsExactly("en:model-en");
    assertThat(((Routed.To) routed).language().candidates())
        .contains(new LanguageDecision.Candidate("es", OptionalDouble.empty()));
  }

  @Test
  void where_the_only_one_who_answers_does_not_understand_it_nothing_is_decided() throws Exception {
    room.gone.add("model-es");
    Routed routed = find(new Said(SPANISH, 5));

    assertThat(routed).isEqualTo(new Routed.NobodyAnswered(List.of("es"), Optional.of("en")));
  }

  @Test
  void a_worker_that_was_too_busy_is_asked_again() throws Exception {
    room.refusals = 2;
    Routed routed = find(new Said(SPANISH, 5));

    assertThat(languages(routed)).containsExactly("es:model-es");
  }

  @Test
  void a_connection_that_breaks_is_an_answer_that_did_not_come() throws Exception {
    room.breaking.add("model-es");
    Routed routed = find(new Said(ENGLISH, 5));

    assertThat(languages(routed)).containsExactly("en:model-en");
  }

  @Test
  void what_decides_about_a_brief_recording_is_its_transcript() throws Exception {
    Routed routed = find(new Said(SPANISH, 2.5), new Said(SPANISH, 3));

    assertThat(((Routed.To) routed).recognised()).containsOnlyKeys(0);
    assertThat(((Routed.To) routed).recognised().values())
        .flatExtracting(Routed.Recognised::segments)
        .extracting(Segment::start, Segment::end, Segment::text, Segment::language)
        .containsExactly(tuple(0.0, 2.5, "words", "es"), tuple(3.0, 6.0, "words", "es"));
    assertThat(((Routed.To) routed).recognised().values())
        .extracting(Routed.Recognised::modelVersion, Routed.Recognised::seconds)
        .containsExactly(tuple("2", 0.5));
    assertThat(((Routed.To) routed).parts()).hasSize(1);
  }

  @Test
  void nothing_of_a_long_recording_is_recognised_before_its_turn() throws Exception {
    Routed routed = find(new Said(SPANISH, 3), new Said(SPANISH, 4));

    assertThat(((Routed.To) routed).recognised()).isEmpty();
  }

  @Test
  void a_model_that_does_not_believe_its_first_look_looks_again() throws Exception {
    room.doubting.add("model-es");
    Routed routed = find(new Said(SPANISH, 4));

    assertThat(languages(routed)).containsExactly("es:model-es");
    assertThat(((Routed.To) routed).recognised()).isEmpty();
  }

  @Test
  void who_is_busy_is_not_waited_for_long_once_another_is_sure() throws Exception {
    room.busy.add("model-es");
    Routed routed = find(new Said(ENGLISH, 5));

    assertThat(languages(routed)).containsExactly("en:model-en");
    assertThat(((Routed.To) routed).language().candidates())
        .contains(new LanguageDecision.Candidate("es", OptionalDouble.empty()));
    assertThat(room.asked).containsExactly("model-en", "model-es");
  }

  /** Workers that understand one loudness each. */
  private static final class Room implements Listeners {

    private final List<String> asked = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final Set<String> cold = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private final Set<String> breaking = new HashSet<>();
    private final Set<String> busy = new HashSet<>();
    private final Set<String> doubting = new HashSet<>();
    private int refusals;

    @Override
    public CompletableFuture<Optional<Answer>> ask(String model, Question question) {
      asked.add(model);
      if (refusals > 0) {
        refusals--;
        return CompletableFuture.completedFuture(Optional.empty());
      }
      if (breaking.contains(model)) {
        return CompletableFuture.failedFuture(new IOException("broken"));
      }
      if (busy.contains(model)) {
        return new CompletableFuture<>();
      }
      float loudness = question.audio().array()[(int) question.speech().from() + 10];
      float own = model.equals("model-en") ? ENGLISH : SPANISH;
      boolean understood = Math.abs(loudness - own) < 0.01;
      boolean settled = understood && (question.thorough() || !doubting.contains(model));
      return CompletableFuture.completedFuture(
          Optional.of(
              new Answer(
                  new Evidence(
                      question.speech().seconds(),
                      settled || !doubting.contains(model) ? "words" : "",
                      12,
                      OptionalDouble.of(understood ? -0.05 : -1.2),
                      false),
                  question.language().filter(_ -> settled).map(tag -> said(question, tag)),
                  settled,
                  new Work("2", 0.25))));
    }

    private static Segment said(Question question, String language) {
      return new Segment(
          (double) question.speech().from() / Samples.RATE,
          (double) question.speech().to() / Samples.RATE,
          "words",
          language,
          List.of(),
          List.of(),
          OptionalDouble.of(-0.05),
          false);
    }

    @Override
    public void wake(String model, JobId job) {
      woken.add(model);
    }

    @Override
    public boolean await(String model, Duration most) {
      boolean _ = cold.remove(model);
      return !gone.contains(model);
    }
  }
}
