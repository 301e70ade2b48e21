package stentor.engines.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem.BadModel;
import stentor.engines.EngineSettings;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadModelTest {

  @TempDir private Path folder;

  private BadModel problem() {
    try {
      new MoonshineEngineProvider().load(folder, new EngineSettings(1)).close();
    } catch (EngineException e) {
      return (BadModel) e.problem();
    }
    throw new AssertionError("was loaded");
  }

  private void writeAll(byte[] networks) throws IOException {
    Files.write(folder.resolve("encoder_model.onnx"), networks);
    Files.write(folder.resolve("decoder_model_merged.onnx"), networks);
    Files.write(folder.resolve("vocabulary.txt"), TestVocabulary.with(List.of()));
  }

  private void copyModel() throws IOException {
    Path model = MoonshineModel.folder();
    for (String file :
        List.of("encoder_model.onnx", "decoder_model_merged.onnx", "vocabulary.txt")) {
      Files.copy(model.resolve(file), folder.resolve(file));
    }
  }

  @Test
  void no_folder_at_all_is_told() {
    folder = folder.resolve("nowhere");

    assertThat(problem().why()).contains("encoder_model.onnx");
    assertThat(problem().what()).contains(folder.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder_model.onnx", "decoder_model_merged.onnx", "vocabulary.txt"})
  void each_missing_file_is_told(String file) throws IOException {
    writeAll(new byte[] {1});
    Files.delete(folder.resolve(file));

    assertThat(problem().why()).isEqualTo("it has no file " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a network", "<html>A proxy's page</html>"})
  void file_that_is_no_network_is_told(String content) throws IOException {
    writeAll(content.getBytes(StandardCharsets.UTF_8));

    assertThat(problem().why()).isNotBlank();
  }

  @Test
  void network_that_was_cut_short_is_told() throws IOException {
    copyModel();
    Path decoder = folder.resolve("decoder_model_merged.onnx");
    byte[] content = Files.readAllBytes(decoder);
    Files.write(decoder, Arrays.copyOf(content, content.length / 2));

    assertThat(problem().why()).isNotBlank();
  }

  @Test
  void networks_in_each_others_place_are_told() throws IOException {
    copyModel();
    Path encoder = folder.resolve("encoder_model.onnx");
    Path decoder = folder.resolve("decoder_model_merged.onnx");
    Path other = folder.resolve("other");
    Files.move(encoder, other);
    Files.copy(decoder, encoder);

    assertThat(problem().why())
        .isEqualTo("encoder_model.onnx is not the encoder of a Moonshine model");

    Files.copy(other, encoder, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(other, decoder, StandardCopyOption.REPLACE_EXISTING);
    assertThat(problem().why())
        .isEqualTo("decoder_model_merged.onnx is not the decoder of a Moonshine model");
  }

  @Test
  void wrong_vocabulary_is_told() throws IOException {
    writeAll(new byte[] {1});
    Files.writeString(folder.resolve("vocabulary.txt"), "<unk>\n<s>\n</s>\nand no more\n");

    assertThat(problem().why()).startsWith("vocabulary.txt has 4 pieces");
  }
}
