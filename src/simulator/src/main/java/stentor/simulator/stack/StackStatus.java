package stentor.simulator.stack;

/** Status of a stack, as CloudFormation names it. */
public enum StackStatus {
  /** A change set is there, nothing else. */
  REVIEW_IN_PROGRESS,
  /** It is being made. */
  CREATE_IN_PROGRESS,
  /** It could not be made, and what was made stays. */
  CREATE_FAILED,
  /** It is there. */
  CREATE_COMPLETE,
  /** It could not be made, and what was made goes. */
  ROLLBACK_IN_PROGRESS,
  /** It could not be made, and what was made could not go. */
  ROLLBACK_FAILED,
  /** It could not be made, and nothing of it is there. */
  ROLLBACK_COMPLETE,
  /** It is being deleted. */
  DELETE_IN_PROGRESS,
  /** Something of it could not be deleted. */
  DELETE_FAILED,
  /** It is gone. */
  DELETE_COMPLETE,
  /** It is being changed. */
  UPDATE_IN_PROGRESS,
  /** It was changed, and what it does not need any more goes. */
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS,
  /** It was changed. */
  UPDATE_COMPLETE,
  /** It could not be changed, and becomes what it was. */
  UPDATE_ROLLBACK_IN_PROGRESS,
  /** It could neither be changed nor become what it was. */
  UPDATE_ROLLBACK_FAILED,
  /** It is what it was, and what was made meanwhile goes. */
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
  /** It could not be changed, and is what it was. */
  UPDATE_ROLLBACK_COMPLETE;

  /** Whether something happens with it. */
  public boolean inProgress() {
    return name().endsWith("_IN_PROGRESS") && this != REVIEW_IN_PROGRESS;
  }

  /** Whether it stands, so that it can be changed. */
  public boolean changeable() {
    return this == CREATE_COMPLETE || this == UPDATE_COMPLETE || this == UPDATE_ROLLBACK_COMPLETE;
  }
}
