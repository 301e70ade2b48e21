package stentor.master.language;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.language.Evidence;
import stentor.speech.language.Heard;
import stentor.speech.language.LanguageTrack;
import stentor.speech.language.Stretch;

/**
 * What is known of the stretches of one recording while candidates are asked about them. Used by
 * one thread.
 */
final class Inquiry {

  /** A worker may be in the middle of an utterance of 20 s, on a busy computer. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /** Questions on their way at once: several workers of a model answer in turn. */
  private static final int AT_ONCE = 8;

  /** A worker that was busy, or left, is asked again, or another one. */
  private static final int MOST_ROUNDS = 3;

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Listeners listeners;
  private final PreparedAudio audio;
  private final List<Stretch> stretches;
  private final List<Map<String, Double>> scores = new ArrayList<>();
  private final Set<Integer> withWords = new HashSet<>();

  Inquiry(Listeners listeners, PreparedAudio audio, List<Stretch> stretches) {
    this.listeners = listeners;
    this.audio = audio;
    this.stretches = List.copyOf(stretches);
    stretches.forEach(stretch -> scores.add(new HashMap<>()));
  }

  private record Question(int stretch, Candidate candidate) {}

  private record Asked(Question question, CompletableFuture<Optional<Evidence>> answer) {}

  /**
   * Asks candidates about stretches, and keeps their scores in place of those of before.
   *
   * @param seconds how much of each is heard
   */
  void ask(List<Integer> indexes, List<Candidate> candidates, double seconds)
      throws IOException, InterruptedException {
    List<Question> open = new ArrayList<>();
    for (int index : indexes) {
      for (Candidate candidate : candidates) {
        open.add(new Question(index, candidate));
      }
    }
    for (int round = 1; round <= MOST_ROUNDS && !open.isEmpty(); round++) {
      if (round > 1) {
        Thread.sleep(PAUSE);
      }
      open = askOnce(open, seconds);
    }
  }

  /** Those that were not answered. */
  private List<Question> askOnce(List<Question> questions, double seconds)
      throws IOException, InterruptedException {
    List<Question> unanswered = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += AT_ONCE) {
      List<Asked> underway = new ArrayList<>();
      for (Question question :
          questions.subList(from, Math.min(questions.size(), from + AT_ONCE))) {
        Stretch.Question part = stretches.get(question.stretch()).question(seconds);
        Samples samples = audio.read(part.audio().from(), part.audio().to());
        underway.add(
            new Asked(
                question,
                listeners.ask(question.candidate().model().id(), samples, part.speech())));
      }
      for (Asked asked : underway) {
        Optional<Evidence> evidence = Listeners.await(asked.answer(), ANSWER_WITHIN);
        if (evidence.isPresent()) {
          keep(asked.question(), evidence.get());
        } else {
          unanswered.add(asked.question());
        }
      }
    }
    return unanswered;
  }

  private void keep(Question question, Evidence evidence) {
    Candidate candidate = question.candidate();
    scores.get(question.stretch()).put(candidate.language(), candidate.score(evidence));
    if (!evidence.text().isBlank()) {
      withWords.add(question.stretch());
    }
  }

  /** The candidate that understands a stretch best, if one answered. */
  Optional<Candidate> likeliest(int stretch, List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> scores.get(stretch).containsKey(candidate.language()))
        .max(
            Comparator.comparingDouble(candidate -> scores.get(stretch).get(candidate.language())));
  }

  /** Those of which no candidate is sure. */
  List<Integer> unsure(List<Integer> indexes) {
    return indexes.stream()
        .filter(
            index ->
                scores.get(index).values().stream().noneMatch(score -> score >= LanguageTrack.SURE))
        .toList();
  }

  /** What was heard in each stretch. */
  List<Heard> heard() {
    return IntStream.range(0, stretches.size())
        .mapToObj(
            index ->
                new Heard(
                    stretches.get(index).seconds(), withWords.contains(index), scores.get(index)))
        .toList();
  }
}
