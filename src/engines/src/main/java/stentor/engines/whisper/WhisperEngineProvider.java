package stentor.engines.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperContextParams;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.EngineProvider;
import stentor.engines.EngineSettings;
import stentor.engines.ModelFiles;

/**
 * Loads Whisper models of any size in whisper.cpp's format. A model's folder holds one file whose
 * name ends with {@value #SUFFIX}, for example {@code ggml-tiny.bin}. A model for one language is
 * told which; one for several tells by itself, for each utterance.
 */
public final class WhisperEngineProvider implements EngineProvider {

  private static final String NAME = "whisper";
  private static final String SUFFIX = ".bin";

  /** What the network looks at. */
  private static final double LONGEST_SECONDS = 30;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Engine load(Path folder, EngineSettings settings) {
    ModelFiles files = new ModelFiles(folder);
    try {
      Path file = only(files);
      GgmlFile ggml = GgmlFile.of(files, file);
      WhisperLanguage language =
          WhisperLanguage.of(settings.languages(), ggml.multilingual())
              .orElseThrow(
                  () -> files.bad("it does not know its language, " + settings.languages()));
      WhisperJNI whisper = WhisperLibrary.load(NAME);
      WhisperContextParams onProcessor = new WhisperContextParams();
      onProcessor.useGPU = false;
      @Nullable WhisperContext context = whisper.init(file, onProcessor);
      if (context == null) {
        throw files.bad("whisper.cpp cannot load " + file.getFileName());
      }
      return new WhisperEngine(
          new EngineDescription(NAME, settings.threads(), LONGEST_SECONDS),
          whisper,
          context,
          language);
    } catch (IOException e) {
      throw new EngineException(
          new EngineProblem.BadModel(folder.toString(), String.valueOf(e.getMessage())), e);
    }
  }

  private static Path only(ModelFiles files) throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.list(files.folder())) {
      found =
          all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .filter(Files::isRegularFile)
              .toList();
    } catch (NoSuchFileException absent) {
      throw (EngineException) files.bad("there is no such folder").initCause(absent);
    }
    if (found.size() != 1) {
      throw files.bad(
          "it has " + (found.isEmpty() ? "no file" : "more than one file") + " *" + SUFFIX);
    }
    return found.getFirst();
  }
}
