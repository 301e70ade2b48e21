package stentor.simulator.stack;

/** Status of a resource of a stack, as CloudFormation names it. */
public enum ResourceStatus {
  /** It is being made. */
  CREATE_IN_PROGRESS,
  /** It could not be made. */
  CREATE_FAILED,
  /** It is there. */
  CREATE_COMPLETE,
  /** It is being changed. */
  UPDATE_IN_PROGRESS,
  /** It could not be changed. */
  UPDATE_FAILED,
  /** It was changed. */
  UPDATE_COMPLETE,
  /** It is being deleted. */
  DELETE_IN_PROGRESS,
  /** It could not be deleted. */
  DELETE_FAILED,
  /** It is gone. */
  DELETE_COMPLETE,
  /** It stays, though its stack goes. */
  DELETE_SKIPPED;

  boolean inProgress() {
    return name().endsWith("_IN_PROGRESS");
  }
}
