package stentor.master.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.Reference;
import stentor.protocol.job.Score;
import stentor.protocol.job.ScoreDocument;
import stentor.protocol.json.DocumentException;
import stentor.speech.score.BasicNormaliser;
import stentor.speech.score.Effort;
import stentor.speech.score.EnglishNormaliser;
import stentor.speech.score.Normaliser;
import stentor.speech.score.ScoreException;
import stentor.speech.score.WordErrorRate;
import stentor.speech.transcript.Transcript;

/**
 * Scores jobs of which somebody knows what was said: when it is first asked for, whichever of
 * reference and outcome came first, and once for each reference. Safe for all threads.
 */
final class Scores {

  /** Languages written without a space between words. */
  private static final Set<String> WITHOUT_SPACES =
      Set.of("zh", "yue", "wuu", "nan", "hak", "ja", "th", "lo", "km", "my", "bo", "dz");

  private static final Logger LOG = LoggerFactory.getLogger(Scores.class);

  private static final Duration MOST_WAIT = Duration.ofSeconds(2);

  private final JobStore store;
  private final Normaliser english = new EnglishNormaliser();

  /** To compare two long texts takes a core a second or two, and much memory. */
  private final Lock comparing = new ReentrantLock();

  Scores(JobStore store) {
    this.store = store;
  }

  /**
   * The score, if the job has a transcript and a reference; none for now while others are counted
   * for longer than it may wait, or where reference or score cannot be read. What was said is worth
   * more than how well it was heard: so this never fails.
   */
  Optional<Score> of(JobRequest request, Outcome outcome) {
    if (request.recording().isEmpty() || outcome.transcript().isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Reference> reference = store.reference(request);
      return reference.isPresent() ? of(reference.get(), outcome) : Optional.empty();
    } catch (IOException | DocumentException unread) {
      LOG.warn("The reference of job {} cannot be read", request.id(), unread);
      return Optional.empty();
    }
  }

  private Optional<Score> of(Reference reference, Outcome outcome) {
    Optional<Score> known = known(outcome.id(), reference);
    if (known.isPresent() || !mayCompare()) {
      return known;
    }
    try {
      // Perhaps who compared before did it for this job.
      Optional<Score> since = known(outcome.id(), reference);
      return since.isPresent() ? since : Optional.of(found(reference, outcome));
    } finally {
      comparing.unlock();
    }
  }

  /** Whether it is this thread's turn now; then it must unlock. */
  private boolean mayCompare() {
    try {
      return comparing.tryLock(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Score> known(JobId job, Reference reference) {
    try {
      return store
          .score(job)
          .filter(kept -> kept.reference().equals(reference.at()))
          .map(ScoreDocument::score);
    } catch (IOException | DocumentException unread) {
      LOG.warn("The score of job {} cannot be read and is counted again", job, unread);
      return Optional.empty();
    }
  }

  private Score found(Reference reference, Outcome outcome) {
    Score score =
        compare(
            reference.text(),
            outcome.transcript().map(Transcript::text).orElse(""),
            outcome.language().map(LanguageDecision::chosen).orElse(""));
    try {
      store.keepScore(outcome.id(), new ScoreDocument(JobRequest.SCHEMA, reference.at(), score));
    } catch (IOException unwritten) {
      LOG.warn("The score of job {} cannot be kept", outcome.id(), unwritten);
    }
    return score;
  }

  private Score compare(String reference, String said, String language) {
    String primary = language.split("-", 2)[0];
    try {
      if (WITHOUT_SPACES.contains(primary)) {
        return Score.byCharacters(
            WordErrorRate.of(reference, said, new BasicNormaliser(false, true), Effort.SECONDS));
      }
      return Score.byWords(
          WordErrorRate.of(
              reference,
              said,
              primary.equals("en") ? english : new BasicNormaliser(),
              Effort.SECONDS));
    } catch (ScoreException tooMuch) {
      return Score.none(new Failure(tooMuch.problem().code(), tooMuch.problem().sentence()));
    }
  }
}
