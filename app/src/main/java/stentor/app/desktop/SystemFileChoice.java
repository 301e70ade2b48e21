package stentor.app.desktop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/** The system's own dialogs for files. They begin where a person chose last. */
public final class SystemFileChoice implements FileChoice {

  private final Supplier<Window> owner;
  private final LastFolder lastFolder;

  /**
   * Makes one.
   *
   * @param owner the window that takes no input meanwhile
   */
  public SystemFileChoice(Supplier<Window> owner, LastFolder lastFolder) {
    this.owner = owner;
    this.lastFolder = lastFolder;
  }

  @Override
  public List<Path> files(String title, List<Kind> kinds) {
    List<Path> chosen =
        Optional.ofNullable(chooser(title, kinds).showOpenMultipleDialog(owner.get()))
            .orElse(List.of())
            .stream()
            .map(File::toPath)
            .toList();
    chosen.stream().findFirst().ifPresent(this::rememberFolderOf);
    return chosen;
  }

  @Override
  public Optional<Path> folder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    begin().ifPresent(chooser::setInitialDirectory);
    Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
    chosen.ifPresent(lastFolder::remember);
    return chosen;
  }

  @Override
  public Optional<Path> save(String title, String name, List<Kind> kinds) {
    FileChooser chooser = chooser(title, kinds);
    chooser.setInitialFileName(name);
    Optional<Path> chosen =
        Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
    chosen.ifPresent(this::rememberFolderOf);
    return chosen;
  }

  private FileChooser chooser(String title, List<Kind> kinds) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().setAll(kinds.stream().map(SystemFileChoice::filter).toList());
    begin().ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  private static ExtensionFilter filter(Kind kind) {
    List<String> patterns =
        kind.endings().isEmpty()
            ? List.of("*.*")
            : kind.endings().stream().map(ending -> "*." + ending).toList();
    return new ExtensionFilter(kind.name(), patterns);
  }

  /** A folder that is gone meanwhile would be refused by the dialog. */
  private Optional<File> begin() {
    return lastFolder.get().filter(Files::isDirectory).map(Path::toFile);
  }

  private void rememberFolderOf(Path file) {
    Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(lastFolder::remember);
  }
}
