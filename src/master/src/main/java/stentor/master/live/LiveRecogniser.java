package stentor.master.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import stentor.master.connect.Question;
import stentor.master.language.Candidate;
import stentor.master.language.Listeners;
import stentor.master.language.MeanScores;
import stentor.protocol.job.JobId;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.kaldi.KaldiStatus;
import stentor.speech.cut.LiveCutter.Excerpt;
import stentor.speech.language.Heard;
import stentor.speech.language.LanguageTrack;
import stentor.speech.transcript.Segment;

/**
 * Has the utterances of one stream recognised by the model of their language, which is found out as
 * they come. Used by one thread, but for {@link #models}.
 */
final class LiveRecogniser {

  /** Workers may be busy, die or start: an utterance is tried for so long. */
  private static final Duration MOST = Duration.ofSeconds(90);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** The slowest engine of any use, on a busy computer. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  /** What comes later than this is no partial result any more. */
  private static final Duration PARTIAL_WITHIN = Duration.ofSeconds(3);

  private static final Duration LONGEST_COLD = Duration.ofSeconds(20);

  /** Less than this is a click or a cough rather than a word. */
  private static final double LEAST_SECONDS = 0.8;

  private final Listeners listeners;
  private final List<Candidate> candidates;
  private final JobId job;
  private final Time time;
  private volatile Optional<Candidate> current;
  private final Map<String, Double> spoken = new LinkedHashMap<>();
  private final List<Heard> heard = new ArrayList<>();

  /** Time as it passes; another one in tests. */
  interface Time {

    /** The monotonic clock, in nanoseconds. */
    long nanos();

    void sleep(Duration length) throws InterruptedException;

    /** The computer's. */
    Time REAL =
        new Time() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void sleep(Duration length) throws InterruptedException {
            Thread.sleep(length);
          }
        };
  }

  LiveRecogniser(Listeners listeners, List<Candidate> candidates, JobId job, Time time) {
    this.time = time;
    this.listeners = listeners;
    this.candidates = List.copyOf(candidates);
    this.job = job;
    this.current = candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  /** Has workers come, where none are there. */
  void wake() {
    candidates.forEach(candidate -> listeners.wake(candidate.model().id(), job));
  }

  /** The model of the language of before; all that may be asked, where none is known yet. */
  List<String> models() {
    return likely().stream().map(candidate -> candidate.model().id()).toList();
  }

  private List<Candidate> likely() {
    return current.map(List::of).orElse(candidates);
  }

  private Duration until(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - time.nanos()));
  }

  /** What is understood of an utterance that goes on; absent where nobody can say yet. */
  Optional<String> partial(Excerpt utterance) throws InterruptedException {
    Optional<Candidate> candidate = current.isPresent() ? current : likeliest(scores(utterance));
    if (candidate.isEmpty()) {
      return Optional.empty();
    }
    // One look: who waits for a final result shall not wait for second tries of half a word.
    return Listeners.await(ask(candidate.get(), utterance, false), PARTIAL_WITHIN)
        .map(answer -> answer.segment().map(Segment::text).orElse(""));
  }

  private Optional<Candidate> likeliest(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .filter(each -> each.getValue() >= LanguageTrack.LIKELY)
        .max(Map.Entry.comparingByValue())
        .flatMap(each -> candidate(each.getKey()));
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
    long begun = time.nanos();
    Map<Candidate, Listeners.Answer> answers = new LinkedHashMap<>();
    while (true) {
      awaitAny();
      Duration within = answers.isEmpty() ? ANSWER_WITHIN : patience();
      List<Candidate> asked = toAsk(utterance, answers);
      answers.putAll(askAll(asked, each -> ask(each, utterance, true), within));
      boolean unanswered = !answers.keySet().containsAll(asked);
      Duration spent = Duration.ofNanos(time.nanos() - begun);
      boolean enough = !answers.isEmpty() && spent.compareTo(patience()) > 0;
      if (enough || toAsk(utterance, answers).isEmpty()) {
        return decided(utterance, answers);
      }
      if (spent.compareTo(MOST) > 0) {
        throw new LiveException(
            KaldiStatus.NOT_AVAILABLE,
            "No worker answered; the stream is not kept. Send it again.");
      }
      if (unanswered) {
        time.sleep(PAUSE);
      }
    }
  }

  /**
   * How long those who do not answer are waited for once somebody did: a stream whose language is
   * known goes on without them, one that begins waits for workers that start.
   */
  private Duration patience() {
    return current.isPresent() ? PARTIAL_WITHIN : LONGEST_COLD;
  }

  /**
   * Who is still to be asked: the language of before first, and nobody else where it is sure, or
   * the utterance is too short to change it.
   */
  private List<Candidate> toAsk(Excerpt utterance, Map<Candidate, Listeners.Answer> answers) {
    if (current.isPresent()) {
      Candidate same = current.get();
      if (!answers.containsKey(same)) {
        return List.of(same);
      }
      boolean enough =
          utterance.speech().seconds() < LanguageTrack.ENOUGH_SECONDS
              || Optional.ofNullable(answers.get(same))
                  .filter(
                      heard ->
                          heard.segment().isEmpty()
                              || same.score(heard.evidence()) >= LanguageTrack.SURE)
                  .isPresent();
      if (enough) {
        return List.of();
      }
    }
    return candidates.stream().filter(candidate -> !answers.containsKey(candidate)).toList();
  }

  private Optional<Said> decided(Excerpt utterance, Map<Candidate, Listeners.Answer> answers)
      throws LiveException {
    Map<String, Double> scores = new HashMap<>();
    Map<Candidate, Segment> written = new LinkedHashMap<>();
    answers.forEach(
        (candidate, heard) -> {
          scores.put(candidate.language(), candidate.score(heard.evidence()));
          heard.segment().ifPresent(segment -> written.put(candidate, segment));
        });
    double seconds = utterance.speech().seconds();
    Optional<Candidate> sure = likeliest(scores).or(() -> current).filter(answers::containsKey);
    if (sure.isEmpty() && !written.isEmpty() && seconds >= LanguageTrack.ENOUGH_SECONDS) {
      throw nobodyUnderstands(answers.keySet());
    }
    if (sure.filter(written::containsKey).isPresent()) {
      current = sure;
    }
    // Where it is too short to tell, the likeliest writes it and decides nothing for what comes.
    Optional<Candidate> writing =
        sure.isPresent() || seconds < LEAST_SECONDS
            ? sure
            : written.keySet().stream()
                .max(
                    Comparator.comparingDouble(
                        candidate -> scores.getOrDefault(candidate.language(), 0.0)));
    Optional<Said> said =
        writing.flatMap(
            candidate ->
                Optional.ofNullable(written.get(candidate))
                    .map(segment -> new Said(candidate, segment)));
    said.ifPresent(
        one -> {
          spoken.merge(one.candidate().language(), seconds, Double::sum);
          heard.add(new Heard(seconds, true, scores));
        });
    return said;
  }

  private LiveException nobodyUnderstands(Set<Candidate> asked) {
    return new LiveException(
        asked.size() < candidates.size()
            ? KaldiStatus.NOT_AVAILABLE
            : KaldiStatus.LANGUAGE_NOT_SUPPORTED,
        "What is said is in none of the languages that could be asked: "
            + String.join(", ", asked.stream().map(Candidate::language).toList())
            + ".");
  }

  /**
   * What was said.
   *
   * @param segment times from the first sample of the utterance's audio
   */
  record Said(Candidate candidate, Segment segment) {}

  /** Waits until a worker is there; any of them, where it is not known whose it shall be. */
  private void awaitAny() throws LiveException, InterruptedException {
    wake();
    long deadline = time.nanos() + LONGEST_COLD.toNanos();
    for (Candidate candidate : likely()) {
      if (listeners.await(candidate.model().id(), until(deadline))) {
        return;
      }
    }
    throw new LiveException(
        KaldiStatus.NOT_AVAILABLE, "No worker is available, and none came in time.");
  }

  private CompletableFuture<Optional<Listeners.Answer>> ask(
      Candidate candidate, Excerpt utterance, boolean thorough) {
    return listeners.ask(
        candidate.model().id(),
        new Question(
            utterance.audio(), utterance.speech(), Optional.of(candidate.language()), thorough));
  }

  private Map<String, Double> scores(Excerpt utterance) throws InterruptedException {
    Map<String, Double> scores = new HashMap<>();
    Question glance = new Question(utterance.audio(), utterance.speech(), Optional.empty(), false);
    askAll(candidates, each -> listeners.ask(each.model().id(), glance), PARTIAL_WITHIN)
        .forEach(
            (candidate, answer) ->
                scores.put(candidate.language(), candidate.score(answer.evidence())));
    return scores;
  }

  /** Asks all at once; who does not answer in time is not among the answers. */
  private <T> Map<Candidate, T> askAll(
      List<Candidate> asked,
      Function<Candidate, CompletableFuture<Optional<T>>> question,
      Duration within)
      throws InterruptedException {
    Map<Candidate, CompletableFuture<Optional<T>>> underway = new LinkedHashMap<>();
    asked.forEach(candidate -> underway.put(candidate, question.apply(candidate)));
    Map<Candidate, T> answers = new LinkedHashMap<>();
    long deadline = time.nanos() + within.toNanos();
    for (Map.Entry<Candidate, CompletableFuture<Optional<T>>> each : underway.entrySet()) {
      Listeners.await(each.getValue(), until(deadline))
          .ifPresent(answer -> answers.put(each.getKey(), answer));
    }
    return answers;
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
        MeanScores.of(heard, candidates).stream()
            .filter(candidate -> candidate.score().isPresent())
            .toList());
  }
}
