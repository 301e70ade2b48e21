package stentor.master.http;

import io.javalin.http.Context;
import java.util.Optional;
import stentor.master.MasterProblem;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.ErrorDocument;
import stentor.speech.audio.AudioProblem;
import stentor.speech.problem.Problem;

/** How problems are told to clients: in the shape of OpenAI's errors. */
final class Answers {

  private static final int SERVER_ERRORS = 500;

  private Answers() {}

  /** OpenAI's type of an error. */
  static String typeOf(int status) {
    return status >= SERVER_ERRORS ? "server_error" : "invalid_request_error";
  }

  /** The status that tells of a job that failed for the reason with this code. */
  static int statusOf(String code) {
    return switch (code) {
      case AudioProblem.CODE, "language_not_supported", "language_required" -> 400;
      case "model_not_found" -> 404;
      case "no_worker", "queue_unavailable", "storage_failed" -> 503;
      default -> 500;
    };
  }

  static void problem(Context context, MasterProblem problem) {
    String type = typeOf(problem.status());
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> context.header("Retry-After", Integer.toString(seconds)));
    Optional<String> parameter = Optional.of(problem.parameter()).filter(name -> !name.isEmpty());
    write(context, problem.status(), problem, type, parameter);
  }

  static void badAudio(Context context, Problem problem) {
    write(context, 400, problem, "invalid_request_error", Optional.of("file"));
  }

  static void damaged(Context context, Problem problem) {
    write(context, SERVER_ERRORS, problem, typeOf(SERVER_ERRORS), Optional.empty());
  }

  static void unavailable(Context context, String code, String message) {
    error(context, 503, message, "server_error", Optional.empty(), code);
  }

  static void error(
      Context context,
      int status,
      String message,
      String type,
      Optional<String> parameter,
      String code) {
    ErrorDocument.Body body = new ErrorDocument.Body(message, type, parameter.orElse(null), code);
    context
        .status(status)
        .contentType("application/json")
        .result(Documents.write(new ErrorDocument(body)));
  }

  private static void write(
      Context context, int status, Problem problem, String type, Optional<String> parameter) {
    error(context, status, problem.sentence(), type, parameter, problem.code());
  }
}
