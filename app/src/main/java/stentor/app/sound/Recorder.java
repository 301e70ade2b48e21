package stentor.app.sound;

import java.nio.file.Path;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * Records from a microphone into a file, 16 kHz mono 16-bit WAV. Used on the window's thread;
 * nothing of it blocks.
 */
public interface Recorder {

  /** The longest recording, in hours. */
  int MOST_HOURS = 2;

  /** What it does. */
  ReadOnlyObjectProperty<RecorderState> stateProperty();

  /** What it does. */
  RecorderState state();

  /** How loud it is, 20 times a second while it records. */
  ReadOnlyObjectProperty<Level> levelProperty();

  /** How much is recorded, in seconds. */
  ReadOnlyDoubleProperty secondsProperty();

  /**
   * Begins, unless it records already.
   *
   * <p>It is among the tasks that a person sees. Cancelled there, or by the end of the app, it ends
   * as by {@link #stop()}: nobody's words are thrown away.
   *
   * @param title what the task is called
   * @param file in place of what may be there; its folder is made
   */
  void start(String title, Microphone microphone, Path file);

  /** Ends, and keeps what was recorded. */
  void stop();

  /** Ends, and deletes what was recorded. */
  void discard();
}
