package stentor.protocol.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stentor.protocol.identity.TraceId;
import stentor.protocol.json.Versioned;

/**
 * The work a job is made of: {@code jobs/<id>/prepared.json}. Preparing is repeatable: the same
 * audio gives the same parts.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param preparedAt when preparing had ended
 * @param seconds length of the audio
 * @param model id of the model that was chosen
 * @param modelVersion version of that model when it was chosen
 * @param parts the parts in order of time; empty where nobody speaks
 * @param language what was decided about the language
 * @param flags see {@link stentor.speech.transcript.Transcript#flags()}
 * @param trace the job's, for those who work on its parts; absent where it is not known
 */
public record PreparedJob(
    int schema,
    Instant preparedAt,
    double seconds,
    String model,
    String modelVersion,
    List<Part> parts,
    LanguageDecision language,
    List<String> flags,
    Optional<TraceId> trace)
    implements Versioned {

  /** BCP 47's tag of what is in no language that is known; nobody recognises such a part. */
  public static final String NO_LANGUAGE = "und";

  /** Copies the lists. */
  public PreparedJob {
    parts = List.copyOf(parts);
    flags = List.copyOf(flags);
  }

  /** A job whose trace is not known. */
  public PreparedJob(
      int schema,
      Instant preparedAt,
      double seconds,
      String model,
      String modelVersion,
      List<Part> parts,
      LanguageDecision language,
      List<String> flags) {
    this(
        schema, preparedAt, seconds, model, modelVersion, parts, language, flags, Optional.empty());
  }

  /**
   * A stretch of at most 30 s for one worker.
   *
   * @param number its place, from 0
   * @param model id of the model that shall recognise it
   * @param language BCP 47 tag of its language
   * @param from first sample at 16 kHz, before the first utterance's
   * @param to one past the last sample
   * @param utterances stretches of speech between pauses, in order, inside the part, not
   *     overlapping; never empty
   */
  public record Part(
      int number, String model, String language, long from, long to, List<Utterance> utterances) {

    /** Copies the list and checks that speech is where the part is. */
    public Part {
      utterances = List.copyOf(utterances);
      if (utterances.isEmpty()
          || utterances.getFirst().from() < from
          || utterances.getLast().to() > to) {
        throw new IllegalArgumentException("Not the utterances of a part: " + utterances);
      }
    }
  }

  /**
   * One stretch of speech in the prepared audio.
   *
   * @param from first sample at 16 kHz
   * @param to one past the last sample
   */
  public record Utterance(long from, long to) {}
}
