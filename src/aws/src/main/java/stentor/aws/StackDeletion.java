package stentor.aws;

import stentor.aws.stack.StackWork;
import stentor.control.plan.Completion;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;

/**
 * Deletes a stack; done when it is gone. There is no way back.
 *
 * @param stack the stack
 */
record StackDeletion(StackWork stack) implements Work {
  @Override
  public Completion look() throws InterruptedException {
    return stack.isGone() ? Completion.DONE : Completion.PARTLY;
  }

  @Override
  public void run(StepReport report) throws InterruptedException {
    stack.undo(report);
  }

  @Override
  public void undo(StepReport report) {}
}
