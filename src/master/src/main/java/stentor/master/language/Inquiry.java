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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import stentor.master.connect.Question;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.language.Evidence;
import stentor.speech.language.Heard;
import stentor.speech.language.LanguageTrack;
import stentor.speech.language.Stretch;
import stentor.speech.transcript.Segment;

/**
 * What is known of the stretches of one recording while candidates are asked about them. Used by
 * one thread.
 */
final class Inquiry {

  /** A worker may be in the middle of an utterance of 20 s, on a busy computer. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /** Once a candidate is sure of each stretch, the others are waited for so long. */
  private static final Duration OTHERS_WITHIN = Duration.ofSeconds(1);

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
  private final Map<Asked, Routed.Recognised> recognised = new HashMap<>();

  Inquiry(Listeners listeners, PreparedAudio audio, List<Stretch> stretches) {
    this.listeners = listeners;
    this.audio = audio;
    this.stretches = List.copyOf(stretches);
    stretches.forEach(stretch -> scores.add(new HashMap<>()));
  }

  private record Asked(int stretch, Candidate candidate) {}

  /** What became of asking; without answers where one of them did not come. */
  private record Answered(Asked asked, Optional<List<Listeners.Answer>> answers) {}

  /**
   * Asks candidates about stretches, and keeps their scores in place of those of before.
   *
   * @param look how much of each is heard
   */
  void ask(List<Integer> indexes, List<Candidate> candidates, Look look)
      throws IOException, InterruptedException {
    List<Asked> open = new ArrayList<>();
    for (int index : indexes) {
      for (Candidate candidate : candidates) {
        open.add(new Asked(index, candidate));
      }
    }
    for (int round = 1; round <= MOST_ROUNDS && !open.isEmpty(); round++) {
      if (round > 1) {
        Thread.sleep(PAUSE);
      }
      open = askOnce(open, look);
    }
  }

  /** Those that were not answered and are worth asking again. */
  private List<Asked> askOnce(List<Asked> questions, Look look)
      throws IOException, InterruptedException {
    List<Asked> unanswered = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += AT_ONCE) {
      List<Asked> some = questions.subList(from, Math.min(questions.size(), from + AT_ONCE));
      BlockingQueue<Answered> arrivals = new LinkedBlockingQueue<>();
      for (Asked asked : some) {
        var _ =
            send(asked, look)
                .whenComplete((answers, broken) -> arrivals.add(answered(asked, answers, broken)));
      }
      unanswered.addAll(collect(some, arrivals, look));
    }
    return unanswered;
  }

  private CompletableFuture<List<Optional<Listeners.Answer>>> send(Asked asked, Look look)
      throws IOException {
    List<CompletableFuture<Optional<Listeners.Answer>>> underway = new ArrayList<>();
    for (Stretch.Question part : look.questions(stretches.get(asked.stretch()))) {
      Samples samples = audio.read(part.audio().from(), part.audio().to());
      underway.add(
          listeners.ask(
              asked.candidate().model().id(),
              new Question(
                  samples, part.speech(), look.wanted(asked.candidate()), look.thorough())));
    }
    return CompletableFuture.allOf(underway.toArray(CompletableFuture[]::new))
        .thenApply(_ -> underway.stream().map(CompletableFuture::join).toList());
  }

  private static Answered answered(
      Asked asked,
      @Nullable List<Optional<Listeners.Answer>> answers,
      @Nullable Throwable connectionBroke) {
    if (answers == null
        || connectionBroke != null
        || answers.stream().anyMatch(Optional::isEmpty)) {
      return new Answered(asked, Optional.empty());
    }
    return new Answered(asked, Optional.of(answers.stream().flatMap(Optional::stream).toList()));
  }

  /** Keeps what comes in time; those that did not answer, where somebody has to. */
  private List<Asked> collect(List<Asked> asked, BlockingQueue<Answered> arrivals, Look look)
      throws InterruptedException {
    List<Integer> indexes = asked.stream().map(Asked::stretch).distinct().toList();
    List<Asked> unanswered = new ArrayList<>(asked);
    long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
    for (int open = asked.size(); open > 0; open--) {
      Answered next = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      if (next.answers().isPresent()) {
        keep(next.asked(), next.answers().get(), look);
        unanswered.remove(next.asked());
      }
      if (unsure(indexes).isEmpty()) {
        deadline = Math.min(deadline, System.nanoTime() + OTHERS_WITHIN.toNanos());
      }
    }
    return unsure(indexes).isEmpty() ? List.of() : unanswered;
  }

  private void keep(Asked asked, List<Listeners.Answer> answers, Look look) {
    Evidence evidence =
        Evidence.together(answers.stream().map(Listeners.Answer::evidence).toList());
    scores
        .get(asked.stretch())
        .put(asked.candidate().language(), asked.candidate().score(evidence));
    if (!evidence.text().isBlank()) {
      withWords.add(asked.stretch());
    }
    if (look == Look.WHOLE && answers.stream().allMatch(Listeners.Answer::settled)) {
      recognised.put(
          asked,
          new Routed.Recognised(
              answers.getLast().work().modelVersion(),
              placed(look.questions(stretches.get(asked.stretch())), answers),
              answers.stream().mapToDouble(answer -> answer.work().seconds()).sum()));
    }
  }

  private static List<Segment> placed(
      List<Stretch.Question> questions, List<Listeners.Answer> answers) {
    List<Segment> segments = new ArrayList<>();
    for (int index = 0; index < answers.size(); index++) {
      Span audio = questions.get(index).audio();
      answers
          .get(index)
          .segment()
          .map(segment -> segment.shifted((double) audio.from() / Samples.RATE))
          .ifPresent(segments::add);
    }
    return segments;
  }

  /** What was said in a stretch, in order; absent where the candidate did not hear all of it. */
  Optional<Routed.Recognised> recognised(int stretch, Candidate candidate) {
    return Optional.ofNullable(recognised.get(new Asked(stretch, candidate)));
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
