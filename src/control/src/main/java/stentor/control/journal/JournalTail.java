package stentor.control.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import stentor.control.event.EventStream;
import stentor.protocol.environment.JournalEntry;
import stentor.protocol.environment.JournalLine;
import stentor.protocol.environment.OperationId;

/**
 * Follows the operation that another process is about, line by line as it writes them, and tells
 * its events on. Begins with the first event of the operation that goes on when it is first asked;
 * what had ended by then is history. Used by one thread.
 */
public final class JournalTail {

  private JournalFile file;
  private Optional<Object> fileKey = Optional.empty();
  private long offset;
  private Optional<OperationId> operation = Optional.empty();
  private long told;
  private String kind = "";

  /** Follows this file, which may not exist yet. */
  public JournalTail(Path file) {
    this.file = new JournalFile(file);
  }

  /** Goes on in this file, which the one that it follows has become: an environment is gone. */
  public void goOnIn(Path archived) {
    file = new JournalFile(archived);
  }

  /**
   * Tells on what is new.
   *
   * @return whether there was anything
   */
  public boolean tell(EventStream events) throws IOException {
    Optional<Object> key = key();
    if (!key.equals(fileKey)) {
      // Old operations were dropped from it, or it was taken away with its environment.
      fileKey = key;
      offset = 0;
    }
    JournalFile.Portion portion = file.readFrom(offset);
    if (portion.end() < offset) {
      // A line that was torn was cut off.
      portion = file.readFrom(0);
    }
    boolean first = offset == 0 && operation.isEmpty();
    offset = portion.end();
    boolean news = false;
    for (JournalLine line : first ? unfinished(portion.lines()) : portion.lines()) {
      news |= tell(line, events);
    }
    return news;
  }

  private static List<JournalLine> unfinished(List<JournalLine> lines) {
    if (lines.isEmpty() || lines.getLast().entry() instanceof JournalEntry.OperationEnded) {
      return List.of();
    }
    OperationId last = lines.getLast().operation();
    return lines.stream().filter(line -> line.operation().equals(last)).toList();
  }

  private boolean tell(JournalLine line, EventStream events) {
    if (operation.isPresent() && line.operation().compareTo(operation.get()) < 0) {
      return false;
    }
    if (line.entry() instanceof JournalEntry.OperationBegan began) {
      if (operation.equals(Optional.of(line.operation()))) {
        return false;
      }
      operation = Optional.of(line.operation());
      kind = began.kind();
      told = 0;
    }
    if (!operation.equals(Optional.of(line.operation())) || line.sequence() <= told) {
      return false;
    }
    told = line.sequence();
    events.tell(JournaledEvents.event(line, kind));
    return true;
  }

  private Optional<Object> key() throws IOException {
    try {
      return Optional.ofNullable(
          Files.readAttributes(file.path(), BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }
}
