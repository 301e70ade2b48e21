package stentor.control.library;

import java.util.List;
import stentor.control.library.CalibrationReport.LanguageRow;
import stentor.control.library.CalibrationReport.ModelReport;
import stentor.control.library.CalibrationReport.Quality;
import stentor.control.library.SpeechFolder.Recording;
import stentor.models.store.InstalledModel;
import stentor.speech.language.Calibration;
import stentor.speech.language.Evidence;
import stentor.speech.language.LanguageTrack;

/**
 * What a model made of all recordings, and what follows from it.
 *
 * @param model the model
 * @param heard what it made of each recording in which somebody speaks
 * @param before its calibration until now
 * @param after its new one
 */
record Judgement(InstalledModel model, List<Hearing> heard, Calibration before, Calibration after) {

  /** Copies the list. */
  Judgement {
    heard = List.copyOf(heard);
  }

  /**
   * One recording.
   *
   * @param recording what was heard
   * @param evidence what the model made of it
   */
  record Hearing(Recording recording, Evidence evidence) {}

  /** Whether a recording is in a language of the model. */
  static boolean isOwn(InstalledModel model, Recording recording) {
    return model.document().languages().stream()
        .anyMatch(tag -> SpeechFolder.primary(tag).equals(recording.primary()));
  }

  private boolean isOwn(Hearing hearing) {
    return isOwn(model, hearing.recording());
  }

  /** Those by which nothing was calibrated. */
  private List<Hearing> held() {
    return heard.stream().filter(hearing -> hearing.recording().held()).toList();
  }

  /** The score for the model's language that the recording may be in, else for its first. */
  double score(Hearing hearing, Calibration calibration) {
    String language =
        model.document().languages().stream()
            .filter(tag -> SpeechFolder.primary(tag).equals(hearing.recording().primary()))
            .findFirst()
            .orElse(model.document().languages().getFirst());
    return calibration.score(hearing.evidence(), language);
  }

  ModelReport report() {
    List<Hearing> taught = heard.stream().filter(hearing -> !hearing.recording().held()).toList();
    int own = (int) taught.stream().filter(this::isOwn).count();
    return new ModelReport(
        model.document().id(),
        model.document().version(),
        model.document().languages(),
        own,
        taught.size() - own,
        after,
        held().stream().map(each -> each.recording().language()).distinct().map(this::row).toList(),
        quality(before),
        quality(after));
  }

  private LanguageRow row(String language) {
    List<Hearing> spoken =
        held().stream().filter(each -> each.recording().language().equals(language)).toList();
    return new LanguageRow(
        language,
        isOwn(spoken.getFirst()),
        spoken.size(),
        (int) spoken.stream().filter(each -> isTaken(each, before)).count(),
        (int) spoken.stream().filter(each -> isTaken(each, after)).count(),
        spoken.stream().mapToDouble(each -> score(each, after)).min().orElse(0),
        spoken.stream().mapToDouble(each -> score(each, after)).max().orElse(0));
  }

  private boolean isTaken(Hearing hearing, Calibration calibration) {
    return score(hearing, calibration) >= LanguageTrack.LIKELY;
  }

  private Quality quality(Calibration calibration) {
    Tally tally = new Tally();
    for (Hearing hearing : held()) {
      double score = score(hearing, calibration);
      tally.count(isTaken(hearing, calibration) == isOwn(hearing));
      if (isOwn(hearing)) {
        tally.own(score);
      } else {
        tally.other(score);
      }
    }
    return tally.quality();
  }
}
