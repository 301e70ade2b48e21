package stentor.engines.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem.BadModel;
import stentor.engines.EngineSettings;

/** Needs no model: folders that look like one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadVoskModelTest {

  private static final byte[] KALDI = {0, 'B', 'n', 'o', ' ', 'm', 'o', 'r', 'e'};
  private static final byte[] FST = {(byte) 0xd6, (byte) 0xfd, (byte) 0xb2, 0x7e, 9, 9, 9, 9, 9};

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Map<String, byte[]> files =
        Map.of(
            "am/final.mdl",
            KALDI,
            "conf/mfcc.conf",
            new byte[0],
            "conf/model.conf",
            new byte[0],
            "graph/HCLG.fst",
            FST);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private String reason() {
    try {
      new VoskEngineProvider().load(folder, new EngineSettings(1)).close();
    } catch (EngineException e) {
      return ((BadModel) e.problem()).why();
    }
    throw new AssertionError("was loaded");
  }

  @Test
  void natives_load() {
    VoskLibrary.load("vosk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/HCLG.fst"})
  void each_missing_file_is_told(String file) throws IOException {
    Files.delete(folder.resolve(file));

    assertThat(reason()).isEqualTo("it has no file " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"am/final.mdl", "graph/HCLG.fst"})
  void file_that_is_something_else_is_told_before_kaldi_sees_it(String file) throws IOException {
    Files.writeString(folder.resolve(file), "<html>A proxy's page</html>");

    assertThat(reason()).startsWith(file + " is not a");
  }

  @Test
  void model_that_kaldi_cannot_read_is_told_and_the_process_goes_on() {
    assertThat(reason()).startsWith("Kaldi cannot load it");
    assertThat(reason()).startsWith("Kaldi cannot load it");
  }
}
