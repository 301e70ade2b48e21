package stentor.rounds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

/** Speech to be transcribed, which differs from every other recording. */
final class Recording {

  private static final Path SAMPLE =
      Path.of(System.getProperty("stentor.root", ".."), "resources/samples/printing.wav");
  private static final double PAUSE_SECONDS = 0.8;

  private final String name;
  private final byte[] wav;

  private Recording(String name, byte[] wav) {
    this.name = name;
    this.wav = wav;
  }

  /** What it is called. */
  String name() {
    return name;
  }

  /** A WAV file; read only. */
  byte[] wav() {
    return wav;
  }

  /** The sample once. */
  static Recording brief(int number) throws IOException {
    return spoken("brief-" + number, 1, 0.2 + 0.05 * number);
  }

  /** Some of one part and some of several, among them one of minutes. */
  static List<Recording> variety() throws IOException {
    List<Recording> all = new ArrayList<>();
    for (int number = 0; number < 7; number++) {
      all.add(brief(number));
    }
    all.add(spoken("sentences", 3, 0.7));
    all.add(spoken("paragraph", 6, 0.6));
    all.add(spoken("page", 12, 0.5));
    return all;
  }

  /** One of these. */
  static Recording any(List<Recording> recordings, RandomGenerator random) {
    return recordings.get(random.nextInt(recordings.size()));
  }

  /** The sample so many times, louder or softer, with pauses between. */
  private static Recording spoken(String name, int times, double gain) throws IOException {
    PreparedAudio sample = PreparedAudio.open(SAMPLE);
    float[] once = sample.read(0, sample.length()).array();
    int step = once.length + (int) (PAUSE_SECONDS * Samples.RATE);
    float[] all = new float[times * step];
    for (int time = 0; time < times; time++) {
      for (int i = 0; i < once.length; i++) {
        all[time * step + i] = (float) (gain * once[i]);
      }
    }
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    PreparedAudio.write(new Samples(all), wav);
    return new Recording(name, wav.toByteArray());
  }

  @Override
  public String toString() {
    return name;
  }
}
