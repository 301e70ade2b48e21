package stentor.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import stentor.app.chart.GanttChart;
import stentor.app.look.ThemeChoice;
import stentor.app.navigation.Screen;
import stentor.app.testing.Fx;
import stentor.control.cloud.SignIn;
import stentor.control.problem.EnvironmentProblem;

/**
 * Opens every screen of the app with data that was made up, light and dark, at two sizes, and saves
 * pictures of them. Arguments: the folder for the pictures, and the names of those that are wanted;
 * without names, all.
 */
final class ScreensProgram {

  private static final long SETTLE_MILLIS = 1_300;

  private final Path folder;
  private final List<Shot> shots = new ArrayList<>();

  /**
   * One picture.
   *
   * @param name of its file, without theme and size
   * @param steps bring the app there, one after the other; called on the window's thread
   */
  private record Shot(String name, List<Step> steps) {
    Shot(String name, Step... steps) {
      this(name, List.of(steps));
    }
  }

  private interface Step {
    void run(FilledApp app);
  }

  private ScreensProgram(Path folder) {
    this.folder = folder;
    show("home", new Screen.Environments());
    show("launch", new Screen.Launch(Optional.empty()));
    show("change", new Screen.Change(FilledApp.COMING));
    Step launch = app -> app.composition.navigator().show(new Screen.Launch(Optional.empty()));
    Step aws =
        app -> {
          app.find("where-aws", ToggleButton.class).fire();
          app.find("region", ComboBox.class).getEditor().setText("eu-central-1");
        };
    shots.add(new Shot("launch-cloud", launch, aws));
    shots.add(
        new Shot(
            "launch-cloud-keys",
            launch,
            aws,
            app -> app.find("access-check", Button.class).fire(),
            app -> app.find("access-keys", Button.class).fire()));
    shots.add(
        new Shot(
            "sign-in-page",
            launch,
            aws,
            app ->
                app.ask(
                    new SignIn.DevicePage(
                        URI.create("https://university.awsapps.com/start/#/device"),
                        "WBQX-KZTR",
                        URI.create("https://university.awsapps.com/start/#/device?user_code=A"),
                        Instant.parse("2026-11-29T12:00:00Z")))));
    shots.add(
        new Shot("plan-cloud", launch, aws, app -> app.find("launch-plan", Button.class).fire()));
    shots.add(
        new Shot(
            "change-cloud",
            app -> app.composition.navigator().show(new Screen.Change(CloudExamples.RISING)),
            app -> app.find("gantt", GanttChart.class).choose(Optional.of("0/stack-cluster"))));
    show("overview-rehearsal", new Screen.Overview(CloudExamples.REHEARSED));
    show("tear-down-rehearsal", new Screen.TearDown(CloudExamples.REHEARSED));
    show("receipt-rehearsal", new Screen.Receipt(CloudExamples.ENDED));
    show("overview", new Screen.Overview(FilledApp.MEETINGS));
    show("overview-problem", new Screen.Overview(FilledApp.LOST));
    show("tear-down", new Screen.TearDown(FilledApp.MEETINGS));
    show("receipt", new Screen.Receipt(FilledApp.GONE));
    show("transcribe", Screen.Transcribe.asItWas());
    shots.add(
        new Shot(
            "transcript",
            app ->
                app.composition
                    .navigator()
                    .show(new Screen.Kept(app.kept.get(1).id().toString()))));
    show("history", new Screen.History());
    show("tasks", new Screen.Tasks());
    show("settings", new Screen.Settings());
    show("help", new Screen.Help());
    shots.add(
        new Shot(
            "palette",
            app -> {
              app.composition.navigator().show(new Screen.Environments());
              app.composition.openPalette();
            }));
    shots.add(
        new Shot(
            "problem",
            app -> {
              app.composition.openPalette();
              app.composition.problems().show(new EnvironmentProblem.NotRunning(FilledApp.LOST));
            }));
  }

  private void show(String name, Screen screen) {
    shots.add(new Shot(name, app -> app.composition.navigator().show(screen)));
  }

  /** Makes them. */
  public static void main(String[] words) throws Exception {
    boolean _ = Fx.start();
    ScreensProgram program = new ScreensProgram(Files.createDirectories(Path.of(words[0])));
    List<String> wanted = List.of(words).subList(1, words.length);
    program.make(false, wanted(List.of(new Shot("home-empty", app -> {})), wanted));
    program.make(true, wanted(program.shots, wanted));
    System.exit(0);
  }

  private static List<Shot> wanted(List<Shot> shots, List<String> names) {
    return shots.stream().filter(shot -> names.isEmpty() || names.contains(shot.name())).toList();
  }

  private void make(boolean filled, List<Shot> wanted) throws Exception {
    if (wanted.isEmpty()) {
      return;
    }
    for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
      for (int[] size : new int[][] {{1280, 800}, {1920, 1080}}) {
        Path home = emptied(Path.of(System.getProperty("java.io.tmpdir"), "stentor-pictures"));
        FilledApp app =
            Fx.on(
                () -> {
                  FilledApp made = new FilledApp(home, filled);
                  made.composition.settings().change(settings -> settings.withTheme(theme));
                  made.stage.setWidth(size[0]);
                  made.stage.setHeight(size[1]);
                  if (filled) {
                    made.fillTasks();
                  }
                  return made;
                });
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        for (Shot shot : wanted) {
          for (Step step : shot.steps()) {
            Fx.on(
                () -> {
                  step.run(app);
                  return true;
                });
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
          }
          Path file =
              folder.resolve(
                  "%s-%s-%dx%d.png"
                      .formatted(
                          shot.name(),
                          theme == ThemeChoice.DARK ? "dark" : "light",
                          size[0],
                          size[1]));
          write(Fx.on(() -> picture(app.stage.getScene(), size[0], size[1])), file);
        }
        Fx.on(
            () -> {
              app.stage.hide();
              app.composition.close();
              return true;
            });
      }
    }
  }

  /** The same folder each time: screens show its name. */
  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  private static BufferedImage picture(Scene scene, int width, int height) {
    BufferedImage taken = SwingFXUtils.fromFXImage(scene.snapshot(null), null);
    BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    opaque.createGraphics().drawImage(taken, 0, 0, null);
    return opaque;
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
    ImageWriter writer = writers.next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(0);
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
