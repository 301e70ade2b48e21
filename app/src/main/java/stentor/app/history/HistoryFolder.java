package stentor.app.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.app.async.TaskReport;
import stentor.control.master.Answer;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.VerboseTranscription;

/**
 * The files of the history: a folder for each entry, named by its id, which is there whole or not
 * at all. A folder that is taken out for good is first renamed, so that it can be put back. Blocks;
 * safe for all threads.
 */
final class HistoryFolder {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryFolder.class);
  private static final String ENTRY = "entry.json";
  private static final String TRANSCRIPT = "transcript.json";
  private static final String WORDS = "words.txt";
  private static final String UNFINISHED = ".new-";
  private static final String REMOVED = ".removed-";

  private final Path root;

  HistoryFolder(Path root) {
    this.root = root;
  }

  /**
   * What was read.
   *
   * @param newest the entries, the newest first
   * @param passedOver how many were not readable
   */
  record Listing(List<HistoryEntry> newest, int passedOver) {}

  /**
   * Reads all entries; what was removed, or left half written by a program that died, is deleted.
   * Nothing may be added meanwhile.
   *
   * @param undoable what was removed and can be put back still: it is left as it is
   */
  Listing list(TaskReport report, Set<UUID> undoable) throws InterruptedException {
    Set<String> kept =
        undoable.stream().map(id -> REMOVED + id).collect(Collectors.toUnmodifiableSet());
    List<HistoryEntry> entries = new ArrayList<>();
    int passedOver = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        String name = folder.getFileName().toString();
        if (name.startsWith(UNFINISHED) || (name.startsWith(REMOVED) && !kept.contains(name))) {
          DurableFiles.deleteTree(folder);
        } else if (!name.startsWith(".")) {
          try {
            entries.add(Documents.read(folder.resolve(ENTRY), HistoryEntry.class));
          } catch (IOException | DocumentException unreadable) {
            passedOver++;
            LOG.warn("The history's entry {} is not readable", folder, unreadable);
          }
        }
      }
    } catch (NoSuchFileException first) {
      return new Listing(List.of(), 0);
    } catch (IOException unreadable) {
      throw unreadable(root, unreadable);
    }
    entries.sort(HistoryStore.NEWEST_FIRST);
    return new Listing(entries, passedOver);
  }

  /** Writes a new entry. */
  void add(HistoryEntry entry, Answer answer) {
    Path unfinished = root.resolve(UNFINISHED + entry.id());
    try {
      Files.createDirectories(unfinished);
      Files.write(unfinished.resolve(ENTRY), Documents.writeReadable(entry));
      Files.writeString(unfinished.resolve(TRANSCRIPT), answer.json());
      Files.writeString(
          unfinished.resolve(WORDS), words(entry.name(), answer.transcription().text()));
      DurableFiles.publish(unfinished, folder(entry.id()));
    } catch (IOException unwritable) {
      throw unwritable(folder(entry.id()), unwritable);
    }
  }

  /** Writes an entry anew that was there. */
  void replace(HistoryEntry entry) {
    Path file = folder(entry.id()).resolve(ENTRY);
    try {
      DocumentFiles.replace(file, entry);
    } catch (IOException unwritable) {
      throw unwritable(file, unwritable);
    }
  }

  /** Takes entries out, all or none, in a way that {@link #putBack} undoes. */
  void takeOut(List<UUID> ids) {
    move(ids.stream().map(id -> new Move(folder(id), removed(id))).toList());
  }

  /** Puts entries back that were taken out, all or none. */
  void putBack(List<UUID> ids) {
    move(ids.stream().map(id -> new Move(removed(id), folder(id))).toList());
  }

  private record Move(Path from, Path to) {}

  private void move(List<Move> moves) {
    Deque<Move> done = new ArrayDeque<>();
    try {
      for (Move move : moves) {
        if (rename(move)) {
          done.push(move);
        }
      }
      force();
    } catch (ControlException failed) {
      done.forEach(move -> moveBack(move, failed));
      throw failed;
    }
  }

  private static void moveBack(Move move, ControlException why) {
    try {
      boolean _ = rename(new Move(move.to(), move.from()));
    } catch (ControlException worse) {
      LOG.warn("{} could not be moved back to {}", move.to(), move.from(), worse);
      why.addSuppressed(worse);
    }
  }

  /** Whether it was moved; not, where there was nothing. */
  private static boolean rename(Move move) {
    try {
      Files.move(move.from(), move.to(), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException gone) {
      LOG.info("{} was gone already", move.from());
      return false;
    } catch (IOException unwritable) {
      throw unwritable(move.from(), unwritable);
    }
  }

  private void force() {
    try {
      DurableFiles.forceDirectory(root);
    } catch (IOException unwritable) {
      throw unwritable(root, unwritable);
    }
  }

  /** Deletes entries that were taken out. */
  void delete(List<UUID> ids) {
    for (UUID id : ids) {
      Path folder = removed(id);
      try {
        DurableFiles.deleteTree(folder);
      } catch (IOException unwritable) {
        throw unwritable(folder, unwritable);
      }
    }
  }

  /** The transcript of an entry. */
  Answer answer(UUID id) {
    Path file = folder(id).resolve(TRANSCRIPT);
    try {
      byte[] json = Files.readAllBytes(file);
      return new Answer(
          new String(json, StandardCharsets.UTF_8),
          Documents.read(json, VerboseTranscription.class));
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  /** Name and text of an entry as they are searched; empty where they cannot be read. */
  String words(HistoryEntry entry) {
    try {
      return Files.readString(folder(entry.id()).resolve(WORDS));
    } catch (IOException unreadable) {
      LOG.warn(
          "The words of {} are not readable: only its preview is searched", entry.id(), unreadable);
      return words(entry.name(), entry.preview());
    }
  }

  private static String words(String name, String text) {
    return SearchText.folded(name) + "\n" + SearchText.folded(text);
  }

  private Path folder(UUID id) {
    return root.resolve(id.toString());
  }

  private Path removed(UUID id) {
    return root.resolve(REMOVED + id);
  }

  private static ControlException unreadable(Path file, IOException why) {
    return new ControlException(new RequestProblem.UnreadableFile(file, IoReason.of(why)), why);
  }

  private static ControlException unwritable(Path file, IOException why) {
    return new ControlException(new RequestProblem.UnwritableFile(file, IoReason.of(why)), why);
  }
}
