package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import stentor.jobs.queue.QueueException;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.ErrorDocument;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioProblem;
import stentor.speech.problem.Problem;

/**
 * How a problem is told to clients: in the shape of OpenAI's errors, as an answer of its own or,
 * where one has begun, inside it.
 *
 * @param status of the HTTP answer
 * @param document its body
 * @param retryAfterSeconds after how many seconds the same request may go better; empty where that
 *     is not known
 */
record ErrorAnswer(int status, ErrorDocument document, OptionalInt retryAfterSeconds) {

  private static final int SERVER_ERRORS = 500;
  private static final int TOO_MANY = 429;

  /** The answer to a request that ended in this. */
  static ErrorAnswer of(Exception problem) {
    return switch (problem) {
      case MasterException refused -> of(refused.problem());
      case AudioException bad -> of(400, bad.problem(), Optional.of("file"), OptionalInt.empty());
      case QueueException queue -> of(503, queue.problem(), Optional.empty(), OptionalInt.empty());
      case DocumentException damaged ->
          of(SERVER_ERRORS, damaged.problem(), Optional.empty(), OptionalInt.empty());
      case IOException store ->
          of(
              503,
              "The job store cannot be written: " + IoReason.of(store) + ".",
              Optional.empty(),
              "storage_failed");
      case InterruptedException _ -> of(new MasterProblem.Stopping());
      case HttpException server when isClientsFault(server) -> ofServer(server.getCode());
      default ->
          of(
              SERVER_ERRORS,
              "The master has a defect; its log says more.",
              Optional.empty(),
              "internal_error");
    };
  }

  /** Whether the HTTP server says that the request was no good: of its query, for one. */
  static boolean isClientsFault(HttpException server) {
    return HttpStatus.isClientError(server.getCode());
  }

  /** The answer to what the HTTP server itself refuses with this status. */
  static ErrorAnswer ofServer(int status) {
    String reason = HttpStatus.getMessage(status).toLowerCase(Locale.ROOT);
    return of(
        status,
        "The request cannot be answered: " + reason + ".",
        Optional.empty(),
        "http_" + status);
  }

  /** The answer to who waited for a job that failed. */
  static ErrorAnswer of(Failure failure) {
    return of(
        statusOf(failure.code()), failure.message(), parameterOf(failure.code()), failure.code());
  }

  /** The answer to who waited for a job that somebody cancelled. */
  static ErrorAnswer cancelled() {
    return of(409, "The job was cancelled.", Optional.empty(), "job_cancelled");
  }

  /** An answer about which no more is known. */
  static ErrorAnswer of(int status, String message, Optional<String> parameter, String code) {
    return of(status, message, parameter, code, OptionalInt.empty());
  }

  /** Writes it as the answer. */
  void write(Context context) {
    retryAfterSeconds.ifPresent(
        seconds -> context.header("Retry-After", Integer.toString(seconds)));
    context.status(status).contentType("application/json").result(Documents.write(document));
  }

  private static ErrorAnswer of(MasterProblem problem) {
    return of(
        problem.status(),
        problem,
        Optional.of(problem.parameter()).filter(name -> !name.isEmpty()),
        problem.retryAfterSeconds());
  }

  private static ErrorAnswer of(
      int status, Problem problem, Optional<String> parameter, OptionalInt retryAfterSeconds) {
    return of(status, problem.sentence(), parameter, problem.code(), retryAfterSeconds);
  }

  private static ErrorAnswer of(
      int status,
      String message,
      Optional<String> parameter,
      String code,
      OptionalInt retryAfterSeconds) {
    ErrorDocument.Body body =
        new ErrorDocument.Body(message, typeOf(status), parameter.orElse(null), code);
    return new ErrorAnswer(status, new ErrorDocument(body), retryAfterSeconds);
  }

  /** OpenAI's type of an error; of what is too much it is what there is too much of. */
  private static String typeOf(int status) {
    if (status == TOO_MANY) {
      return "requests";
    }
    return status >= SERVER_ERRORS ? "server_error" : "invalid_request_error";
  }

  /** The status that tells of a job that failed for the reason with this code. */
  private static int statusOf(String code) {
    return switch (code) {
      case AudioProblem.CODE, "language_not_supported", "language_required" -> 400;
      case "model_not_found" -> 404;
      case "no_worker", "queue_unavailable", "storage_failed" -> 503;
      default -> SERVER_ERRORS;
    };
  }

  /** The parameter that is to blame for it. */
  private static Optional<String> parameterOf(String code) {
    return switch (code) {
      case AudioProblem.CODE -> Optional.of("file");
      case "language_not_supported", "language_required" -> Optional.of("language");
      case "model_not_found" -> Optional.of("model");
      default -> Optional.empty();
    };
  }
}
