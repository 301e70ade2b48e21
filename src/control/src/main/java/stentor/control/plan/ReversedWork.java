package stentor.control.plan;

/** Work done backwards: it is done when nothing of the other is there. */
record ReversedWork(Work other) implements Work {

  @Override
  public Completion look() throws InterruptedException {
    return switch (other.look()) {
      case DONE -> Completion.NOT_DONE;
      case PARTLY -> Completion.PARTLY;
      case NOT_DONE -> Completion.DONE;
    };
  }

  @Override
  public void run(StepReport report) throws InterruptedException {
    other.undo(report);
  }

  @Override
  public void undo(StepReport report) throws InterruptedException {
    other.run(report);
  }
}
