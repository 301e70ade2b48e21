package stentor.master.job;

import java.util.Optional;
import org.slf4j.spi.LoggingEventBuilder;
import stentor.protocol.job.JobRequest;

/** Lines of the log about a job, with what names it as values of their own. */
public final class JobLog {

  private JobLog() {}

  /** The line, with the job's id, its trace, and the name of the token it was sent with. */
  public static LoggingEventBuilder of(LoggingEventBuilder line, JobRequest job) {
    LoggingEventBuilder traced = with(line.addKeyValue("job", job.id()), "trace", job.trace());
    return with(traced, "client", job.client());
  }

  /** The line with this value, if there is one. */
  public static LoggingEventBuilder with(LoggingEventBuilder line, String name, Optional<?> value) {
    return value.map(some -> line.addKeyValue(name, some)).orElse(line);
  }
}
