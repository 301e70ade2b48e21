package stentor.app.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A loudspeaker in memory. It hears what a test lets it hear. Safe for all threads. */
final class SpeakerDouble implements Loudspeaker {

  /** What {@link #open} refuses with. */
  Optional<SoundProblem> refusal = Optional.empty();

  /** After so many bytes the device is gone. */
  long goneAfterBytes = Long.MAX_VALUE;

  /** Runs whenever something was written, on the player's thread. */
  Runnable written = () -> {};

  /** How often a line was opened while another one was open. */
  int openedBeside;

  final List<LineDouble> lines = new ArrayList<>();

  @Override
  public String name() {
    return "Headphones";
  }

  @Override
  public synchronized Line open(int rate) {
    refusal.ifPresent(
        problem -> {
          throw new SoundException(problem);
        });
    openedBeside += lines.stream().anyMatch(one -> !one.closed) ? 1 : 0;
    LineDouble line = new LineDouble(rate);
    lines.add(line);
    return line;
  }

  /** A line that hears at once all that it is handed, unless a test says how much. */
  final class LineDouble implements Line {
    final int rate;
    long bytes;
    Optional<Long> heard = Optional.empty();
    volatile boolean closed;
    boolean finished;

    LineDouble(int rate) {
      this.rate = rate;
    }

    @Override
    public boolean write(byte[] pcm, int count) {
      if (closed || bytes + count > goneAfterBytes) {
        return false;
      }
      bytes += count;
      written.run();
      return true;
    }

    @Override
    public long heard() {
      return heard.orElse(bytes / 2);
    }

    @Override
    public void finish() {
      finished = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
