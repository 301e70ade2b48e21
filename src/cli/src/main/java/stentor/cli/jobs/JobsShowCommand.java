package stentor.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.control.master.MasterClient;
import stentor.protocol.gateway.JobDocument;

/** {@code stentor jobs show}. */
@Command(
    name = "show",
    description = "Shows all about one job: where its time went, what was said.")
public final class JobsShowCommand extends JobCommand {

  @Mixin private JobParameter job = new JobParameter();

  /** The command of this session. */
  public JobsShowCommand(Session session) {
    super(session);
  }

  @Override
  int ask(MasterClient master) throws InterruptedException {
    JobDocument found = master.job(job.id());
    if (json()) {
      answerJson(JobAnswer.of(found));
    } else {
      JobText.of(found, session().services().clock().instant()).forEach(terminal()::answer);
    }
    return ExitStatus.DONE;
  }
}
