package stentor.app.transcribe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import stentor.app.sound.Player;
import stentor.app.sound.PlayerState;

/** A player without sound: it does at once what it is told, and stands still while it plays. */
final class PlayerDouble implements Player {

  private static final double LENGTH = 10;

  private final ReadOnlyObjectWrapper<PlayerState> state =
      new ReadOnlyObjectWrapper<>(new PlayerState.Empty());
  private final ReadOnlyDoubleWrapper position = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(1);

  /** What it was given. */
  final List<Path> loaded = new ArrayList<>();

  /** It has played so far. */
  void playedTo(double seconds) {
    position.set(seconds);
  }

  /** It cannot play. */
  void fails(stentor.speech.problem.Problem why) {
    state.set(new PlayerState.Failed(why));
  }

  @Override
  public ReadOnlyObjectProperty<PlayerState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  @Override
  public PlayerState state() {
    return state.get();
  }

  @Override
  public ReadOnlyDoubleProperty positionSecondsProperty() {
    return position.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyDoubleProperty speedProperty() {
    return speed.getReadOnlyProperty();
  }

  @Override
  public void load(Path wav) {
    loaded.add(wav);
    position.set(0);
    state.set(new PlayerState.Paused(LENGTH));
  }

  @Override
  public void unload() {
    position.set(0);
    state.set(new PlayerState.Empty());
  }

  @Override
  public void play(double fromSeconds) {
    position.set(fromSeconds);
    state.set(new PlayerState.Playing(LENGTH));
  }

  @Override
  public void resume() {
    state.set(new PlayerState.Playing(LENGTH));
  }

  @Override
  public void pause() {
    state.set(new PlayerState.Paused(LENGTH));
  }

  @Override
  public void seek(double seconds) {
    position.set(seconds);
  }

  @Override
  public void setSpeed(double factor) {
    speed.set(factor);
  }

  @Override
  public void setOnEnded(Runnable action) {}

  @Override
  public void close() {
    unload();
  }
}
