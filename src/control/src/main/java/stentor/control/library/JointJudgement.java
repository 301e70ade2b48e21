package stentor.control.library;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stentor.control.library.CalibrationReport.Together;
import stentor.control.library.CalibrationReport.TogetherRow;
import stentor.control.library.Judgement.Hearing;
import stentor.control.library.SpeechFolder.Recording;
import stentor.protocol.job.PreparedJob;
import stentor.speech.language.Calibration;
import stentor.speech.language.Heard;
import stentor.speech.language.LanguageTrack;

/**
 * What several models make of the same recordings: the likeliest of their languages is taken, as an
 * environment that serves all of them does with the first seconds of a recording.
 */
final class JointJudgement {

  private final List<Judgement> judgements;

  private JointJudgement(List<Judgement> judgements) {
    this.judgements = judgements;
  }

  /** How the languages are told apart; absent where there is one only. */
  static Optional<Together> of(List<Judgement> judgements) {
    long languages = judgements.stream().map(JointJudgement::language).distinct().count();
    return languages < 2
        ? Optional.empty()
        : Optional.of(new JointJudgement(judgements).together());
  }

  private static String language(Judgement judgement) {
    return SpeechFolder.primary(judgement.model().document().languages().getFirst());
  }

  private enum Age {
    BEFORE,
    AFTER
  }

  private Together together() {
    Map<Path, Recording> held = new LinkedHashMap<>();
    for (Judgement judgement : judgements) {
      for (Hearing hearing : judgement.heard()) {
        if (hearing.recording().held()) {
          held.put(hearing.recording().file(), hearing.recording());
        }
      }
    }
    List<Recording> recordings = List.copyOf(held.values());
    List<TogetherRow> rows =
        recordings.stream()
            .map(Recording::language)
            .distinct()
            .map(language -> row(language, recordings))
            .toList();
    return new Together(rows, quality(recordings, Age.BEFORE), quality(recordings, Age.AFTER));
  }

  private TogetherRow row(String language, List<Recording> recordings) {
    List<Recording> spoken =
        recordings.stream().filter(each -> each.language().equals(language)).toList();
    Map<String, Integer> before = new TreeMap<>();
    Map<String, Integer> after = new TreeMap<>();
    for (Recording recording : spoken) {
      before.merge(taken(heard(recording, Age.BEFORE)), 1, Integer::sum);
      after.merge(taken(heard(recording, Age.AFTER)), 1, Integer::sum);
    }
    return new TogetherRow(language, isServed(spoken.getFirst()), spoken.size(), before, after);
  }

  private CalibrationReport.Quality quality(List<Recording> recordings, Age age) {
    Tally tally = new Tally();
    for (Recording recording : recordings) {
      Heard heard = heard(recording, age);
      boolean served = isServed(recording);
      tally.count(taken(heard).equals(served ? recording.primary() : PreparedJob.NO_LANGUAGE));
      double others =
          heard.scores().entrySet().stream()
              .filter(score -> !score.getKey().equals(recording.primary()))
              .mapToDouble(Map.Entry::getValue)
              .max()
              .orElse(0);
      if (served) {
        tally.margin(heard.score(recording.primary()) - others);
      }
    }
    return tally.quality();
  }

  private boolean isServed(Recording recording) {
    return judgements.stream().anyMatch(each -> language(each).equals(recording.primary()));
  }

  private static String taken(Heard heard) {
    return heard
        .best()
        .filter(tag -> heard.score(tag) >= LanguageTrack.LIKELY)
        .orElse(PreparedJob.NO_LANGUAGE);
  }

  private Heard heard(Recording recording, Age age) {
    Map<String, Double> scores = new TreeMap<>();
    double seconds = 0;
    boolean words = false;
    for (Judgement judgement : judgements) {
      Calibration calibration =
          switch (age) {
            case BEFORE -> judgement.before();
            case AFTER -> judgement.after();
          };
      for (Hearing hearing : judgement.heard()) {
        if (hearing.recording().equals(recording)) {
          seconds = hearing.evidence().seconds();
          words |= !hearing.evidence().text().isBlank();
          scores.merge(language(judgement), judgement.score(hearing, calibration), Math::max);
        }
      }
    }
    return new Heard(seconds, words, scores);
  }
}
