package stentor.app.settings;

import java.nio.file.Path;
import java.util.Optional;
import stentor.app.look.ThemeChoice;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.json.Versioned;

/**
 * What the app remembers: {@code app/settings.json} in Stentor's folder.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param theme which theme is wanted
 * @param window where the window was; absent: never opened
 * @param lastEnvironment where recordings went last
 * @param lastFolder where files were picked last
 * @param atClose what happens to an environment that is up when the app is closed; absent: asked
 * @param microphone name of the sound device that was chosen last
 * @param lastPlatform where the last environment was made; absent: none was, or on this computer
 * @param lastCloud what was asked of a cloud last
 */
public record AppSettings(
    int schema,
    ThemeChoice theme,
    Optional<WindowPlace> window,
    Optional<EnvironmentName> lastEnvironment,
    Optional<Path> lastFolder,
    Optional<AtClose> atClose,
    Optional<String> microphone,
    Optional<String> lastPlatform,
    Optional<CloudRequest> lastCloud)
    implements Versioned {

  /** What there is at the first start. */
  public static final AppSettings FIRST =
      new AppSettings(
          SCHEMA,
          ThemeChoice.SYSTEM,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** What happens to an environment that is up when the app is closed. */
  public enum AtClose {
    /** It runs on until its expiry. */
    @com.fasterxml.jackson.annotation.JsonProperty("keep")
    KEEP,
    /** It is taken down first. */
    @com.fasterxml.jackson.annotation.JsonProperty("tear_down")
    TEAR_DOWN
  }

  /**
   * Where a window was, in the screen's pixels.
   *
   * @param maximized whether it filled the screen; the rest then says where it was before
   */
  public record WindowPlace(double x, double y, double width, double height, boolean maximized) {}

  /** The same with this theme. */
  public AppSettings withTheme(ThemeChoice other) {
    return new AppSettings(
        schema,
        other,
        window,
        lastEnvironment,
        lastFolder,
        atClose,
        microphone,
        lastPlatform,
        lastCloud);
  }

  /** The same with this place of the window. */
  public AppSettings withWindow(WindowPlace other) {
    return with(Optional.of(other), lastEnvironment, lastFolder, atClose, microphone);
  }

  /** The same with this environment. */
  public AppSettings withLastEnvironment(EnvironmentName other) {
    return with(window, Optional.of(other), lastFolder, atClose, microphone);
  }

  /** The same with this folder. */
  public AppSettings withLastFolder(Path other) {
    return with(window, lastEnvironment, Optional.of(other), atClose, microphone);
  }

  /** The same with this choice; absent: ask. */
  public AppSettings withAtClose(Optional<AtClose> other) {
    return with(window, lastEnvironment, lastFolder, other, microphone);
  }

  /** The same with this sound device. */
  public AppSettings withMicrophone(String other) {
    return with(window, lastEnvironment, lastFolder, atClose, Optional.of(other));
  }

  private AppSettings with(
      Optional<WindowPlace> otherWindow,
      Optional<EnvironmentName> otherEnvironment,
      Optional<Path> otherFolder,
      Optional<AtClose> otherAtClose,
      Optional<String> otherMicrophone) {
    return new AppSettings(
        schema,
        theme,
        otherWindow,
        otherEnvironment,
        otherFolder,
        otherAtClose,
        otherMicrophone,
        lastPlatform,
        lastCloud);
  }

  /** The same with this place of the last environment, and what was asked of a cloud for it. */
  public AppSettings withLaunch(String platform, Optional<CloudRequest> cloud) {
    return new AppSettings(
        schema,
        theme,
        window,
        lastEnvironment,
        lastFolder,
        atClose,
        microphone,
        Optional.of(platform),
        cloud.or(() -> lastCloud));
  }
}
