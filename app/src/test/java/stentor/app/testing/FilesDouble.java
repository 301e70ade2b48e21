package stentor.app.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.app.desktop.FileChoice;

/** A person who chooses what a test says, or changes their mind. Used on the window's thread. */
public final class FilesDouble implements FileChoice {

  /** What they choose to read. */
  public List<Path> chosen = List.of();

  /** Which folder they choose. */
  public Optional<Path> folder = Optional.empty();

  /** Where they have written. */
  public Optional<Path> saved = Optional.empty();

  /** What they were asked, in order. */
  public final List<String> asked = new ArrayList<>();

  @Override
  public List<Path> files(String title, List<Kind> kinds) {
    asked.add(title);
    return chosen;
  }

  @Override
  public Optional<Path> folder(String title) {
    asked.add(title);
    return folder;
  }

  @Override
  public Optional<Path> save(String title, String name, List<Kind> kinds) {
    asked.add(title);
    return saved;
  }
}
