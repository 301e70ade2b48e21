package stentor.master.http;

import io.javalin.http.Context;
import java.util.Optional;
import stentor.master.MasterProblem;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.ErrorDocument;
import stentor.speech.problem.Problem;

/** How problems are told to clients: in the shape of OpenAI's errors. */
final class Answers {

  private static final int SERVER_ERRORS = 500;

  private Answers() {}

  static void problem(Context context, MasterProblem problem) {
    String type = problem.status() >= SERVER_ERRORS ? "server_error" : "invalid_request_error";
    Optional<String> parameter = Optional.of(problem.parameter()).filter(name -> !name.isEmpty());
    write(context, problem.status(), problem, type, parameter);
  }

  static void badAudio(Context context, Problem problem) {
    write(context, 400, problem, "invalid_request_error", Optional.of("file"));
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
