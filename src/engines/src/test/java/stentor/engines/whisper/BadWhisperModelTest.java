package stentor.engines.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem.BadModel;
import stentor.engines.EngineSettings;
import stentor.engines.ModelFiles;

/** Needs no model: files that look like one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadWhisperModelTest {

  private static final int FILE_TYPE = 11;
  private static final int FIRST_TENSOR = 4 * 12 + 8 + 2 * 4 + 4 + 5;

  @TempDir private Path folder;

  /** The frame of a model whose only tensor is one that no model has. */
  private static ByteBuffer frame() {
    ByteBuffer frame = ByteBuffer.allocate(FIRST_TENSOR + 12 + 4 + 5 + 8);
    frame.order(ByteOrder.LITTLE_ENDIAN);
    int[] header = {0x67676d6c, 51_864, 4, 8, 2, 1, 4, 8, 2, 1, 2, 0};
    Arrays.stream(header).forEach(frame::putInt);
    frame.putInt(2).putInt(1).putFloat(0).putFloat(0);
    frame.putInt(1).putInt(1).put((byte) 'a');
    frame.putInt(1).putInt(5).putInt(0).putInt(2);
    return frame.put("other".getBytes(StandardCharsets.US_ASCII)).putFloat(0).putFloat(0);
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("ggml-test.bin"), content);
  }

  private String reason() {
    try {
      new WhisperEngineProvider().load(folder, new EngineSettings(1)).close();
    } catch (EngineException e) {
      return ((BadModel) e.problem()).why();
    }
    throw new AssertionError("was loaded");
  }

  @Test
  void natives_load() {
    assertThat(WhisperLibrary.load("whisper").getSystemInfo()).contains("AVX");
    assertThat(WhisperLibrary.load("whisper")).isNotNull();
  }

  @Test
  void whole_file_that_whisper_does_not_know_is_told_and_the_process_goes_on() throws IOException {
    Path file = write(frame().array());

    assertThat(GgmlFile.of(new ModelFiles(folder), file)).isEqualTo(new GgmlFile(false));
    assertThat(reason()).isEqualTo("whisper.cpp cannot load ggml-test.bin");
  }

  @Test
  void two_models_in_a_folder_are_told() throws IOException {
    write(frame().array());
    Files.createFile(folder.resolve("other.bin"));

    assertThat(reason()).isEqualTo("it has more than one file *.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "<html>A proxy's page</html>"})
  void file_that_is_something_else_is_told(String content) throws IOException {
    write(content.getBytes(StandardCharsets.UTF_8));

    assertThat(reason()).isEqualTo("ggml-test.bin is not a model of whisper.cpp");
  }

  @Test
  void file_that_was_cut_short_anywhere_is_told() throws IOException {
    byte[] whole = frame().array();
    for (int length = 4; length < whole.length; length++) {
      write(Arrays.copyOf(whole, length));

      assertThat(reason())
          .isEqualTo(
              "ggml-test.bin " + (length == FIRST_TENSOR ? "has no weights" : "is cut short"));
    }
  }

  @Test
  void unknown_type_of_weights_is_told_because_whisper_would_end_the_process() throws IOException {
    write(frame().putInt(4 * FILE_TYPE, 4).array());

    assertThat(reason()).isEqualTo("ggml-test.bin has weights of an unknown type (4)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Integer.MAX_VALUE})
  void impossible_sizes_are_told(int size) throws IOException {
    for (int field = 1; field < FILE_TYPE; field++) {
      write(frame().putInt(4 * field, size).array());

      assertThat(reason()).isEqualTo("ggml-test.bin has impossible sizes");
    }
  }
}
