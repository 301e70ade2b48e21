package stentor.master.language;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import stentor.master.decode.CutPart;
import stentor.protocol.job.JobId;
import stentor.protocol.job.LanguageDecision;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.language.Heard;
import stentor.speech.language.LanguageTrack;
import stentor.speech.language.Stretch;

/**
 * Finds out which language each stretch of a recording is in: the first voiced seconds of the first
 * stretch go to a worker of every candidate at once, those of the others to the likeliest one only,
 * and to all where that one is not sure. Of a brief recording all is heard at once, and the answer
 * that decides is its transcript. Safe for all threads.
 */
public final class LanguageFinder {

  /**
   * With no more speech than this, in seconds, the first look hears all of it, and what it hears is
   * the answer: the usual command or sentence is decoded once.
   */
  private static final double BRIEF_SECONDS = 6;

  /** A worker here starts in 3 s; one that needs a new node is named instead. */
  private static final Duration LONGEST_COLD = Duration.ofSeconds(20);

  private static final Duration WAKE_AGAIN = Duration.ofSeconds(5);
  private static final int MOST_WAITS = 4;

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
    Inquiry inquiry = new Inquiry(listeners, audio, stretches);
    int first = Stretch.first(stretches);
    List<Integer> telling =
        IntStream.range(0, stretches.size())
            .filter(index -> index == first || stretches.get(index).isTelling())
            .boxed()
            .toList();
    Look look = isBrief(parts, stretches) ? Look.WHOLE : Look.FIRST;
    inquiry.ask(List.of(first), there, look);
    Optional<Candidate> likeliest = inquiry.likeliest(first, there);
    if (likeliest.isPresent()) {
      List<Integer> others = telling.stream().filter(index -> index != first).toList();
      inquiry.ask(others, List.of(likeliest.get()), look);
      List<Candidate> rest =
          there.stream().filter(candidate -> !candidate.equals(likeliest.get())).toList();
      inquiry.ask(inquiry.unsure(others), rest, look);
      inquiry.ask(inquiry.unsure(telling), there, Look.SECOND);
    }
    return routed(stretches, inquiry, candidates);
  }

  private static boolean isBrief(List<CutPart> parts, List<Stretch> stretches) {
    return parts.size() == 1
        && stretches.stream().mapToDouble(Stretch::seconds).sum() <= BRIEF_SECONDS;
  }

  /** Those of which a worker is there, or came within the time. */
  private List<Candidate> awaken(JobId job, List<Candidate> candidates)
      throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_COLD.toNanos();
    // All are woken before one is waited for.
    candidates.forEach(candidate -> listeners.wake(candidate.model().id(), job));
    List<Candidate> there = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.model().unavailable().isEmpty() && comes(candidate, job, deadline)) {
        there.add(candidate);
      }
    }
    return there;
  }

  /** Wakes it again now and then: a worker may have been there at first and left. */
  private boolean comes(Candidate candidate, JobId job, long deadline) throws InterruptedException {
    String model = candidate.model().id();
    for (int wait = 1; wait <= MOST_WAITS; wait++) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (listeners.await(model, left.compareTo(WAKE_AGAIN) < 0 ? left : WAKE_AGAIN)) {
        return true;
      }
      listeners.wake(model, job);
    }
    return false;
  }

  private static Routed routed(
      List<Stretch> stretches, Inquiry inquiry, List<Candidate> candidates) {
    List<Heard> heard = inquiry.heard();
    List<Optional<String>> languages = LanguageTrack.follow(heard, candidates.size());
    List<LanguageDecision.Candidate> means = MeanScores.of(heard, candidates);
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
    RoutedParts parts =
        RoutedParts.of(
            stretches,
            languages.stream().map(tag -> tag.map(one -> named(one, candidates))).toList(),
            main);
    return new Routed.To(
        main.model(),
        parts.parts(),
        new LanguageDecision(most, spoken.size() > 1 ? "mixed" : "identified", means),
        parts.recognised(inquiry));
  }

  private static Candidate named(String language, List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.language().equals(language))
        .findFirst()
        .orElseThrow();
  }
}
