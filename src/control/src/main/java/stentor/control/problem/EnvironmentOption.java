package stentor.control.problem;

import stentor.protocol.environment.EnvironmentName;

/** How a command that a problem proposes names its environment. */
final class EnvironmentOption {

  private EnvironmentOption() {}

  /** With a space before it; empty for the default one. */
  static String of(EnvironmentName environment) {
    return environment.equals(EnvironmentName.DEFAULT) ? "" : " --environment " + environment;
  }
}
