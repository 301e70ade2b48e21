package stentor.app.sound;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** The system's default loudspeaker, through Java Sound. Looks for devices when it is opened. */
public final class JavaSoundLoudspeaker implements Loudspeaker {

  private static final int BUFFERS_A_SECOND = 5;

  @Override
  public String name() {
    return "Loudspeaker";
  }

  @Override
  public Line open(int rate) {
    AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
    DataLine.Info wanted = new DataLine.Info(SourceDataLine.class, format);
    try {
      SourceDataLine line = (SourceDataLine) AudioSystem.getLine(wanted);
      line.open(format, 2 * rate / BUFFERS_A_SECOND);
      line.start();
      return new JavaSoundLine(line);
    } catch (IllegalArgumentException none) {
      // So it says that no device has such a line.
      throw new SoundException(new SoundProblem.NoSoundDevice(), none);
    } catch (LineUnavailableException | SecurityException refused) {
      throw new SoundException(
          new SoundProblem.DeviceRefused(name(), String.valueOf(refused.getMessage())), refused);
    }
  }

  private record JavaSoundLine(SourceDataLine line) implements Line {
    @Override
    public boolean write(byte[] pcm, int count) {
      return line.write(pcm, 0, count) == count;
    }

    @Override
    public long heard() {
      return line.getLongFramePosition();
    }

    @Override
    public void finish() {
      line.drain();
    }

    @Override
    public void close() {
      line.stop();
      line.flush();
      line.close();
    }
  }
}
