package stentor.control.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.protocol.json.Versioned;
import stentor.speech.language.Calibration;

/**
 * What came of calibrating models. All scores are of recordings that were held back: no model was
 * calibrated by them.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param models those that were calibrated
 * @param together how languages are told apart by all of them; absent where they are of one only
 */
public record CalibrationReport(int schema, List<ModelReport> models, Optional<Together> together)
    implements Versioned {

  /** Copies the list. */
  public CalibrationReport {
    models = List.copyOf(models);
  }

  /**
   * One model.
   *
   * @param id of the model
   * @param version its version
   * @param languages BCP 47 tags of those it knows
   * @param own how many recordings of these it was calibrated by
   * @param other how many of others
   * @param calibration what came of it
   * @param heldOut the recordings that were held back, by language
   * @param before how it did with what was known of it
   * @param after how it does now
   */
  public record ModelReport(
      String id,
      String version,
      List<String> languages,
      int own,
      int other,
      Calibration calibration,
      List<LanguageRow> heldOut,
      Quality before,
      Quality after) {

    /** Copies the lists. */
    public ModelReport {
      languages = List.copyOf(languages);
      heldOut = List.copyOf(heldOut);
    }
  }

  /**
   * What a model makes of the recordings of one language.
   *
   * @param language BCP 47 tag of what is spoken
   * @param own whether it is the model's
   * @param recordings how many
   * @param takenAsOwnBefore how many of them the model took as its language before
   * @param takenAsOwn how many it takes so now
   * @param lowest the smallest score now, in [0, 1]
   * @param highest the largest
   */
  public record LanguageRow(
      String language,
      boolean own,
      int recordings,
      int takenAsOwnBefore,
      int takenAsOwn,
      double lowest,
      double highest) {}

  /**
   * How well a model knows its language from others.
   *
   * @param accuracy part of the recordings that it takes for what they are, in [0, 1]; absent where
   *     there are none
   * @param margin the smallest score of its language less the largest of others, in [-1, 1]; absent
   *     where one of both is missing
   */
  public record Quality(OptionalDouble accuracy, OptionalDouble margin) {}

  /**
   * How languages are told apart by the scores of several models.
   *
   * @param rows for each language that is spoken
   * @param before how they did with what was known of them
   * @param after how they do now
   */
  public record Together(List<TogetherRow> rows, Quality before, Quality after) {

    /** Copies the list. */
    public Together {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What recordings of a language are taken for.
   *
   * @param language BCP 47 tag of what is spoken
   * @param served whether one of the models knows it
   * @param recordings how many
   * @param takenForBefore how many were taken for what, by language; {@code und}: for none
   * @param takenFor the same now
   */
  public record TogetherRow(
      String language,
      boolean served,
      int recordings,
      Map<String, Integer> takenForBefore,
      Map<String, Integer> takenFor) {

    /** Copies the maps. */
    public TogetherRow {
      takenForBefore = Map.copyOf(takenForBefore);
      takenFor = Map.copyOf(takenFor);
    }
  }
}
