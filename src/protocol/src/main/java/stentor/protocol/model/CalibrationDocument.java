package stentor.protocol.model;

import java.time.Instant;
import stentor.protocol.json.Versioned;
import stentor.speech.language.Calibration;

/**
 * How sure a model is of its own language and of others: {@code calibration.json} in the model's
 * folder.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param model id of the model
 * @param version its version
 * @param at when it was calibrated
 * @param own how many recordings of its language it was calibrated by
 * @param other how many of other languages
 * @param calibration what came of it
 */
public record CalibrationDocument(
    int schema,
    String model,
    String version,
    Instant at,
    int own,
    int other,
    Calibration calibration)
    implements Versioned {

  /** Its name in the model's folder. */
  public static final String FILE = "calibration.json";
}
