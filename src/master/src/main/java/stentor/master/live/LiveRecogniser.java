package stentor.master.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import stentor.master.language.Candidate;
import stentor.master.language.Listeners;
import stentor.protocol.job.JobId;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.cut.LiveCutter.Excerpt;
import stentor.speech.language.Evidence;
import stentor.speech.language.Heard;
import stentor.speech.language.LanguageTrack;
import stentor.speech.transcript.Segment;

/**
 * Has the utterances of one stream recognised by the model of their language, which is found out as
 * they come. Used by one thread.
 */
final class LiveRecogniser {

  /** A worker may die over an utterance, and another take over. */
  private static final int MOST_TRIES = 3;

  /** The slowest engine of any use, on a busy computer. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private static final Duration LONGEST_COLD = Duration.ofSeconds(20);

  private final Listeners listeners;
  private final List<Candidate> candidates;
  private final JobId job;
  private Optional<Candidate> current;
  private final Map<String, Double> spoken = new LinkedHashMap<>();
  private Map<String, Double> last = Map.of();

  LiveRecogniser(Listeners listeners, List<Candidate> candidates, JobId job) {
    this.listeners = listeners;
    this.candidates = List.copyOf(candidates);
    this.job = job;
    this.current = candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  /** Has workers come, where none are there. */
  void wake() {
    candidates.forEach(candidate -> listeners.wake(candidate.model().id(), job));
  }

  /** What is understood of an utterance that goes on; absent where nobody can say yet. */
  Optional<String> partial(Excerpt utterance) throws InterruptedException {
    Optional<Candidate> candidate =
        current.isPresent() ? current : likeliest(utterance, scores(utterance));
    if (candidate.isEmpty()) {
      return Optional.empty();
    }
    return answer(ask(candidate.get(), utterance))
        .map(heard -> heard.segment().map(Segment::text).orElse(""));
  }

  private Optional<Candidate> likeliest(Excerpt utterance, Map<String, Double> scores) {
    Heard heard = new Heard(utterance.speech().seconds(), scores);
    return heard
        .best()
        .filter(language -> heard.score(language) >= LanguageTrack.LIKELY)
        .flatMap(this::candidate);
  }

  private Optional<Candidate> candidate(String language) {
    return candidates.stream().filter(one -> one.language().equals(language)).findFirst();
  }

  /**
   * What was said in an utterance that has ended; absent where nobody speaks.
   *
   * @throws LiveException if no worker answers, or nobody understands the language
   */
  Optional<Said> finished(Excerpt utterance) throws LiveException, InterruptedException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      await();
      Optional<Said> said = attempt(utterance);
      if (said.isPresent()) {
        return said.filter(one -> !one.segment().text().isEmpty());
      }
    }
    throw new LiveException(
        KaldiStatus.NOT_AVAILABLE, "No worker answered; the stream is not kept. Send it again.");
  }

  /**
   * What was said.
   *
   * @param segment times from the first sample of the utterance's audio
   */
  record Said(Candidate candidate, Segment segment) {}

  private void await() throws LiveException, InterruptedException {
    for (Candidate candidate : current.map(List::of).orElse(candidates)) {
      if (listeners.await(candidate.model().id(), LONGEST_COLD)) {
        return;
      }
    }
    throw new LiveException(
        KaldiStatus.NOT_AVAILABLE, "No worker is available, and none came in time.");
  }

  /** Absent where a worker did not answer. */
  private Optional<Said> attempt(Excerpt utterance) throws LiveException, InterruptedException {
    if (current.isPresent()) {
      Candidate same = current.get();
      Optional<Listeners.Heard> heard = answer(ask(same, utterance));
      if (heard.isEmpty()) {
        return Optional.empty();
      }
      double score = same.score(heard.get().evidence());
      if (candidates.size() == 1 || score >= LanguageTrack.SURE) {
        return Optional.of(said(same, utterance, heard.get(), Map.of(same.language(), score)));
      }
    }
    Map<Candidate, Listeners.Heard> all = askAll(utterance);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> scores = new HashMap<>();
    all.forEach(
        (candidate, heard) -> scores.put(candidate.language(), candidate.score(heard.evidence())));
    Optional<Candidate> best =
        likeliest(utterance, scores).or(() -> current).filter(all::containsKey);
    if (best.isEmpty()) {
      throw new LiveException(
          KaldiStatus.LANGUAGE_NOT_SUPPORTED,
          "What is said is in none of the languages that are served: "
              + String.join(", ", candidates.stream().map(Candidate::language).toList())
              + ".");
    }
    return Optional.of(
        said(best.get(), utterance, Objects.requireNonNull(all.get(best.get())), scores));
  }

  private Said said(
      Candidate candidate, Excerpt utterance, Listeners.Heard heard, Map<String, Double> scores) {
    current = Optional.of(candidate);
    last = Map.copyOf(scores);
    spoken.merge(candidate.language(), utterance.speech().seconds(), Double::sum);
    return new Said(
        candidate,
        heard
            .segment()
            .orElseGet(
                () ->
                    new Segment(
                        0,
                        0,
                        "",
                        candidate.language(),
                        List.of(),
                        List.of(),
                        OptionalDouble.empty(),
                        false)));
  }

  private CompletableFuture<Optional<Listeners.Heard>> ask(Candidate candidate, Excerpt utterance) {
    return listeners.listen(
        candidate.model().id(), utterance.audio(), utterance.speech(), candidate.language());
  }

  private Map<Candidate, Listeners.Heard> askAll(Excerpt utterance) throws InterruptedException {
    Map<Candidate, CompletableFuture<Optional<Listeners.Heard>>> underway = new LinkedHashMap<>();
    candidates.forEach(candidate -> underway.put(candidate, ask(candidate, utterance)));
    Map<Candidate, Listeners.Heard> answers = new LinkedHashMap<>();
    for (Map.Entry<Candidate, CompletableFuture<Optional<Listeners.Heard>>> each :
        underway.entrySet()) {
      answer(each.getValue()).ifPresent(heard -> answers.put(each.getKey(), heard));
    }
    return answers;
  }

  private Map<String, Double> scores(Excerpt utterance) throws InterruptedException {
    Map<Candidate, CompletableFuture<Optional<Evidence>>> underway = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      underway.put(
          candidate, listeners.ask(candidate.model().id(), utterance.audio(), utterance.speech()));
    }
    Map<String, Double> scores = new HashMap<>();
    for (Map.Entry<Candidate, CompletableFuture<Optional<Evidence>>> each : underway.entrySet()) {
      answer(each.getValue())
          .ifPresent(
              evidence -> scores.put(each.getKey().language(), each.getKey().score(evidence)));
    }
    return scores;
  }

  private static <T> Optional<T> answer(CompletableFuture<Optional<T>> asked)
      throws InterruptedException {
    try {
      return asked
          .completeOnTimeout(Optional.empty(), ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
          .get();
    } catch (ExecutionException connectionBroke) {
      return Optional.empty();
    }
  }

  /** The candidate of most of what was said; the first where nothing was. */
  Candidate main() {
    return spoken.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .flatMap(most -> candidate(most.getKey()))
        .orElse(candidates.getFirst());
  }

  /** What was decided, for the job's record. */
  LanguageDecision decision(Optional<LanguageDecision> named) {
    if (named.isPresent()) {
      return named.get();
    }
    String reason =
        switch (spoken.size()) {
          case 0 -> "no_speech";
          case 1 -> "identified";
          default -> "mixed";
        };
    return new LanguageDecision(
        main().language(),
        reason,
        last.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(
                each ->
                    new LanguageDecision.Candidate(
                        each.getKey(), OptionalDouble.of(each.getValue())))
            .toList());
  }
}
