package stentor.app.sound;

import java.nio.file.Path;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/** Plays a recording. Used on the window's thread; nothing of it blocks. */
public interface Player extends AutoCloseable {

  /** The slowest and the fastest, as a factor of the recording's own speed; the pitch is kept. */
  double SLOWEST = 1.0;

  /** The fastest. */
  double FASTEST = 2.0;

  /** What it does. */
  ReadOnlyObjectProperty<PlayerState> stateProperty();

  /** What it does. */
  PlayerState state();

  /** Where it is, in seconds; changes at most every 50 ms, and only while it plays or is moved. */
  ReadOnlyDoubleProperty positionSecondsProperty();

  /** How fast it plays. */
  ReadOnlyDoubleProperty speedProperty();

  /** Takes a recording in place of the one before, from its beginning; does not play yet. */
  void load(Path wav);

  /** Gives the recording back: there is none afterwards. */
  void unload();

  /** Plays from there on, also while it plays already or is loading still. */
  void play(double fromSeconds);

  /** Plays from where it is; from the beginning where it is at its end. */
  void resume();

  /** Stops where it is. */
  void pause();

  /** Moves without beginning or ending to play. */
  void seek(double seconds);

  /** Plays that much faster, from {@value #SLOWEST} to {@value #FASTEST}. */
  void setSpeed(double factor);

  /** Runs whenever it has come to the end of a recording. */
  void setOnEnded(Runnable action);

  /** Stops and gives the device back. */
  @Override
  void close();
}
