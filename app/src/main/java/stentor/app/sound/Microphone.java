package stentor.app.sound;

/**
 * A device from which can be recorded.
 *
 * @param name as the system calls it; tells devices apart
 */
public record Microphone(String name) {

  @Override
  public String toString() {
    return name;
  }
}
