package stentor.models.add;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.store.ModelStore;
import stentor.models.store.Sha256;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelAdderTest {

  private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
  private static final byte[] WORDS = "uno dos tres".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;
  private ModelStore store;
  private ModelAdder adder;

  @BeforeEach
  void open() {
    store = new ModelStore(temporary.resolve("models"));
    adder = new ModelAdder(store);
  }

  @Test
  void a_folder_with_its_document_becomes_a_model_with_the_files_it_lists_only()
      throws IOException {
    Path folder = folder("1");
    Files.writeString(folder.resolve("notes.txt"), "not listed");

    Added added = add(folder);

    assertThat(added.isNew()).isTrue();
    assertThat(added.model().title()).isEqualTo("dos-es 1");
    assertThat(store.verify("dos-es", Cancellation.never())).isEqualTo(added.model());
    assertThat(added.model().folder().resolve("am/weights.onnx")).hasBinaryContent(WEIGHTS);
    assertThat(added.model().folder().resolve("notes.txt")).doesNotExist();
    assertNothingIsLeft();
  }

  @Test
  void the_same_content_again_is_done_already() throws IOException {
    Added first = add(folder("1"));
    Path again = folder("1");

    assertThat(add(again)).isEqualTo(new Added(first.model(), false));

    Files.writeString(again.resolve("words.txt"), "uno tres dos");
    assertThat(refusal(again)).isInstanceOf(ModelProblem.WrongFiles.class);
  }

  @Test
  void other_content_under_the_name_of_one_that_is_there_is_refused() throws IOException {
    Added first = add(folder("1"));
    Path other = folder("1");
    Files.writeString(other.resolve("words.txt"), "uno");
    describe(other, "1", List.of(file("am/weights.onnx", WEIGHTS), file("words.txt", "uno")));

    ModelProblem problem = refusal(other);

    assertThat(problem).isInstanceOf(ModelProblem.OtherContent.class);
    assertThat(problem.sentence()).contains("dos-es 1 is there already", "its files differ");
    assertThat(store.verify("dos-es", Cancellation.never())).isEqualTo(first.model());
  }

  @Test
  void one_that_is_damaged_is_replaced() throws IOException {
    Added first = add(folder("1"));
    Files.delete(first.model().folder().resolve("words.txt"));

    assertThat(add(folder("1"))).isEqualTo(first);
    assertThat(store.verify("dos-es", Cancellation.never())).isEqualTo(first.model());
  }

  @Test
  void what_is_not_there_or_no_model_is_told_with_what_can_be_added() throws IOException {
    assertThat(refusal(temporary.resolve("gone"))).isInstanceOf(ModelProblem.PathMissing.class);
    Path archive = Files.writeString(temporary.resolve("model.zip"), "PK");
    ModelProblem problem = refusal(archive);
    assertThat(problem).isEqualTo(new ModelProblem.NotRecognised(archive));
    assertThat(problem.fixes().getFirst()).contains("archives are not unpacked");
    assertThat(refusal(Files.createDirectory(temporary.resolve("bare"))).code())
        .isEqualTo("model_not_recognised");
    assertThat(store.folder()).doesNotExist();
  }

  @Test
  void files_that_are_missing_longer_or_other_are_all_named() throws IOException {
    Path folder = folder("1");
    Files.delete(folder.resolve("am/weights.onnx"));
    Files.writeString(folder.resolve("words.txt"), "uno dos tres cuatro");

    assertThat(refusal(folder).why())
        .isEqualTo("am/weights.onnx is missing; words.txt has 19 bytes instead of 12");

    Path changed = folder("1");
    Files.writeString(changed.resolve("words.txt"), "uno dos doce");
    assertThat(refusal(changed).why()).startsWith("words.txt has other content");
    assertThat(store.list().models()).isEmpty();
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "null",
        "[]",
        "{\"schema\":2}",
        "{\"schema\":1}",
        "../../outside.txt",
        "/etc/hostname",
        "a/../../b",
        "model.json",
        "MODEL.JSON",
        "calibration.json",
        ".verified.json",
        "words.txt/inner",
        "Words.txt",
        "c:\\windows"
      })
  void a_document_that_cannot_be_stored_is_refused_whole(String path) throws IOException {
    Path folder = folder("1");
    if (path.startsWith("{") || path.startsWith("[") || path.equals("null")) {
      Files.writeString(folder.resolve("model.json"), path);
    } else {
      String json = Files.readString(folder.resolve("model.json"));
      Files.writeString(
          folder.resolve("model.json"),
          json.replace("am/weights.onnx", path.replace("\\", "\\\\")));
    }

    assertThat(refusal(folder)).isInstanceOf(ModelProblem.UnusableDocument.class);
    assertThat(store.folder()).doesNotExist();
  }

  @Test
  void documents_and_models_without_measure_are_refused() throws IOException {
    Path folder = folder("1");
    Files.writeString(folder.resolve("model.json"), " ".repeat(2 << 20));
    assertThat(refusal(folder).why()).contains("more than");

    describe(folder, "1", List.of(new ModelFile("a", Long.MAX_VALUE, Sha256.of(WORDS))));
    assertThat(refusal(folder).why()).contains("larger than");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void a_link_that_leads_out_is_not_followed_and_a_pipe_not_read()
      throws IOException, InterruptedException {
    Path secret = Files.write(temporary.resolve("secret"), WORDS);
    Path folder = folder("1");
    Files.delete(folder.resolve("words.txt"));
    Files.createSymbolicLink(folder.resolve("words.txt"), secret);
    assertThat(refusal(folder).why()).contains("words.txt", "leads out of the folder");

    Path inner = folder("1");
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.move(inner.resolve("am/weights.onnx"), outside.resolve("weights.onnx"));
    Files.delete(inner.resolve("am"));
    Files.createSymbolicLink(inner.resolve("am"), outside);
    assertThat(refusal(inner).why()).contains("am/weights.onnx", "leads out of the folder");

    Path pipe = folder("1");
    Files.delete(pipe.resolve("words.txt"));
    assertThat(new ProcessBuilder("mkfifo", pipe.resolve("words.txt").toString()).start().waitFor())
        .isZero();
    assertThat(refusal(pipe).why()).isEqualTo("words.txt is no plain file");

    Path document = folder("1");
    Files.move(document.resolve("model.json"), temporary.resolve("outer.json"));
    Files.createSymbolicLink(document.resolve("model.json"), temporary.resolve("outer.json"));
    assertThat(refusal(document)).isInstanceOf(ModelProblem.UnusableDocument.class);
  }

  @Test
  void a_cancelled_one_leaves_nothing_and_what_a_killed_one_left_goes() throws IOException {
    Path folder = folder("1");
    ModelException cancelled =
        catchThrowableOfType(
            ModelException.class, () -> adder.add(folder, AddListener.none(), () -> true));
    assertThat(cancelled.problem()).isInstanceOf(ModelProblem.Cancelled.class);
    assertNothingIsLeft();

    Path killed = Files.createDirectories(store.folder().resolve(".add/model"));
    Files.writeString(killed.resolve("half"), "half");
    assertThat(add(folder).isNew()).isTrue();
    assertNothingIsLeft();
  }

  @Test
  void an_interrupted_one_leaves_nothing_and_stays_interrupted() throws IOException {
    Path folder = folder("1");
    Thread.currentThread().interrupt();
    ModelException stopped =
        catchThrowableOfType(
            ModelException.class,
            () -> adder.add(folder, AddListener.none(), Cancellation.never()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(stopped.problem()).isInstanceOf(ModelProblem.Cancelled.class);
    assertNothingIsLeft();
  }

  @Test
  void of_many_that_add_the_same_at_once_one_does() throws Exception {
    List<Future<Added>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < 8; number++) {
        Path folder = folder("1");
        all.add(threads.submit(() -> add(folder)));
      }
    }

    int added = 0;
    for (Future<Added> one : all) {
      added += one.get().isNew() ? 1 : 0;
    }
    assertThat(added).isEqualTo(1);
    assertNothingIsLeft();
  }

  private Added add(Path folder) {
    return adder.add(folder, AddListener.none(), Cancellation.never());
  }

  private ModelProblem refusal(Path folder) {
    ModelException refused = catchThrowableOfType(ModelException.class, () -> add(folder));
    assertThat(refused).isNotNull();
    return refused.problem();
  }

  private void assertNothingIsLeft() throws IOException {
    Path work = store.folder().resolve(".add");
    if (Files.exists(work)) {
      try (Stream<Path> left = Files.list(work)) {
        assertThat(left.map(path -> path.getFileName().toString())).containsOnly("lock");
      }
    }
  }

  private Path folder(String version) throws IOException {
    Path folder = Files.createTempDirectory(temporary, "own");
    Files.createDirectories(folder.resolve("am"));
    Files.write(folder.resolve("am/weights.onnx"), WEIGHTS);
    Files.write(folder.resolve("words.txt"), WORDS);
    describe(folder, version, List.of(file("am/weights.onnx", WEIGHTS), file("words.txt", WORDS)));
    return folder;
  }

  private static ModelFile file(String path, byte[] content) {
    return new ModelFile(path, content.length, Sha256.of(content));
  }

  private static ModelFile file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void describe(Path folder, String version, List<ModelFile> files)
      throws IOException {
    ModelDocument document =
        new ModelDocument(
            1,
            "dos-es",
            version,
            "Dos",
            ModelTask.TRANSCRIBE,
            "moonshine",
            List.of("es"),
            "MIT",
            "own",
            16_000,
            files);
    Files.write(folder.resolve("model.json"), Documents.writeIndented(document));
  }
}
