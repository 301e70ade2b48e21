package stentor.app.launch;

import java.time.Duration;
import java.util.Optional;

/** When an environment ends, of the times that are offered at once. */
public sealed interface End {

  /** Nothing is said: never where it is new, as it was where it is not. */
  record Unsaid() implements End {}

  /** After this time. */
  record After(Duration time) implements End {}

  /** After a time that is written down beside it. */
  record Other() implements End {}

  /** After how long; absent where that is not said here. */
  default Optional<Duration> after() {
    return switch (this) {
      case After(Duration time) -> Optional.of(time);
      case Unsaid _, Other _ -> Optional.empty();
    };
  }
}
