package stentor.app.sound;

/** Where sound goes: the system's default device. Safe for all threads. */
public interface Loudspeaker {

  /** Its name, for a person. */
  String name();

  /**
   * Takes the device. Blocks for a moment.
   *
   * @param rate samples a second
   * @throws SoundException if there is none, or it cannot be used
   */
  Line open(int rate);

  /** A device that plays mono sound. One thread writes and closes; any may ask. */
  interface Line extends AutoCloseable {

    /**
     * Hands it sound, and blocks while it has enough.
     *
     * @param pcm 16-bit samples, the low byte first
     * @param count how many bytes of them
     * @return whether it took all of it; it does not once it is closed or gone
     */
    boolean write(byte[] pcm, int count);

    /** How many samples were heard so far. */
    long heard();

    /** Blocks until all that was written was heard. */
    void finish();

    /** Stops at once. May block for a moment. Calling it again does nothing. */
    @Override
    void close();
  }
}
