package stentor.app.palette;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Messages;

/** Leads to every screen that is always there. */
public final class NavigationCommands implements CommandSource {

  private final Navigator navigator;
  private final Messages messages;

  /** Commands that have this navigator show something. */
  public NavigationCommands(Navigator navigator, Messages messages) {
    this.navigator = navigator;
    this.messages = messages;
  }

  @Override
  public List<Command> commands() {
    List<Command> all = new ArrayList<>();
    all.add(to("shell.section.environments", "", new Screen.Environments()));
    all.add(to("shell.section.transcribe", "", Screen.Transcribe.asItWas()));
    all.add(
        new Command(
            messages.text("palette.new"),
            "",
            () -> navigator.show(new Screen.Launch(Optional.empty()))));
    all.add(to("shell.section.history", "", new Screen.History()));
    all.add(to("shell.section.tasks", "", new Screen.Tasks()));
    all.add(to("shell.section.settings", "", new Screen.Settings()));
    all.add(to("shell.section.help", "F1", new Screen.Help()));
    return all;
  }

  private Command to(String name, String key, Screen screen) {
    return new Command(
        messages.text("palette.go", messages.text(name)), key, () -> navigator.show(screen));
  }
}
