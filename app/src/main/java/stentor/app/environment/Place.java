package stentor.app.environment;

import java.time.Duration;
import java.util.Optional;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.text.Messages;
import stentor.control.cloud.CloudPlatforms;
import stentor.control.cloud.Rehearsal;

/** Where an environment lives, as people tell places apart. */
public enum Place {
  /** On this computer. */
  HERE,
  /** On AWS, where it costs money. */
  AWS,
  /** On a simulated AWS on this computer, where nothing is real and nothing costs. */
  REHEARSAL;

  private static final String LOCAL = "local";

  /** Where documents say that it is; absent: on this computer. What is not known is on a cloud. */
  public static Place of(Optional<String> platform) {
    return platform
        .map(
            name ->
                switch (name) {
                  case LOCAL -> HERE;
                  case Rehearsal.NAME -> REHEARSAL;
                  default -> AWS;
                })
        .orElse(HERE);
  }

  /** How documents call it. */
  public String platform() {
    return switch (this) {
      case HERE -> LOCAL;
      case AWS -> CloudPlatforms.AWS;
      case REHEARSAL -> Rehearsal.NAME;
    };
  }

  /** Whether what is there is made of a cloud's resources. */
  public boolean isCloud() {
    return this != HERE;
  }

  /** Time between two looks at it: a cloud that is asked all the time throttles. */
  Duration pace() {
    return this == AWS ? Duration.ofSeconds(10) : Duration.ofSeconds(2);
  }

  /** What it is called. */
  public String said(Messages messages) {
    return switch (this) {
      case HERE -> messages.text("common.place.here");
      case AWS -> messages.text("common.place.aws");
      case REHEARSAL -> messages.text("common.place.rehearsal");
    };
  }

  /** What marks all that is shown of it; absent where nothing has to. */
  public Optional<Status> badge(Messages messages) {
    return switch (this) {
      case HERE -> Optional.empty();
      case AWS -> Optional.of(new Status(messages.text("common.badge.aws"), Mood.NEUTRAL));
      case REHEARSAL ->
          Optional.of(new Status(messages.text("common.badge.rehearsal"), Mood.ATTENTION));
    };
  }
}
