package stentor.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.control.master.JobCancellation;
import stentor.control.master.MasterClient;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.gateway.JobDocument.JobStatus;

/** {@code stentor jobs cancel}. */
@Command(
    name = "cancel",
    description = "Cancels a job. One that has ended is left as it is, with its result.")
public final class JobsCancelCommand extends JobCommand {

  @Mixin private JobParameter job = new JobParameter();

  /** The command of this session. */
  public JobsCancelCommand(Session session) {
    super(session);
  }

  @Override
  int ask(MasterClient master) throws InterruptedException {
    JobCancellation cancellation = master.cancel(job.id());
    JobDocument found = cancellation.job();
    boolean cancelled = found.status() == JobStatus.CANCELLED;
    if (json()) {
      answerJson(JobAnswer.of(found));
    } else if (cancelled) {
      String done = cancellation.byThisCall() ? "is cancelled" : "had been cancelled before";
      terminal().answer("%s %s".formatted(found.id(), done));
    }
    if (!cancelled) {
      terminal()
          .problem(
              "%s had ended before it could be cancelled: it %s, and is left as it is"
                  .formatted(found.id(), found.status().word()));
    }
    return cancelled ? ExitStatus.DONE : ExitStatus.FAILED;
  }
}
