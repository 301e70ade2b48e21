package stentor.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.registry.Network;
import stentor.models.registry.NpmCommand;
import stentor.models.registry.RegistryLookup;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;
import stentor.models.testing.LoopbackRegistry;

/** What tests of fetching share: a store, a registry, and what the listener was told. */
abstract class FetchingTest {

  static final Duration STALL = Duration.ofSeconds(30);

  @TempDir Path temporary;
  final List<FetchProgress> told = new CopyOnWriteArrayList<>();
  final List<Duration> slept = new CopyOnWriteArrayList<>();
  LoopbackRegistry registry;
  ModelStore store;

  @BeforeEach
  void open() throws IOException {
    registry = new LoopbackRegistry();
    store = new ModelStore(temporary.resolve("models"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  Map<String, String> environment() {
    return Map.of("npm_config_registry", registry.address().toString());
  }

  ModelFetcher fetcher() {
    return fetcher(environment(), STALL);
  }

  ModelFetcher fetcher(Map<String, String> environment, Duration stall) {
    return new ModelFetcher(
        store, tarballs(environment, stall), folder -> Long.MAX_VALUE, slept::add);
  }

  RegistryTarballs tarballs(Map<String, String> environment, Duration stall) {
    RegistryLookup lookup =
        new RegistryLookup(
            environment,
            temporary.resolve("project"),
            temporary.resolve("user"),
            new NpmCommand(List.of("there-is-no-such-npm"), Duration.ofSeconds(5)));
    return new RegistryTarballs(ModelFetcher.work(store), lookup, new Network(environment), stall);
  }

  InstalledModel fetch(CatalogueModel model) {
    return fetcher().fetch(model, told::add, Cancellation.never());
  }

  ModelProblem problemOf(CatalogueModel model) {
    return problemOf(() -> fetch(model));
  }

  static ModelProblem problemOf(Runnable action) {
    ModelException thrown = catchThrowableOfType(ModelException.class, action::run);
    assertThat(thrown).isNotNull();
    return thrown.problem();
  }

  <T extends FetchProgress> List<T> told(Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Names of the files of unfinished work, without locks. */
  List<String> unfinished() throws IOException {
    try (Stream<Path> files = Files.walk(ModelFetcher.work(store))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".lock"))
          .toList();
    }
  }

  void assertStoreIsEmpty() {
    assertThat(store.list().models()).isEmpty();
    assertThat(store.list().problems()).isEmpty();
  }
}
