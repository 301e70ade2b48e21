package stentor.simulator.machine;

/** A state failed; {@code Retry} and {@code Catch} may know what to do. */
final class StateError extends RuntimeException {

  private final String error;

  /**
   * A failure.
   *
   * @param error name, for example {@code States.TaskFailed}
   * @param cause for people
   */
  StateError(String error, String cause) {
    super(cause);
    this.error = error;
  }

  /** As {@link #StateError(String, String)}, with what it comes from. */
  StateError(String error, String cause, Throwable from) {
    super(cause, from);
    this.error = error;
  }

  String error() {
    return error;
  }

  String cause() {
    return String.valueOf(getMessage());
  }
}
