package stentor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.MouseButton;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.Browser;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.Desktop;
import stentor.app.desktop.FileChoice;
import stentor.app.desktop.LastFolder;
import stentor.models.StentorHome;
import stentor.speech.problem.Problem;

/**
 * What a person does on the first day: {@code HOME RECORDING EXPORT PICTURES drag|events}. Opens
 * the app on an empty home folder and a real local environment, drops a recording, reads the words,
 * exports them, takes the environment down. Prints each step; exits with 1 and leaves a picture of
 * the window where one does not succeed.
 */
final class JourneyProgram {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String WORDS = "art of making books by means of movable types";

  private final FxRobot robot = new FxRobot();
  private final Path export;
  private final Path pictures;
  private int clicks;

  private JourneyProgram(Path export, Path pictures) {
    this.export = export;
    this.pictures = pictures;
  }

  /** Goes the whole way. */
  public static void main(String[] words) throws Exception {
    Path home = Path.of(words[0]);
    JourneyProgram journey = new JourneyProgram(Path.of(words[2]), Path.of(words[3]));
    int status = 0;
    try {
      journey.go(new StentorHome(home), Path.of(words[1]), words[4].equals("drag"));
      System.out.println("journey done");
    } catch (Throwable failed) {
      failed.printStackTrace(System.out);
      journey.picture("failed");
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  private void go(StentorHome home, Path recording, boolean byMouse) throws Exception {
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    Platform.startup(() -> started.complete(true));
    started.get(1, TimeUnit.MINUTES);
    Composition composition =
        on(
            () -> {
              Composition made = new Composition(home, new GivenFiles());
              new stentor.app.Window(new Stage(), made).open();
              return made;
            });
    say("the window is open");
    await("the first screen offers the sample", () -> isShown("#home-sample"));

    click("#home-sample");
    await("the sample's words are in the panel", () -> shows(WORDS));
    say("first start to transcript: %d click(s)".formatted(clicks));

    DraggedFiles files = new DraggedFiles(List.of(recording));
    Node screen = on(() -> composition.root().lookup(".content"));
    if (byMouse) {
      drag(files, screen);
    } else {
      on(
          () -> {
            files.dropOn(deepest((Parent) screen));
            return true;
          });
    }
    String name = recording.getFileName().toString();
    await("the dropped recording is transcribed", () -> shows(name) && shows(WORDS));

    click("#export");
    click("#export-srt");
    await("the transcript is exported", () -> contains(export, WORDS.substring(0, 12)));

    click("#rail-environments");
    await("the environment is among the cards", () -> isShown("#environment-default-tear-down"));
    click("#environment-default-tear-down");
    await("tearing down asks for the name", () -> isShown("#typed"));
    click("#typed");
    robot.write("default");
    click("#act");
    await("nothing is left", () -> shows("Nothing is left"));
    picture("receipt");
  }

  private void drag(DraggedFiles files, Node target) throws Exception {
    Stage source = on(() -> files.source(900, 500));
    await("the other window is there", () -> isShown("#dragged-files"));
    robot.drag("#dragged-files", MouseButton.PRIMARY);
    robot.moveBy(-20, -20);
    robot.dropTo(target);
    on(
        () -> {
          source.close();
          return true;
        });
  }

  /** The innermost node in the middle: a drop anywhere has to be taken. */
  private static Node deepest(Parent parent) {
    return parent.getChildrenUnmodifiable().stream()
        .filter(Node::isVisible)
        .filter(Parent.class::isInstance)
        .map(child -> deepest((Parent) child))
        .findFirst()
        .orElse(parent);
  }

  private void click(String query) {
    await("there is " + query, () -> isShown(query));
    robot.clickOn(query);
    clicks++;
  }

  private static boolean isShown(String query) {
    return windows()
        .flatMap(window -> window.getScene().getRoot().lookupAll(query).stream())
        .anyMatch(node -> !node.isDisabled() && isVisible(node));
  }

  private static boolean isVisible(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static Stream<Window> windows() {
    return Window.getWindows().stream().filter(Window::isShowing);
  }

  /** Whether the words are on the screen, however they are split into nodes. */
  private static boolean shows(String words) {
    StringBuilder text = new StringBuilder();
    windows().forEach(window -> read(window.getScene().getRoot(), text));
    return text.toString().replaceAll("\\s+", " ").contains(words);
  }

  private static void read(Node node, StringBuilder into) {
    if (!node.isVisible()) {
      return;
    }
    switch (node) {
      case Text text -> into.append(text.getText());
      case Labeled labeled -> {
        into.append(' ').append(labeled.getText()).append(' ');
        Optional.ofNullable(labeled.getGraphic()).ifPresent(graphic -> read(graphic, into));
      }
      case Parent parent -> parent.getChildrenUnmodifiable().forEach(child -> read(child, into));
      default -> {}
    }
  }

  private static boolean contains(Path file, String words) {
    try {
      return Files.exists(file) && Files.readString(file).contains(words);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!on(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + PATIENCE + ": " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    say(what);
  }

  private static void say(String what) {
    System.out.println("journey: " + what);
  }

  private void picture(String name) {
    try {
      Files.createDirectories(pictures);
      var image =
          on(
              () ->
                  SwingFXUtils.fromFXImage(
                      windows().findFirst().orElseThrow().getScene().snapshot(null), null));
      ImageIO.write(image, "png", pictures.resolve(name + ".png").toFile());
    } catch (IOException | RuntimeException | AssertionError none) {
      System.out.println("no picture: " + none);
    }
  }

  private static <T> T on(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(call.call());
          } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
          }
        });
    return result.orTimeout(1, TimeUnit.MINUTES).join();
  }

  /** A desktop on which every question for a file has its answer already. */
  private final class GivenFiles implements Desktop, FileChoice {
    @Override
    public FileChoice files(TaskRunner tasks, Supplier<Window> window, LastFolder last) {
      return this;
    }

    @Override
    public List<Path> files(String title, List<Kind> kinds) {
      return List.of();
    }

    @Override
    public Optional<Path> folder(String title) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String title, String name, List<Kind> kinds) {
      return Optional.of(export);
    }

    @Override
    public Browser browser(TaskRunner tasks, Consumer<Problem> failed) {
      return Desktop.ofSystem().browser(tasks, failed);
    }

    @Override
    public Clipboards clipboard() {
      return Desktop.ofSystem().clipboard();
    }
  }
}
