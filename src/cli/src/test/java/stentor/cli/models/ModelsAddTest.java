package stentor.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.cli.Laboratory;
import stentor.protocol.model.ModelTask;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelsAddTest {

  @TempDir Path folder;
  private Laboratory laboratory;
  private Path model;

  @BeforeEach
  void open() throws IOException {
    laboratory = new Laboratory(folder);
    model = ModelFolders.make(folder.resolve("mine"), "dos-es", "es", ModelTask.TRANSCRIBE);
  }

  @AfterEach
  void close() {
    laboratory.close();
  }

  private int add() {
    return laboratory.run("models", "add", model.toString());
  }

  @Test
  void a_folder_becomes_a_model_that_is_listed() {
    assertThat(add()).as(laboratory.err).isZero();
    assertThat(laboratory.out).isEqualToIgnoringNewLines("dos-es 1 added");
    assertThat(laboratory.err).contains("Adding the model in " + model);

    assertThat(laboratory.run("models", "list")).isZero();
    assertThat(laboratory.out).containsPattern("dos-es +1 +es .* installed");
    assertThat(model.resolve("weights.onnx")).exists();
  }

  @Test
  void the_same_again_is_done_already() {
    add();

    assertThat(add()).isZero();
    assertThat(laboratory.out).isEqualToIgnoringNewLines("dos-es 1 was there already");
    assertThat(laboratory.run("models", "add", model.toString(), "--json")).isZero();
    assertThat(laboratory.out)
        .startsWith("{\"schema\":1,\"added\":false,\"model\":{\"id\":\"dos-es\"")
        .contains("\"installed\":true", "\"calibrated\":false");
  }

  @Test
  void what_is_wrong_is_said_with_what_mends_it_and_nothing_is_added() throws IOException {
    Files.writeString(model.resolve("weights.onnx"), "weights of eno-es");

    assertThat(add()).isEqualTo(1);
    assertThat(laboratory.out).isEmpty();
    assertThat(laboratory.err).contains("weights.onnx has", "Copy the files again");

    model = Files.writeString(folder.resolve("model.tar.gz"), "x");
    assertThat(add()).isEqualTo(1);
    assertThat(laboratory.err).contains("Only folders with a model.json can be added so far");

    model = folder.resolve("gone");
    assertThat(add()).isEqualTo(1);
    assertThat(laboratory.err).contains("there is nothing at");
    assertThat(laboratory.run("models", "add")).isEqualTo(2);
    assertThat(laboratory.run("models", "list")).isZero();
    assertThat(laboratory.out).doesNotContain("dos-es");
  }

  @Test
  void an_interrupt_ends_it_with_130() {
    Thread.currentThread().interrupt();

    assertThat(add()).isEqualTo(130);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(laboratory.out).isEmpty();
  }
}
