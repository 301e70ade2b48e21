package stentor.master.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.prepare.Router;
import stentor.protocol.job.JobRequest;

/** Reads what {@code POST /v1/jobs} asks for. */
final class JobParameters {

  private JobParameters() {}

  /**
   * Reads it from a multipart request.
   *
   * @throws MasterException if a parameter cannot be used
   */
  static Wish wish(Context context) {
    Optional<String> task = parameter(context, "task");
    if (task.filter(one -> !one.equals(JobRequest.TRANSCRIBE)).isPresent()) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              "task", "this version does not do that", JobRequest.TRANSCRIBE));
    }
    return new Wish(
        Router.namedModel(parameter(context, "model")),
        Router.namedLanguage(parameter(context, "language")),
        HintParameters.of(context),
        Optional.empty(),
        parameter(context, "webhook").map(WebhookAddress::of),
        List.of("job", JobRequest.TRANSCRIBE));
  }

  private static Optional<String> parameter(Context context, String name) {
    return Optional.ofNullable(context.formParam(name)).filter(value -> !value.isEmpty());
  }
}
