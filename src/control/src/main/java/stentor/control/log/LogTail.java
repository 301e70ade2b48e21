package stentor.control.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what was written last into the logs of a folder, and what is written from then on. Reads a
 * bounded part at a time, so that logs of any size cost little memory. Used by one thread at a
 * time.
 *
 * <p>Parts that were put aside are not read: what a program wrote between the last look and its log
 * being put aside is missed. The new log is read from its beginning if it is shorter at the next
 * look than the old one was, else from where the old one ended.
 */
public final class LogTail {

  /** So much of the end of each file is read at first. */
  static final int FIRST_BYTES = 1_000_000;

  /** So much of a file is read at once; the rest comes with the next look. */
  static final int MOST_BYTES = 1_000_000;

  /** A line that is longer is cut. */
  static final int LONGEST_LINE = 32_000;

  private final Path folder;
  private final Map<Path, Long> places = new HashMap<>();

  /** The logs of this folder, which may not be there yet. Nothing is read before the first look. */
  public LogTail(Path folder) {
    this.folder = folder;
  }

  /** What stands in each file since the last look; at the first one, its end. */
  public List<LogLine> next() throws IOException {
    List<LogLine> lines = new ArrayList<>();
    for (LogFile file : LogFile.in(folder, "")) {
      if (!file.isAside()) {
        read(file, lines);
      }
    }
    return lines;
  }

  private void read(LogFile file, List<LogLine> lines) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file.path())) {
      long size = channel.size();
      boolean fresh = !places.containsKey(file.path());
      long place = places.getOrDefault(file.path(), Math.max(0, size - FIRST_BYTES));
      if (size < place) {
        // It was put aside, and a new one begun.
        place = 0;
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(MOST_BYTES, size - place));
      channel.position(place);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // A read may bring less than there is.
      }
      byte[] bytes = buffer.array();
      int begin = fresh && place > 0 ? afterLine(bytes, 0, buffer.position()) : 0;
      int end = lines(file, bytes, begin, buffer.position(), lines);
      places.put(file.path(), place + end);
    } catch (NoSuchFileException gone) {
      places.remove(file.path());
    }
  }

  /** Adds the whole lines, and tells where the first one begins that is not whole. */
  private static int lines(LogFile file, byte[] bytes, int begin, int end, List<LogLine> lines) {
    int from = begin;
    while (from < end) {
      int next = afterLine(bytes, from, end);
      boolean whole = next > from && bytes[next - 1] == '\n';
      if (!whole && end - from < LONGEST_LINE) {
        return from;
      }
      String text =
          new String(bytes, from, Math.min(next - from, LONGEST_LINE), StandardCharsets.UTF_8)
              .strip();
      if (!text.isEmpty()) {
        lines.add(new LogLine(file.program(), text, LogEvent.of(text)));
      }
      from = next;
    }
    return from;
  }

  private static int afterLine(byte[] bytes, int from, int end) {
    for (int at = from; at < end; at++) {
      if (bytes[at] == '\n') {
        return at + 1;
      }
    }
    return end;
  }
}
