package stentor.aws;

import java.io.IOException;
import java.util.List;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FolderWork;
import stentor.control.environment.Operations;
import stentor.control.event.EventStream;
import stentor.control.plan.Completion;
import stentor.control.plan.Plan;
import stentor.control.plan.Step.Action;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.PlanDocument.Change;

/**
 * Another end of an environment: written down, then set in the schedule that ends it. Its caller
 * holds the writer's lock.
 *
 * @param environment the environment
 * @param after what is wanted of it then
 * @param title what that means, for a person
 */
record EndChange(CloudEnvironment environment, EnvironmentDocument after, String title) {

  private static final String DOCUMENT = "document";

  void run(Account account, EventStream events) throws IOException, InterruptedException {
    EnvironmentFolder folder = environment.folder();
    Action written =
        Action.of(
                DOCUMENT,
                title,
                DOCUMENT,
                new FolderWork(
                    folder,
                    () ->
                        folder.wanted().filter(after::equals).isPresent()
                            ? Completion.DONE
                            : Completion.NOT_DONE,
                    report -> folder.want(after)))
            .changing(Change.UPDATE);
    Plan plan =
        environment
            .steps(after, account)
            .plan(List.of(written))
            .only(
                action ->
                    action.id().equals(DOCUMENT)
                        || action.id().equals("stack-" + Blueprint.EXPIRY));
    Operations.require(
        environment.operations(events).run(Operations.Kind.EXTEND, plan, Operations.noRequest()));
  }
}
