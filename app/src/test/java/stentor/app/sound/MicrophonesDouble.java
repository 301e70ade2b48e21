package stentor.app.sound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Microphones in memory, which hear what a test lets them hear. Used by one thread. */
final class MicrophonesDouble implements Microphones {

  List<Microphone> there = new ArrayList<>(List.of(new Microphone("Desk"), new Microphone("USB")));
  Optional<SoundProblem> refusal = Optional.empty();
  int rate = 16_000;

  /** What is heard, a block for each read; after the last the device is gone. */
  final Deque<short[]> heard = new ArrayDeque<>();

  /** Runs before each read with how many blocks are left. */
  java.util.function.IntConsumer reading = left -> {};

  final List<Microphone> opened = new ArrayList<>();
  boolean closed;

  @Override
  public List<Microphone> list() {
    return List.copyOf(there);
  }

  @Override
  public Line open(Microphone microphone) {
    refusal.ifPresent(
        problem -> {
          throw new SoundException(problem);
        });
    opened.add(microphone);
    closed = false;
    return new Line() {
      @Override
      public int rate() {
        return rate;
      }

      @Override
      public int read(byte[] pcm) {
        reading.accept(heard.size());
        if (closed || heard.isEmpty()) {
          return 0;
        }
        short[] block = heard.remove();
        int count = Math.min(block.length, pcm.length / 2);
        for (int index = 0; index < count; index++) {
          pcm[2 * index] = (byte) block[index];
          pcm[2 * index + 1] = (byte) (block[index] >> 8);
        }
        return 2 * count;
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  /** Lets it hear a sine of this height for so many blocks of 50 ms. */
  void sine(int blocks, double height) {
    int length = rate / 20;
    for (int block = 0; block < blocks; block++) {
      short[] samples = new short[length];
      for (int index = 0; index < length; index++) {
        double phase = 2 * Math.PI * 400 * (block * length + index) / rate;
        samples[index] = (short) Math.round(Math.sin(phase) * height * 32_767);
      }
      heard.add(samples);
    }
  }

  /** Lets it hear silence. */
  void silence(int blocks) {
    for (int block = 0; block < blocks; block++) {
      short[] samples = new short[rate / 20];
      Arrays.fill(samples, (short) 0);
      heard.add(samples);
    }
  }
}
