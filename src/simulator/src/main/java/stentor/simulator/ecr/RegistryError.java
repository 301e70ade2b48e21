package stentor.simulator.ecr;

/** The registry refuses, as the protocol of registries says it. */
final class RegistryError extends Exception {

  private final int status;
  private final String code;

  /**
   * A refusal.
   *
   * @param status of HTTP
   * @param code of the protocol, for example {@code BLOB_UNKNOWN}
   */
  RegistryError(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
