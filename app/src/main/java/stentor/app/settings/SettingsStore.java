package stentor.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;

/**
 * Keeps the settings in their file. A file that cannot be read or written costs what it remembers,
 * and nothing else. Used on the window's thread; files are written on another.
 */
public final class SettingsStore {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);

  private final Path file;
  private final Executor writer;
  private final ReadOnlyObjectWrapper<AppSettings> current;

  /**
   * Reads the file.
   *
   * @param writer writes it, one change after the other
   */
  public SettingsStore(Path file, Executor writer) {
    this.file = file;
    this.writer = writer;
    this.current = new ReadOnlyObjectWrapper<>(read(file));
  }

  private static AppSettings read(Path file) {
    try {
      return Documents.read(file, AppSettings.class);
    } catch (NoSuchFileException first) {
      return AppSettings.FIRST;
    } catch (IOException | DocumentException unreadable) {
      LOG.warn("The settings {} are not readable; they begin anew", file, unreadable);
      return AppSettings.FIRST;
    }
  }

  /** What is remembered. */
  public ReadOnlyObjectProperty<AppSettings> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** What is remembered. */
  public AppSettings current() {
    return current.get();
  }

  /** Changes what is remembered. */
  public void change(UnaryOperator<AppSettings> change) {
    AppSettings next = change.apply(current.get());
    if (!next.equals(current.get())) {
      current.set(next);
      writer.execute(() -> write(next));
    }
  }

  private void write(AppSettings settings) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      DocumentFiles.replace(file, settings);
    } catch (IOException unwritable) {
      LOG.warn("The settings {} could not be written", file, unwritable);
    }
  }
}
