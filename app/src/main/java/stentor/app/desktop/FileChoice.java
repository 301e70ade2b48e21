package stentor.app.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lets a person choose files. Used on the window's thread; returns when they have chosen, while the
 * window goes on being painted.
 */
public interface FileChoice {

  /**
   * Lets them choose files to be read.
   *
   * @param title what they are for, as a verb and its object
   * @param kinds which files are offered, the first kind at first; empty: all
   * @return at least one, or none where they changed their mind
   */
  List<Path> files(String title, List<Kind> kinds);

  /** Lets them choose a folder; absent: they changed their mind. */
  Optional<Path> folder(String title);

  /**
   * Lets them choose where a file is written; the system asks before one is replaced.
   *
   * @param name what it is called unless they say otherwise
   * @param kinds which endings are offered; empty: any
   * @return absent: they changed their mind
   */
  Optional<Path> save(String title, String name, List<Kind> kinds);

  /**
   * A kind of file.
   *
   * @param name what a person calls it
   * @param endings its endings without a dot: {@code wav}; empty: any
   */
  record Kind(String name, List<String> endings) {

    /** Copies the list. */
    public Kind {
      endings = List.copyOf(endings);
    }
  }
}
