package stentor.app.sound;

import java.util.List;

/** The devices from which can be recorded. Safe for all threads. */
public interface Microphones {

  /** Those that are there now, the system's default first; may be none. Blocks for a moment. */
  List<Microphone> list();

  /**
   * Takes a device. Blocks for a moment.
   *
   * @throws SoundException if it is not there, or cannot be used
   */
  Line open(Microphone microphone);

  /** A device that records mono sound. One thread reads; any may close. */
  interface Line extends AutoCloseable {

    /** Samples a second. */
    int rate();

    /**
     * Blocks until there is so much sound.
     *
     * @param pcm filled with 16-bit samples, the low byte first
     * @return how many bytes there are; fewer than {@code pcm} has room for once it is closed or
     *     gone
     */
    int read(byte[] pcm);

    /** Stops at once; a read that blocks returns. Calling it again does nothing. */
    @Override
    void close();
  }
}
