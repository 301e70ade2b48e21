package stentor.models.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.StentorHome;
import stentor.models.catalogue.Catalogue;
import stentor.models.fetch.FetchListener;
import stentor.models.fetch.FetchProgress;
import stentor.models.fetch.ModelFetcher;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;
import stentor.models.testing.LoopbackRegistry;
import stentor.models.testing.TestModels;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelLibraryTest {

  @TempDir Path temporary;
  private final List<FetchProgress> told = new ArrayList<>();

  @Test
  void a_model_of_the_catalogue_is_fetched_once_and_mended_when_damaged() throws IOException {
    try (LoopbackRegistry registry = new LoopbackRegistry()) {
      registry.serve(TestModels.weights());
      ModelLibrary library = library(registry);

      InstalledModel first = obtain(library, "tiny-en");
      assertThat(obtain(library, "tiny-en")).isEqualTo(first);
      assertThat(registry.requests()).hasSize(1);

      Files.delete(first.folder().resolve("am/weights.onnx"));
      assertThat(obtain(library, "tiny-en")).isEqualTo(first);
      assertThat(registry.requests()).hasSize(2);

      Files.writeString(first.folder().resolve("model.json"), "{}");
      assertThat(obtain(library, "tiny-en")).isEqualTo(first);
      assertThat(registry.requests()).hasSize(3);
      assertThat(told).filteredOn(FetchProgress.Replacing.class::isInstance).hasSize(2);
    }
  }

  @Test
  void an_unknown_model_is_answered_with_those_there_are() throws IOException {
    try (LoopbackRegistry registry = new LoopbackRegistry()) {
      ModelProblem problem =
          catchThrowableOfType(
                  ModelException.class, () -> obtain(library(registry), "../../etc/passwd"))
              .problem();

      assertThat(problem)
          .isEqualTo(new ModelProblem.UnknownModel("../../etc/passwd", List.of("tiny-en")));
      assertThat(problem.code()).isEqualTo("model_not_found");
    }
  }

  @Test
  void the_real_default_model_comes_from_the_registry_of_this_computer() throws IOException {
    assumeTrue(
        "1".equals(System.getenv("STENTOR_TEST_NETWORK")),
        "The real default model is not fetched (22 MB): STENTOR_TEST_NETWORK is not 1.");
    StentorHome home = new StentorHome(temporary);
    ModelLibrary library = ModelLibrary.of(home, System.getenv());
    long start = System.nanoTime();

    InstalledModel model = obtain(library, library.catalogue().defaultModel());

    System.out.printf("Fetched %s in %.1f s%n", model.title(), (System.nanoTime() - start) / 1e9);
    String vocabulary =
        Files.readString(model.folder().resolve("vocabulary.txt"), StandardCharsets.UTF_8);
    List<String> pieces = List.of(vocabulary.split("\n", -1));
    assertThat(pieces).hasSize(32_000);
    assertThat(pieces.subList(0, 3)).containsExactly("<unk>", "<s>", "</s>");
    assertThat(pieces.get(260)).isEqualTo("\u2581t");
    assertThat(library.store().verify("moonshine-tiny-en", Cancellation.never())).isEqualTo(model);
  }

  private InstalledModel obtain(ModelLibrary library, String id) {
    FetchListener listener = told::add;
    return library.obtain(id, listener, Cancellation.never());
  }

  private ModelLibrary library(LoopbackRegistry registry) {
    ModelStore store = new ModelStore(new StentorHome(temporary).models());
    Catalogue catalogue =
        new Catalogue(1, "tiny-en", List.of(TestModels.model(TestModels.weights())));
    Map<String, String> environment = Map.of("npm_config_registry", registry.address().toString());
    return new ModelLibrary(catalogue, store, ModelFetcher.of(store, environment));
  }
}
