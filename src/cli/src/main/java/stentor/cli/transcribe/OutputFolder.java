package stentor.cli.transcribe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import stentor.control.transcribe.Recording;
import stentor.protocol.file.DurableFiles;

/**
 * Takes a file for each recording, named as the recording. A file of an earlier call is replaced;
 * recordings of one call with the same name get {@code NAME-2}, {@code NAME-3} in the order given.
 * A file is there whole or not at all.
 */
final class OutputFolder {

  private final Path folder;

  OutputFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /**
   * The file names of these recordings, each once, also where the file system takes small and
   * capital letters for the same.
   */
  static List<String> names(List<Recording> recordings, String extension) {
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (Recording recording : recordings) {
      String name = recording.name();
      int count = 1;
      while (!taken.add(name.toLowerCase(Locale.ROOT))) {
        count++;
        name = recording.name() + "-" + count;
      }
      names.add(name + "." + extension);
    }
    return names;
  }

  /** Writes a file; of an interrupted write nothing stays. */
  void write(String name, String content) throws IOException {
    DurableFiles.replace(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }
}
