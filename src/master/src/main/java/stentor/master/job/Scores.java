package stentor.master.job;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.Reference;
import stentor.protocol.job.Score;
import stentor.protocol.job.ScoreDocument;
import stentor.speech.score.BasicNormaliser;
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

  private final JobStore store;
  private final Normaliser english = new EnglishNormaliser();

  /** To compare two long texts takes a core some seconds, and much memory. */
  private final Lock comparing = new ReentrantLock();

  Scores(JobStore store) {
    this.store = store;
  }

  /** The score, if the job has a transcript and a reference. */
  Optional<Score> of(JobRequest request, Outcome outcome) throws IOException {
    if (request.recording().isEmpty() || outcome.transcript().isEmpty()) {
      return Optional.empty();
    }
    Optional<Reference> reference = store.reference(request);
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    comparing.lock();
    try {
      Optional<Score> known = known(request.id(), reference.get());
      return known.isPresent() ? known : Optional.of(found(reference.get(), outcome));
    } finally {
      comparing.unlock();
    }
  }

  private Optional<Score> known(JobId job, Reference reference) throws IOException {
    return store
        .score(job)
        .filter(kept -> kept.reference().equals(reference.at()))
        .map(ScoreDocument::score);
  }

  private Score found(Reference reference, Outcome outcome) throws IOException {
    Score score =
        compare(
            reference.text(),
            outcome.transcript().map(Transcript::text).orElse(""),
            outcome.language().map(LanguageDecision::chosen).orElse(""));
    store.keepScore(outcome.id(), new ScoreDocument(JobRequest.SCHEMA, reference.at(), score));
    return score;
  }

  private Score compare(String reference, String said, String language) {
    String primary = language.split("-", 2)[0];
    try {
      if (WITHOUT_SPACES.contains(primary)) {
        return Score.byCharacters(
            WordErrorRate.of(reference, said, new BasicNormaliser(false, true)));
      }
      return Score.byWords(
          WordErrorRate.of(
              reference, said, primary.equals("en") ? english : new BasicNormaliser()));
    } catch (ScoreException tooMuch) {
      return Score.none(new Failure(tooMuch.problem().code(), tooMuch.problem().sentence()));
    }
  }
}
