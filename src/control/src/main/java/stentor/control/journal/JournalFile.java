package stentor.control.journal;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.environment.JournalEntry;
import stentor.protocol.environment.JournalLine;
import stentor.protocol.environment.OperationId;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * The lines of {@code journal.jsonl}. Written by one process at a time, which holds the writer's
 * lock; read by any number meanwhile. A last line without its end is one that is being written, or
 * whose writer was killed: nobody reads it, and the next writer cuts it off.
 *
 * @param path the file, which may not exist
 */
public record JournalFile(Path path) {

  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

  /** Above this size a new operation drops old ones. */
  static final long COMPACTED_ABOVE = 512 << 10;

  /** So much of old operations stays, the newest of them. */
  static final long KEPT = 128 << 10;

  /** More is no journal of ours. */
  private static final long MOST_BYTES = 64 << 20;

  /** What is told of one operation. */
  public record Operation(OperationId id, List<JournalLine> lines) {

    /** Copies the list. */
    public Operation {
      lines = List.copyOf(lines);
    }

    /** How it began; absent where that line is lost. */
    public Optional<JournalEntry.OperationBegan> beginning() {
      return lines.stream()
          .map(JournalLine::entry)
          .filter(JournalEntry.OperationBegan.class::isInstance)
          .map(JournalEntry.OperationBegan.class::cast)
          .findFirst();
    }

    /** How it ended; absent while it goes on, and where its process was killed. */
    public Optional<JournalEntry.OperationEnding> ending() {
      return lines.reversed().stream()
          .map(JournalLine::entry)
          .filter(JournalEntry.OperationEnded.class::isInstance)
          .map(entry -> ((JournalEntry.OperationEnded) entry).ending())
          .findFirst();
    }
  }

  /** The operation that began last; empty where none is told of. */
  public Optional<Operation> last() throws IOException {
    List<JournalLine> lines = read();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    OperationId id = lines.getLast().operation();
    return Optional.of(
        new Operation(id, lines.stream().filter(line -> line.operation().equals(id)).toList()));
  }

  /** All whole lines; those that cannot be read are left out. */
  public List<JournalLine> read() throws IOException {
    return readFrom(0).lines();
  }

  /**
   * Whole lines.
   *
   * @param lines what they tell
   * @param end where in the file the next one begins, in bytes
   */
  record Portion(List<JournalLine> lines, long end) {}

  /** The whole lines that begin there or later. */
  Portion readFrom(long offset) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long length = Math.min(file.length(), MOST_BYTES);
      if (length <= offset) {
        return new Portion(List.of(), Math.min(offset, length));
      }
      byte[] bytes = new byte[(int) (length - offset)];
      file.seek(offset);
      file.readFully(bytes);
      List<JournalLine> lines = new ArrayList<>();
      int start = 0;
      for (int index = 0; index < bytes.length; index++) {
        if (bytes[index] == '\n') {
          line(new String(bytes, start, index - start, StandardCharsets.UTF_8))
              .ifPresent(lines::add);
          start = index + 1;
        }
      }
      return new Portion(lines, offset + start);
    } catch (FileNotFoundException none) {
      return new Portion(List.of(), 0);
    }
  }

  private Optional<JournalLine> line(String text) {
    try {
      return Optional.of(Documents.read(text.getBytes(StandardCharsets.UTF_8), JournalLine.class));
    } catch (DocumentException unreadable) {
      LOG.debug("{} has a line that cannot be read", path, unreadable);
      return Optional.empty();
    }
  }

  /** Cuts off a last line without its end, and drops old operations where there is much of them. */
  void mend() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Portion whole = readFrom(0);
    if (whole.end() > COMPACTED_ABOVE) {
      DurableFiles.replace(path, newest(whole.lines()));
    } else if (whole.end() < Files.size(path)) {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(whole.end());
        file.getFD().sync();
      }
    }
  }

  /** The newest operations, whole, that are not too much together. */
  private static byte[] newest(List<JournalLine> lines) {
    List<List<byte[]>> operations = new ArrayList<>();
    Optional<OperationId> current = Optional.empty();
    for (JournalLine line : lines) {
      if (!current.equals(Optional.of(line.operation()))) {
        operations.add(new ArrayList<>());
        current = Optional.of(line.operation());
      }
      operations.getLast().add(written(line));
    }
    int first = operations.size();
    long kept = 0;
    while (first > 0) {
      kept += operations.get(first - 1).stream().mapToLong(line -> line.length).sum();
      if (kept > KEPT) {
        break;
      }
      first--;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    operations.subList(first, operations.size()).stream()
        .flatMap(List::stream)
        .forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** A line as it is written, with its end. */
  static byte[] written(JournalLine line) {
    return (new String(Documents.write(line), StandardCharsets.UTF_8) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
