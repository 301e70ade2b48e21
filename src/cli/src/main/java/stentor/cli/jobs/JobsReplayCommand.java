package stentor.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.control.master.MasterClient;
import stentor.protocol.gateway.JobDocument;

/** {@code stentor jobs replay}. */
@Command(
    name = "replay",
    description = "Has the recording of a job recognised once more, and prints the new job's id.")
public final class JobsReplayCommand extends JobCommand {

  @Mixin private JobParameter job = new JobParameter();

  /** The command of this session. */
  public JobsReplayCommand(Session session) {
    super(session);
  }

  @Override
  int ask(MasterClient master) throws InterruptedException {
    JobDocument replay = master.replay(job.id());
    if (json()) {
      answerJson(JobAnswer.of(replay));
    } else {
      terminal().answer(replay.id().toString());
      terminal()
          .note(
              "It is worked on; see stentor jobs show %s%s"
                  .formatted(replay.id(), environment().spelled()));
    }
    return ExitStatus.DONE;
  }
}
