package stentor.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelStoreTest {

  private static final byte[] CONTENT = "weights".getBytes(StandardCharsets.UTF_8);
  private static final Cancellation NEVER = Cancellation.never();

  @TempDir Path temporary;
  private ModelStore store;

  @BeforeEach
  void open() {
    store = new ModelStore(temporary.resolve("models"));
  }

  @Test
  void an_empty_one_needs_no_folder() {
    assertThat(store.list().models()).isEmpty();
    assertThat(store.find("tiny")).isEmpty();
    assertThat(store.folder()).doesNotExist();
  }

  @Test
  void models_are_listed_by_id_the_newest_version_first() throws IOException {
    for (String version : List.of("1.9.0", "1.10.0", "1.10.0-rc1", "2")) {
      install("tiny", version);
    }
    install("base", "1");

    assertThat(store.list().models())
        .extracting(InstalledModel::title)
        .containsExactly("base 1", "tiny 2", "tiny 1.10.0-rc1", "tiny 1.10.0", "tiny 1.9.0");
    assertThat(store.find("tiny").orElseThrow().document().version()).isEqualTo("2");
    assertThat(store.find("tiny", "1.9.0").orElseThrow().folder())
        .isEqualTo(store.folder().resolve("tiny").resolve("1.9.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../models", "", ".fetch", "TINY", "tiny/1", "a\u0000"})
  void a_name_from_outside_that_is_no_id_names_nothing(String id) throws IOException {
    install("tiny", "1");
    Files.createDirectories(store.folder().resolve(".fetch/1"));

    assertThat(store.find(id)).isEmpty();
    assertThat(store.find(id, "1")).isEmpty();
    assertThat(store.find("tiny", id)).isEmpty();
    assertThat(problemOf(() -> store.open(id, NEVER)))
        .isEqualTo(new ModelProblem.UnknownModel(id, List.of("tiny")));
  }

  @Test
  void a_folder_that_is_no_model_is_told_and_hides_no_other() throws IOException {
    install("tiny", "1");
    Files.createDirectories(store.folder().resolve("half/1"));
    Files.createDirectories(store.folder().resolve("broken/1"));
    Files.writeString(store.folder().resolve("broken/1/model.json"), "{\"schema\":1}");
    Path copy = Files.createDirectories(store.folder().resolve("other/1"));
    Files.copy(store.folder().resolve("tiny/1/model.json"), copy.resolve("model.json"));

    ModelStore.Listing listing = store.list();

    assertThat(listing.models()).extracting(InstalledModel::title).containsExactly("tiny 1");
    assertThat(listing.problems())
        .hasSize(3)
        .allMatch(ModelProblem.MalformedDocument.class::isInstance);
    assertThat(listing.problems().getLast().why()).contains("is of tiny 1");
  }

  @Test
  void a_changed_file_is_found_at_the_next_use() throws IOException {
    Path file = install("tiny", "1").folder().resolve("am/weights.onnx");
    Files.writeString(file, "WEIGHTS");

    ModelProblem problem = problemOf(() -> store.open("tiny", NEVER));

    assertThat(problem).isInstanceOf(ModelProblem.Damaged.class);
    assertThat(problem.code()).isEqualTo("model_damaged");
    assertThat(problem.sentence()).contains("am/weights.onnx has other content");
  }

  @Test
  void a_missing_and_a_shortened_file_are_both_named() throws IOException {
    Path folder = install("tiny", "1").folder();
    Files.delete(folder.resolve("am/weights.onnx"));
    Files.writeString(folder.resolve("vocabulary.txt"), "w");

    assertThat(problemOf(() -> store.verify("tiny", NEVER)).why())
        .isEqualTo("am/weights.onnx is missing; vocabulary.txt has 1 bytes instead of 7");
  }

  @Test
  void a_change_that_hides_its_time_is_found_by_a_full_check_only() throws IOException {
    Path file = install("tiny", "1").folder().resolve("am/weights.onnx");
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "WEIGHTS");
    Files.setLastModifiedTime(file, time);

    assertThat(store.open("tiny", NEVER).title()).isEqualTo("tiny 1");
    assertThat(problemOf(() -> store.verify("tiny", NEVER)))
        .isInstanceOf(ModelProblem.Damaged.class);
  }

  @Test
  void a_copied_model_is_hashed_once_more_and_then_trusted() throws IOException {
    Path file = install("tiny", "1").folder().resolve("am/weights.onnx");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    List<Integer> checks = new ArrayList<>();
    Cancellation counting =
        () -> {
          checks.add(1);
          return false;
        };

    store.open("tiny", counting);
    int hashing = checks.size();
    store.open("tiny", counting);

    assertThat(hashing).isPositive();
    assertThat(checks).hasSize(hashing);
  }

  @Test
  void a_check_can_be_cancelled() throws IOException {
    install("tiny", "1");

    assertThat(problemOf(() -> store.verify("tiny", () -> true)))
        .isInstanceOf(ModelProblem.Cancelled.class);
  }

  @Test
  void a_version_that_is_there_is_never_overwritten() throws IOException {
    InstalledModel first = install("tiny", "1");

    assertThatThrownBy(() -> install("tiny", "1")).isInstanceOf(IOException.class);
    assertThat(store.verify("tiny", NEVER)).isEqualTo(first);
  }

  @Test
  void the_order_of_versions_is_one() {
    List<String> versions =
        new ArrayList<>(List.of("1", "1.0", "1.0-rc1", "1.0.1", "1.2", "1.10", "20260101", "a"));
    List<String> sorted = List.of("a", "1", "1.0", "1.0-rc1", "1.0.1", "1.2", "1.10", "20260101");
    Collections.shuffle(versions, new Random(3));

    versions.sort(new VersionOrder());

    assertThat(versions).isEqualTo(sorted);
  }

  private InstalledModel install(String id, String version) throws IOException {
    Path built = Files.createTempDirectory(temporary, "built");
    Files.createDirectories(built.resolve("am"));
    Files.write(built.resolve("am/weights.onnx"), CONTENT);
    Files.write(built.resolve("vocabulary.txt"), CONTENT);
    String hash = Sha256.of(CONTENT);
    return store.publish(
        built,
        new ModelDocument(
            1,
            id,
            version,
            "Tiny",
            ModelTask.TRANSCRIBE,
            "moonshine",
            List.of("en"),
            "MIT",
            "test",
            16_000,
            List.of(
                new ModelFile("am/weights.onnx", CONTENT.length, hash),
                new ModelFile("vocabulary.txt", CONTENT.length, hash))));
  }

  private static ModelProblem problemOf(Runnable action) {
    ModelException thrown = catchThrowableOfType(ModelException.class, action::run);
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }
}
