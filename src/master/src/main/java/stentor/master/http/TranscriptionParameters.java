package stentor.master.http;

import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.prepare.Router;

/**
 * What a client asks of a transcription, beside the file.
 *
 * @param model id that was named; absent: any
 * @param language BCP 47 tag that was named; absent: any
 * @param format one of {@link #FORMATS}
 * @param segments whether verbose_json shall tell of segments
 * @param words whether verbose_json shall tell of words
 */
record TranscriptionParameters(
    Optional<String> model,
    Optional<String> language,
    String format,
    boolean segments,
    boolean words) {

  /** The formats of OpenAI's API. */
  static final List<String> FORMATS = List.of("json", "text", "srt", "verbose_json", "vtt");

  private static final Set<String> GRANULARITIES = Set.of("word", "segment");

  /**
   * Reads them from a multipart request.
   *
   * @throws MasterException if one cannot be used
   */
  static TranscriptionParameters of(Context context) {
    String format = parameter(context, "response_format").orElse("json");
    if (!FORMATS.contains(format)) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              "response_format", "it is '" + format + "'", String.join(", ", FORMATS)));
    }
    if (parameter(context, "stream").filter("true"::equalsIgnoreCase).isPresent()) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              "stream", "this version answers with the whole transcript only", "false"));
    }
    Set<String> granularities = new LinkedHashSet<>();
    granularities.addAll(context.formParams("timestamp_granularities[]"));
    granularities.addAll(context.formParams("timestamp_granularities"));
    if (!GRANULARITIES.containsAll(granularities)) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              "timestamp_granularities", "it has " + granularities, "word, segment"));
    }
    return new TranscriptionParameters(
        Router.namedModel(parameter(context, "model")),
        Router.namedLanguage(parameter(context, "language")),
        format,
        granularities.isEmpty() || granularities.contains("segment"),
        granularities.contains("word"));
  }

  /** What it asks to be done with the recording. */
  Wish wish() {
    return new Wish(
        model,
        language,
        Optional.empty(),
        List.of("transcription", format, Boolean.toString(segments), Boolean.toString(words)));
  }

  private static Optional<String> parameter(Context context, String name) {
    return Optional.ofNullable(context.formParam(name));
  }
}
