package stentor.app.environment;

import stentor.app.text.Messages;
import stentor.protocol.environment.EnvironmentName;

/** What an environment is called on the screens. */
public final class EnvironmentTitle {

  private EnvironmentTitle() {}

  /** Its name; one of this computer may be called after it. */
  public static String of(Seen seen, Messages messages) {
    return of(seen.name(), seen.place(), messages);
  }

  /** As {@link #of(Seen, Messages)}, where the place is known. */
  public static String of(EnvironmentName name, Place place, Messages messages) {
    return place.isCloud() ? name.value() : of(name, messages);
  }

  /** Its name; the one that is meant where none is named is this computer. */
  public static String of(EnvironmentName name, Messages messages) {
    return name.equals(EnvironmentName.DEFAULT)
        ? messages.text("common.environment.default")
        : name.value();
  }
}
