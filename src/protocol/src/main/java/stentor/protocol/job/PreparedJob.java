package stentor.protocol.job;

import java.time.Instant;
import java.util.List;

/**
 * The work a job is made of: {@code jobs/<id>/prepared.json}. Preparing is repeatable: the same
 * audio gives the same parts.
 *
 * @param schema version of the document, {@value JobRequest#SCHEMA}
 * @param preparedAt when preparing had ended
 * @param seconds length of the audio
 * @param parts the parts in order of time; empty where nobody speaks
 * @param language what was decided about the language
 * @param flags see {@link stentor.speech.transcript.Transcript#flags()}
 */
public record PreparedJob(
    int schema,
    Instant preparedAt,
    double seconds,
    List<Part> parts,
    LanguageDecision language,
    List<String> flags) {

  /** Copies the lists. */
  public PreparedJob {
    parts = List.copyOf(parts);
    flags = List.copyOf(flags);
  }

  /**
   * A stretch of at most 30 s for one worker.
   *
   * @param number its place, from 0
   * @param model id of the model that shall recognise it
   * @param language BCP 47 tag of its language
   * @param utterances stretches of speech between pauses, in order, not overlapping; never empty
   */
  public record Part(int number, String model, String language, List<Utterance> utterances) {

    /** Copies the list. */
    public Part {
      utterances = List.copyOf(utterances);
      if (utterances.isEmpty()) {
        throw new IllegalArgumentException("A part without speech");
      }
    }

    /** First sample of its first utterance. */
    public long from() {
      return utterances.getFirst().from();
    }

    /** One past the last sample of its last utterance. */
    public long to() {
      return utterances.getLast().to();
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
