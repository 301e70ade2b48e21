package stentor.app.palette;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Extending;
import stentor.app.environment.Seen;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Messages;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.speech.problem.Problem;

/** What can be done with each environment that was seen last. */
public final class EnvironmentCommands implements CommandSource {

  private final EnvironmentWatch watch;
  private final Extending extending;
  private final Navigator navigator;
  private final Messages messages;
  private final Consumer<Problem> failed;

  /**
   * Commands for what this watch saw last.
   *
   * @param failed is told when an end could not be put off
   */
  public EnvironmentCommands(
      EnvironmentWatch watch,
      Extending extending,
      Navigator navigator,
      Messages messages,
      Consumer<Problem> failed) {
    this.watch = watch;
    this.extending = extending;
    this.navigator = navigator;
    this.messages = messages;
    this.failed = failed;
  }

  @Override
  public List<Command> commands() {
    List<Command> all = new ArrayList<>();
    // Nothing may be done to what is not seen.
    watch.seenProperty().get().stream().filter(Seen::isFresh).forEach(seen -> add(seen, all));
    return all;
  }

  private void add(Seen seen, List<Command> all) {
    var name = seen.name();
    if (seen.serves()) {
      all.add(
          command(
              messages.text("palette.environment.transcribe", title(seen)),
              new Screen.Transcribe(Optional.of(name), List.of())));
    }
    if (seen.stands()) {
      all.add(
          command(
              messages.text("palette.environment.open", title(seen)), new Screen.Overview(name)));
    }
    if (seen.change().isPresent()) {
      all.add(
          command(
              messages.text("palette.environment.follow", title(seen)), new Screen.Change(name)));
    }
    if (seen.stands() && ends(seen)) {
      all.add(
          new Command(
              messages.text("palette.environment.extend", title(seen)),
              messages.text("palette.environment"),
              () -> extending.extend(name, failed)));
    }
    if (seen.status().state() != EnvironmentState.ABSENT) {
      all.add(
          command(
              messages.text("palette.environment.tearDown", title(seen)),
              new Screen.TearDown(name)));
    }
  }

  private static boolean ends(Seen seen) {
    return seen.status().expiresAt().isPresent()
        || seen.wanted().flatMap(wanted -> wanted.expiresAt()).isPresent();
  }

  private String title(Seen seen) {
    return EnvironmentTitle.of(seen, messages);
  }

  private Command command(String title, Screen screen) {
    return new Command(title, messages.text("palette.environment"), () -> navigator.show(screen));
  }
}
