package stentor.simulator.wire;

/**
 * A service refuses. How that looks is a matter of its {@link WireProtocol}; thrown by a {@link
 * WireService}, rendered by the door.
 */
public final class WireFault extends RuntimeException {

  private final int status;
  private final String code;

  /** A refusal with status 400. */
  public WireFault(String code, String message) {
    this(400, code, message);
  }

  /**
   * A refusal.
   *
   * @param status of HTTP
   * @param code as the service names it, for example {@code ValidationError}
   * @param message as the service words it
   */
  public WireFault(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** As {@link #WireFault(int, String, String)}, with what it comes from. */
  public WireFault(int status, String code, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
  }

  /** Status of HTTP. */
  public int status() {
    return status;
  }

  /** Code, for example {@code ValidationError}. */
  public String code() {
    return code;
  }

  /** What happened, as the service words it. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
