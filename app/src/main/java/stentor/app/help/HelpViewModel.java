package stentor.app.help;

import java.nio.file.Path;
import java.util.List;
import stentor.app.desktop.Clipboards;
import stentor.app.text.Messages;

/** What the help says. Used on the window's thread. */
public final class HelpViewModel {

  private final Messages messages;
  private final Clipboards clipboard;
  private final Path home;
  private final String version;

  /**
   * Makes it.
   *
   * @param home Stentor's folder
   * @param version of the app
   */
  public HelpViewModel(Messages messages, Clipboards clipboard, Path home, String version) {
    this.messages = messages;
    this.clipboard = clipboard;
    this.home = home;
    this.version = version;
  }

  /** The keys that work everywhere. */
  List<HelpTopic> keys() {
    return List.of(
        new HelpTopic("Ctrl K", messages.text("help.key.palette")),
        new HelpTopic("F1", messages.text("help.key.help")),
        new HelpTopic("Esc", messages.text("help.key.escape")),
        new HelpTopic("Tab", messages.text("help.key.tab")),
        new HelpTopic(messages.text("help.key.space.name"), messages.text("help.key.space")));
  }

  /** How the command line does what the app does. */
  List<HelpTopic> commands() {
    return List.of(
        new HelpTopic("stentor transcribe FILE", messages.text("help.command.transcribe")),
        new HelpTopic("stentor up", messages.text("help.command.up")),
        new HelpTopic("stentor status --watch", messages.text("help.command.status")),
        new HelpTopic("stentor extend 1h", messages.text("help.command.extend")),
        new HelpTopic("stentor logs", messages.text("help.command.logs")),
        new HelpTopic("stentor down", messages.text("help.command.down")),
        new HelpTopic("stentor doctor", messages.text("help.command.doctor")),
        new HelpTopic("stentor --help", messages.text("help.command.help")));
  }

  /** Where things are. */
  List<HelpTopic> folders() {
    return List.of(
        new HelpTopic(home.toString(), messages.text("help.folder.home")),
        new HelpTopic(
            home.resolve("logs").resolve("app.log").toString(), messages.text("help.folder.log")));
  }

  /** Version of the app. */
  String version() {
    return version;
  }

  /** Copies the words of a topic. */
  void copy(HelpTopic topic) {
    clipboard.copy(topic.term());
  }
}
