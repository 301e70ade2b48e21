package stentor.master.language;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import stentor.master.decode.CutPart;
import stentor.protocol.job.JobId;
import stentor.protocol.job.LanguageDecision;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.language.Evidence;
import stentor.speech.language.Heard;
import stentor.speech.language.LanguageTrack;
import stentor.speech.language.Stretch;

/**
 * Finds out which language each stretch of a recording is in: the first voiced seconds of the first
 * stretch go to a worker of every candidate at once, those of the others to the likeliest one only,
 * and to all where that one is not sure. Safe for all threads.
 */
public final class LanguageFinder {

  private static final double FIRST_LOOK = Stretch.TELLING_SECONDS;

  /** The most that is worth the time, in seconds. */
  private static final double SECOND_LOOK = 6;

  /** A worker may be in the middle of an utterance of 20 s, on a busy computer. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /** A worker here starts in 3 s; one that needs a new node is named instead. */
  private static final Duration LONGEST_COLD = Duration.ofSeconds(20);

  /** Questions on their way at once: several workers of a model answer in turn. */
  private static final int AT_ONCE = 8;

  private final Listeners listeners;

  /** Asks these. */
  public LanguageFinder(Listeners listeners) {
    this.listeners = listeners;
  }

  /**
   * Routes the parts of a recording.
   *
   * @param candidates two or more, of languages that differ
   * @throws IOException if the audio cannot be read
   */
  public Routed find(
      JobId job, PreparedAudio audio, List<CutPart> parts, List<Candidate> candidates)
      throws IOException, InterruptedException {
    List<Stretch> stretches = Stretch.of(parts.stream().map(CutPart::speech).toList());
    List<Candidate> there = awaken(job, candidates);
    List<Map<String, Double>> scores =
        new ArrayList<>(stretches.stream().map(stretch -> new HashMap<String, Double>()).toList());
    int first = Stretch.first(stretches);
    List<Integer> telling =
        IntStream.range(0, stretches.size())
            .filter(index -> index == first || stretches.get(index).isTelling())
            .boxed()
            .toList();
    ask(audio, stretches, scores, List.of(first), there, FIRST_LOOK);
    Optional<Candidate> likeliest = likeliest(scores.get(first), there);
    if (likeliest.isPresent()) {
      List<Integer> others = telling.stream().filter(index -> index != first).toList();
      ask(audio, stretches, scores, others, List.of(likeliest.get()), FIRST_LOOK);
      List<Candidate> rest =
          there.stream().filter(candidate -> !candidate.equals(likeliest.get())).toList();
      ask(audio, stretches, scores, unsure(others, scores), rest, FIRST_LOOK);
      List<Integer> longer =
          unsure(telling, scores).stream()
              .filter(index -> stretches.get(index).seconds() > FIRST_LOOK)
              .toList();
      ask(audio, stretches, scores, longer, there, SECOND_LOOK);
    }
    return routed(stretches, scores, candidates);
  }

  /** Those of which a worker is there, or came within the time. */
  private List<Candidate> awaken(JobId job, List<Candidate> candidates)
      throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_COLD.toNanos();
    // All are woken before one is waited for.
    candidates.forEach(candidate -> listeners.wake(candidate.model().id(), job));
    List<Candidate> there = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (candidate.model().unavailable().isEmpty()
          && listeners.await(candidate.model().id(), left)) {
        there.add(candidate);
      }
    }
    return there;
  }

  private static Optional<Candidate> likeliest(
      Map<String, Double> scores, List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> scores.containsKey(candidate.language()))
        .max(Comparator.comparingDouble(candidate -> scores.get(candidate.language())));
  }

  private static List<Integer> unsure(List<Integer> indexes, List<Map<String, Double>> scores) {
    return indexes.stream()
        .filter(
            index ->
                scores.get(index).values().stream().noneMatch(score -> score >= LanguageTrack.SURE))
        .toList();
  }

  private record Asked(
      int index, Candidate candidate, CompletableFuture<Optional<Evidence>> answer) {}

  /** Asks candidates about stretches, and keeps their scores in place of those of before. */
  private void ask(
      PreparedAudio audio,
      List<Stretch> stretches,
      List<Map<String, Double>> scores,
      List<Integer> indexes,
      List<Candidate> candidates,
      double seconds)
      throws IOException, InterruptedException {
    List<Asked> underway = new ArrayList<>();
    for (int index : indexes) {
      Stretch.Question question = stretches.get(index).question(seconds);
      Samples samples = audio.read(question.audio().from(), question.audio().to());
      for (Candidate candidate : candidates) {
        underway.add(
            new Asked(
                index,
                candidate,
                listeners.ask(candidate.model().id(), samples, question.speech())));
      }
      if (underway.size() >= AT_ONCE) {
        collect(underway, scores);
      }
    }
    collect(underway, scores);
  }

  private static void collect(List<Asked> underway, List<Map<String, Double>> scores)
      throws InterruptedException {
    for (Asked asked : underway) {
      Optional<Evidence> evidence = answer(asked.answer());
      evidence.ifPresent(
          found ->
              scores
                  .get(asked.index())
                  .put(asked.candidate().language(), asked.candidate().score(found)));
    }
    underway.clear();
  }

  private static Optional<Evidence> answer(CompletableFuture<Optional<Evidence>> asked)
      throws InterruptedException {
    try {
      return asked
          .completeOnTimeout(Optional.empty(), ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .get();
    } catch (ExecutionException connectionBroke) {
      return Optional.empty();
    }
  }

  private static Routed routed(
      List<Stretch> stretches, List<Map<String, Double>> scores, List<Candidate> candidates) {
    List<Heard> heard =
        IntStream.range(0, stretches.size())
            .mapToObj(index -> new Heard(stretches.get(index).seconds(), scores.get(index)))
            .toList();
    List<Optional<String>> languages = LanguageTrack.follow(heard);
    List<LanguageDecision.Candidate> means = means(heard, candidates);
    if (languages.stream().allMatch(Optional::isEmpty)) {
      List<String> silent =
          means.stream()
              .filter(candidate -> candidate.score().isEmpty())
              .map(LanguageDecision.Candidate::language)
              .toList();
      return silent.isEmpty()
          ? new Routed.NoneOfThem(means)
          : new Routed.NobodyAnswered(silent, heard.stream().findFirst().flatMap(Heard::best));
    }
    Map<String, Double> spoken = new LinkedHashMap<>();
    for (int index = 0; index < heard.size(); index++) {
      double seconds = heard.get(index).seconds();
      languages.get(index).ifPresent(tag -> spoken.merge(tag, seconds, Double::sum));
    }
    String most =
        spoken.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseThrow();
    Candidate main = named(most, candidates);
    return new Routed.To(
        main.model(),
        RoutedParts.of(stretches, languages, tag -> named(tag, candidates).model().id(), main),
        new LanguageDecision(most, spoken.size() > 1 ? "mixed" : "identified", means));
  }

  private static Candidate named(String language, List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.language().equals(language))
        .findFirst()
        .orElseThrow();
  }

  /** Mean scores, each stretch with the weight of its length, best first. */
  private static List<LanguageDecision.Candidate> means(
      List<Heard> heard, List<Candidate> candidates) {
    return candidates.stream()
        .map(
            candidate ->
                new LanguageDecision.Candidate(candidate.language(), mean(candidate, heard)))
        .sorted(
            Comparator.comparingDouble(
                (LanguageDecision.Candidate candidate) -> -candidate.score().orElse(-1)))
        .toList();
  }

  private static OptionalDouble mean(Candidate candidate, List<Heard> heard) {
    double sum = 0;
    double seconds = 0;
    for (Heard stretch : heard) {
      Double score = stretch.scores().get(candidate.language());
      if (score != null) {
        sum += score * stretch.seconds();
        seconds += stretch.seconds();
      }
    }
    return seconds > 0 ? OptionalDouble.of(sum / seconds) : OptionalDouble.empty();
  }
}
