package stentor.app.sound;

import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import stentor.speech.audio.Samples;

/** The system's microphones, through Java Sound. Looks for devices when it is asked. */
public final class JavaSoundMicrophones implements Microphones {

  private static final int BUFFERS_A_SECOND = 4;

  /** Those that are tried, the wanted one first: not every device brings sound to any rate. */
  private static final List<Integer> RATES = List.of(Samples.RATE, 48_000, 44_100);

  @Override
  public List<Microphone> list() {
    List<Microphone> found = new ArrayList<>();
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      Mixer mixer = AudioSystem.getMixer(info);
      Microphone microphone = new Microphone(info.getName());
      if (RATES.stream().anyMatch(rate -> mixer.isLineSupported(wanted(rate)))
          && !found.contains(microphone)) {
        found.add(microphone);
      }
    }
    return List.copyOf(found);
  }

  private static AudioFormat format(int rate) {
    return new AudioFormat(rate, 16, 1, true, false);
  }

  private static DataLine.Info wanted(int rate) {
    return new DataLine.Info(TargetDataLine.class, format(rate));
  }

  @Override
  public Line open(Microphone microphone) {
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      if (info.getName().equals(microphone.name())) {
        Mixer mixer = AudioSystem.getMixer(info);
        for (int rate : RATES) {
          if (mixer.isLineSupported(wanted(rate))) {
            return open(mixer, microphone, rate);
          }
        }
      }
    }
    throw new SoundException(
        list().isEmpty()
            ? new SoundProblem.NoMicrophone()
            : new SoundProblem.DeviceGone(microphone.name()));
  }

  private static Line open(Mixer mixer, Microphone microphone, int rate) {
    try {
      TargetDataLine line = (TargetDataLine) mixer.getLine(wanted(rate));
      line.open(format(rate), 2 * rate / BUFFERS_A_SECOND);
      line.start();
      return new JavaSoundLine(line, rate);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException refused) {
      throw new SoundException(
          new SoundProblem.DeviceRefused(microphone.name(), String.valueOf(refused.getMessage())),
          refused);
    }
  }

  private record JavaSoundLine(TargetDataLine line, int rate) implements Line {
    @Override
    public int read(byte[] pcm) {
      return Math.max(0, line.read(pcm, 0, pcm.length));
    }

    @Override
    public void close() {
      line.stop();
      line.close();
    }
  }
}
