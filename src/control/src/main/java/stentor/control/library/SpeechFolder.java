package stentor.control.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import stentor.control.problem.CalibrationProblem;
import stentor.control.problem.ControlException;
import stentor.models.store.Sha256;
import stentor.protocol.file.IoReason;

/**
 * Recordings whose languages are known: a folder with one for each language.
 *
 * @param recordings all of them, those of one language in a row
 * @param left folders that were left out, because their names are no tags
 */
record SpeechFolder(List<Recording> recordings, List<String> left) {

  private static final int MOST = 10_000;

  /** Copies the lists. */
  SpeechFolder {
    recordings = List.copyOf(recordings);
    left = List.copyOf(left);
  }

  /**
   * One recording.
   *
   * @param language BCP 47 tag, the name of its folder
   * @param file a WAV file
   * @param bytes its size
   * @param held whether models are tried by it and not calibrated
   */
  record Recording(String language, Path file, long bytes, boolean held) {

    /** The language without script and region. */
    String primary() {
      return SpeechFolder.primary(language);
    }
  }

  /** The language of a tag without script and region. */
  static String primary(String tag) {
    return Locale.forLanguageTag(tag).getLanguage();
  }

  /**
   * Lists a folder. Every second recording of a language, in the order of the hashes of their
   * names, is held back, whatever else is there.
   *
   * @throws ControlException with {@link CalibrationProblem.SpeechUnusable}
   */
  static SpeechFolder list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw unusable(folder, "it is no folder");
    }
    List<Recording> recordings = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try {
      for (Path inner : children(folder)) {
        String name = inner.getFileName().toString();
        if (!Files.isDirectory(inner) || name.startsWith(".")) {
          continue;
        }
        if (isTag(name)) {
          recordings.addAll(recordings(name, inner));
        } else {
          left.add(name);
        }
      }
    } catch (IOException unreadable) {
      throw new ControlException(
          new CalibrationProblem.SpeechUnusable(folder, IoReason.of(unreadable)), unreadable);
    }
    if (recordings.isEmpty()) {
      throw unusable(folder, "it has no folder of a language with WAV files in it");
    }
    if (recordings.size() > MOST) {
      throw unusable(folder, "it has more than " + MOST + " recordings");
    }
    return new SpeechFolder(recordings, left);
  }

  private static List<Recording> recordings(String language, Path folder) throws IOException {
    List<Path> files =
        children(folder).stream()
            .filter(Files::isRegularFile)
            .filter(SpeechFolder::isWav)
            .sorted(Comparator.comparing(SpeechFolder::nameHash))
            .toList();
    List<Recording> recordings = new ArrayList<>();
    for (Path file : files) {
      boolean held = recordings.size() % 2 == 1;
      recordings.add(new Recording(language, file, Files.size(file), held));
    }
    return recordings;
  }

  private static boolean isWav(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(".wav");
  }

  private static String nameHash(Path file) {
    return Sha256.of(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isTag(String name) {
    try {
      return !new Locale.Builder().setLanguageTag(name).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException noTag) {
      return false;
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static ControlException unusable(Path folder, String reason) {
    return new ControlException(new CalibrationProblem.SpeechUnusable(folder, reason));
  }
}
