package stentor.app.desktop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.app.async.TaskRunner;

/**
 * The system's own dialogs for files. They begin where a person chose last, unless that is gone or
 * its disk does not answer soon: JavaFX itself would look there on the window's thread.
 */
public final class SystemFileChoice implements FileChoice {

  private static final Logger LOG = LoggerFactory.getLogger(SystemFileChoice.class);

  private final PromptFolders folders;
  private final Supplier<Window> owner;
  private final LastFolder lastFolder;

  /**
   * Makes one.
   *
   * @param tasks looks for folders
   * @param owner the window that takes no input meanwhile
   */
  public SystemFileChoice(TaskRunner tasks, Supplier<Window> owner, LastFolder lastFolder) {
    this.folders = new PromptFolders(tasks);
    this.owner = owner;
    this.lastFolder = lastFolder;
  }

  @Override
  public List<Path> files(String title, List<Kind> kinds) {
    List<Path> chosen =
        ask(
                begin ->
                    Optional.ofNullable(
                        chooser(title, kinds, begin).showOpenMultipleDialog(owner.get())))
            .orElse(List.of())
            .stream()
            .map(File::toPath)
            .toList();
    chosen.stream().findFirst().ifPresent(this::rememberFolderOf);
    return chosen;
  }

  @Override
  public Optional<Path> folder(String title) {
    Optional<Path> chosen =
        ask(begin -> {
              DirectoryChooser chooser = new DirectoryChooser();
              chooser.setTitle(title);
              begin.ifPresent(chooser::setInitialDirectory);
              return Optional.ofNullable(chooser.showDialog(owner.get()));
            })
            .map(File::toPath);
    chosen.ifPresent(lastFolder::remember);
    return chosen;
  }

  @Override
  public Optional<Path> save(String title, String name, List<Kind> kinds) {
    Optional<Path> chosen =
        ask(begin -> {
              FileChooser chooser = chooser(title, kinds, begin);
              chooser.setInitialFileName(name);
              return Optional.ofNullable(chooser.showSaveDialog(owner.get()));
            })
            .map(File::toPath);
    chosen.ifPresent(this::rememberFolderOf);
    return chosen;
  }

  private <T> Optional<T> ask(Function<Optional<File>, Optional<T>> dialog) {
    Optional<File> begin = lastFolder.get().flatMap(folders::ifThere).map(Path::toFile);
    try {
      return dialog.apply(begin);
    } catch (IllegalArgumentException refused) {
      if (begin.isEmpty()) {
        throw refused;
      }
      // So JavaFX refuses a folder that went away in this very moment.
      LOG.info("The dialog does not begin in {}", begin.get(), refused);
      return dialog.apply(Optional.empty());
    }
  }

  private static FileChooser chooser(String title, List<Kind> kinds, Optional<File> begin) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().setAll(kinds.stream().map(SystemFileChoice::filter).toList());
    begin.ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  private static ExtensionFilter filter(Kind kind) {
    List<String> patterns =
        kind.endings().isEmpty()
            ? List.of("*.*")
            : kind.endings().stream().map(ending -> "*." + ending).toList();
    return new ExtensionFilter(kind.name(), patterns);
  }

  private void rememberFolderOf(Path file) {
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(lastFolder::remember);
  }
}
