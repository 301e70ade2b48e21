package stentor.cli.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.terminal.Screen;
import stentor.control.master.MasterClient;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.gateway.JobDocument.JobStatus;
import stentor.protocol.gateway.JobList;
import stentor.protocol.job.JobId;
import stentor.protocol.json.Versioned;

/** {@code stentor jobs list}. */
@Command(name = "list", description = "Lists jobs, newest first.")
public final class JobsListCommand extends JobCommand {

  /** More than a person reads, and as much as is kept in memory for it. */
  private static final int MOST = 10_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only those that are: ${COMPLETION-CANDIDATES}.")
  private @Nullable Wanted status;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "At most so many, 1 to " + MOST + " (${DEFAULT-VALUE}).")
  private int limit;

  /** The command of this session. */
  public JobsListCommand(Session session) {
    super(session);
  }

  /** The statuses, as they are written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Wanted {
    /** No worker has begun. */
    queued(JobStatus.QUEUED),
    /** A worker has begun. */
    running(JobStatus.RUNNING),
    /** There is a transcript. */
    succeeded(JobStatus.SUCCEEDED),
    /** There is a reason why not. */
    failed(JobStatus.FAILED),
    /** Somebody wished it. */
    cancelled(JobStatus.CANCELLED);

    private final JobStatus status;

    Wanted(JobStatus status) {
      this.status = status;
    }
  }

  /**
   * The answer as JSON: the master's list, and its version.
   *
   * @param schema version of the document, 1
   * @param list the jobs
   */
  record Listing(int schema, @JsonUnwrapped JobList list) {}

  @Override
  public Integer call() throws InterruptedException {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--limit %d is not a count from 1 to %d".formatted(limit, MOST));
    }
    return super.call();
  }

  @Override
  int ask(MasterClient master) throws InterruptedException {
    JobList jobs = newest(master);
    if (json()) {
      answerJson(new Listing(Versioned.SCHEMA, jobs));
    } else if (jobs.data().isEmpty()) {
      terminal().note(nothing());
    } else {
      Optional<Screen.Size> size = terminal().outScreen().map(Screen::size);
      new JobTable(session().services().clock().instant(), size)
          .lines(jobs.data())
          .forEach(terminal()::answer);
      if (jobs.hasMore()) {
        terminal().note("There are older ones; --limit shows more than " + limit);
      }
    }
    return ExitStatus.DONE;
  }

  private JobList newest(MasterClient master) throws InterruptedException {
    Optional<JobStatus> wanted = Optional.ofNullable(status).map(named -> named.status);
    List<JobDocument> jobs = new ArrayList<>();
    Optional<JobId> last = Optional.empty();
    boolean hasMore = true;
    while (hasMore && jobs.size() < limit) {
      int page = Math.min(MasterClient.MOST_JOBS_OF_A_PAGE, limit - jobs.size());
      JobList next = master.jobs(wanted, page, last);
      jobs.addAll(next.data());
      last = jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.getLast().id());
      hasMore = next.hasMore();
    }
    return JobList.of(jobs, hasMore);
  }

  private String nothing() {
    String environmentName = environment().name().value();
    return status == null
        ? "The environment %s has no jobs".formatted(environmentName)
        : "The environment %s has no jobs that are %s".formatted(environmentName, status);
  }
}
