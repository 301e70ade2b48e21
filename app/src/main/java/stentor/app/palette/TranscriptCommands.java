package stentor.app.palette;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import stentor.app.history.HistoryEntry;
import stentor.app.history.HistoryStore;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Figures;
import stentor.app.text.Messages;

/** Shows the transcripts that were kept last; older ones are found on the screen of history. */
public final class TranscriptCommands implements CommandSource {

  private static final int MOST = 500;

  private final HistoryStore history;
  private final Navigator navigator;
  private final Messages messages;
  private final Clock clock;
  private final ZoneId zone;

  /** Commands for what is in this history. */
  public TranscriptCommands(
      HistoryStore history, Navigator navigator, Messages messages, Clock clock, ZoneId zone) {
    this.history = history;
    this.navigator = navigator;
    this.messages = messages;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public List<Command> commands() {
    Instant now = clock.instant();
    return history.newest().stream().limit(MOST).map(entry -> command(entry, now)).toList();
  }

  private Command command(HistoryEntry entry, Instant now) {
    return new Command(
        messages.text("palette.transcript", entry.name()),
        Figures.when(entry.at(), now, zone),
        () -> navigator.show(new Screen.Kept(entry.id().toString())));
  }
}
