package stentor.app.environment;

import stentor.app.text.Messages;
import stentor.protocol.environment.EnvironmentName;

/** What an environment is called on the screens. */
public final class EnvironmentTitle {

  private EnvironmentTitle() {}

  /** Its name; the one that is meant where none is named is this computer. */
  public static String of(EnvironmentName name, Messages messages) {
    return name.equals(EnvironmentName.DEFAULT)
        ? messages.text("common.environment.default")
        : name.value();
  }
}
