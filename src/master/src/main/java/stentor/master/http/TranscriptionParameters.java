package stentor.master.http;

import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.prepare.Router;
import stentor.protocol.job.Hints;

/**
 * What a client asks of a transcription, beside the file.
 *
 * @param model id that was named; absent: any
 * @param language BCP 47 tag that was named; absent: any
 * @param hints what it gives the engine on the way; absent where nothing
 * @param format one of {@link #FORMATS}
 * @param segments whether verbose_json shall tell of segments
 * @param words whether verbose_json shall tell of words
 * @param logprobs whether json and events shall tell of log-probabilities
 * @param stream whether text shall come while it is recognised
 */
record TranscriptionParameters(
    Optional<String> model,
    Optional<String> language,
    Optional<Hints> hints,
    String format,
    boolean segments,
    boolean words,
    boolean logprobs,
    boolean stream) {

  /** The formats of OpenAI's API. */
  static final List<String> FORMATS = List.of("json", "text", "srt", "verbose_json", "vtt");

  /** The formats of which events have all that there is. */
  private static final List<String> STREAMED = List.of("json", "text");

  private static final String STREAM = "stream";
  private static final String GRANULARITIES = "timestamp_granularities";
  private static final String INCLUDE = "include";
  private static final String CHUNKING = "chunking_strategy";

  /**
   * Reads them from a multipart request.
   *
   * @throws MasterException if one cannot be used
   */
  static TranscriptionParameters of(Context context) {
    boolean stream = stream(context);
    String format = format(context, stream);
    Set<String> granularities = among(context, GRANULARITIES, Set.of("word", "segment"));
    if (!granularities.isEmpty() && !format.equals("verbose_json")) {
      throw bad(
          GRANULARITIES, "response_format is '" + format + "'", "the response_format verbose_json");
    }
    boolean logprobs = among(context, INCLUDE, Set.of("logprobs")).contains("logprobs");
    if (logprobs && !format.equals("json")) {
      throw bad(INCLUDE, "response_format is '" + format + "'", "the response_format json");
    }
    checkChunking(context);
    return new TranscriptionParameters(
        Router.namedModel(parameter(context, "model")),
        Router.namedLanguage(parameter(context, "language")),
        HintParameters.of(context),
        format,
        granularities.isEmpty() || granularities.contains("segment"),
        granularities.contains("word"),
        logprobs,
        stream);
  }

  /** What it asks to be done with the recording. */
  Wish wish() {
    return new Wish(
        model,
        language,
        hints,
        Optional.empty(),
        Optional.empty(),
        List.of(
            "transcription",
            format,
            Boolean.toString(segments),
            Boolean.toString(words),
            Boolean.toString(logprobs),
            Boolean.toString(stream)));
  }

  private static boolean stream(Context context) {
    String value = parameter(context, STREAM).orElse("false");
    return switch (value) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default -> throw bad(STREAM, "it is '" + value + "'", "true, false");
    };
  }

  private static String format(Context context, boolean stream) {
    String format = parameter(context, "response_format").orElse("json");
    if (!FORMATS.contains(format)) {
      throw bad("response_format", "it is '" + format + "'", String.join(", ", FORMATS));
    }
    if (stream && !STREAMED.contains(format)) {
      throw bad(
          "response_format",
          "with stream=true it is '" + format + "'",
          String.join(", ", STREAMED));
    }
    return format;
  }

  /** The values of a list, which clients name with brackets and without. */
  private static Set<String> among(Context context, String name, Set<String> known) {
    Set<String> values = new LinkedHashSet<>(context.formParams(name + "[]"));
    values.addAll(context.formParams(name));
    if (!known.containsAll(values)) {
      throw bad(name, "it has " + values, String.join(", ", new java.util.TreeSet<>(known)));
    }
    return values;
  }

  /** Recordings are always cut at pauses; how is not for clients to say. */
  private static void checkChunking(Context context) {
    boolean own =
        context.formParamMap().keySet().stream().anyMatch(name -> name.startsWith(CHUNKING + "["));
    if (own || parameter(context, CHUNKING).filter(value -> !value.equals("auto")).isPresent()) {
      throw bad(CHUNKING, "the master cuts recordings its own way", "auto");
    }
  }

  private static Optional<String> parameter(Context context, String name) {
    return Optional.ofNullable(context.formParam(name)).filter(value -> !value.isEmpty());
  }

  private static MasterException bad(String parameter, String why, String expected) {
    return new MasterException(new MasterProblem.BadParameter(parameter, why, expected));
  }
}
