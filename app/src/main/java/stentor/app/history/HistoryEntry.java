package stentor.app.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import stentor.control.master.Answer;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.json.Versioned;
import stentor.protocol.openai.VerboseTranscription;
import stentor.speech.transcript.Transcript;

/**
 * What is known of a transcript that was kept, without its text: {@code history/<id>/entry.json}.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param id of version 7: the order of ids is that of time
 * @param name of the recording's file, with its ending
 * @param path where the recording was; it may be gone
 * @param environment where it was transcribed
 * @param model id of the model; empty where the answer names none
 * @param version of the model
 * @param languages BCP 47 tags of what was spoken, the first heard first
 * @param seconds length of the recording
 * @param took seconds from sending it to the transcript
 * @param wer word error rate against a reference, 0 for no error; may exceed 1
 * @param at when the transcript came
 * @param preview the first words
 */
public record HistoryEntry(
    int schema,
    UUID id,
    String name,
    Optional<String> path,
    EnvironmentName environment,
    String model,
    Optional<String> version,
    List<String> languages,
    double seconds,
    double took,
    OptionalDouble wer,
    Instant at,
    String preview)
    implements Versioned {

  private static final int PREVIEW_LENGTH = 160;

  /** Copies the list. What a damaged file lacks is noticed here, before anything relies on it. */
  public HistoryEntry {
    for (Object part : List.of(id, name, environment, model, at, preview)) {
      Objects.requireNonNull(part);
    }
    languages = List.copyOf(languages);
  }

  /** The entry of an answer that has just come. */
  static HistoryEntry of(
      UUID id,
      Path recording,
      EnvironmentName environment,
      Answer answer,
      Duration took,
      Instant at) {
    VerboseTranscription transcription = answer.transcription();
    Transcript transcript = transcription.toTranscript();
    List<String> languages =
        transcript.segments().stream().map(segment -> segment.language()).distinct().toList();
    return new HistoryEntry(
        SCHEMA,
        id,
        String.valueOf(recording.getFileName()),
        Optional.of(recording.toAbsolutePath().toString()),
        environment,
        transcription.stentor().map(VerboseTranscription.Extras::model).orElse(""),
        transcription.stentor().flatMap(VerboseTranscription.Extras::modelVersion),
        languages.isEmpty() ? List.of(transcript.language()) : languages,
        transcript.duration(),
        took.toMillis() / 1000.0,
        OptionalDouble.empty(),
        at,
        preview(transcription.text()));
  }

  private static String preview(String text) {
    if (text.length() <= PREVIEW_LENGTH) {
      return text;
    }
    int end = text.lastIndexOf(' ', PREVIEW_LENGTH);
    int cut = end > PREVIEW_LENGTH / 2 ? end : PREVIEW_LENGTH;
    return text.substring(0, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut) + "…";
  }

  /** The same with this word error rate. */
  HistoryEntry withWer(OptionalDouble rate) {
    return new HistoryEntry(
        schema,
        id,
        name,
        path,
        environment,
        model,
        version,
        languages,
        seconds,
        took,
        rate,
        at,
        preview);
  }
}
