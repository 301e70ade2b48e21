package stentor.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import stentor.jobs.moto.MotoServer;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;

/** The contract in a bucket, and what is a bucket's alone. */
class S3JobStoreTest extends JobStoreContractTest {

  private static final String PREFIX = "environments/test";

  private static MotoServer moto;
  private static S3Client client;
  private static int buckets;

  @TempDir Path scratch;
  private String bucket = "";

  @BeforeAll
  static void startMoto() throws IOException, InterruptedException {
    moto = MotoServer.start();
    client = client(moto.endpoint());
  }

  @AfterAll
  static void stopMoto() {
    if (moto != null) {
      client.close();
      moto.close();
    }
  }

  private static S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  @BeforeEach
  @Override
  void openStore() throws IOException {
    bucket = "jobs-" + ++buckets;
    moto.makeBucket(bucket);
    super.openStore();
  }

  @Override
  JobStore open(Clock clock) {
    return new S3JobStore(client, bucket, PREFIX, scratch.resolve("scratch"), clock);
  }

  @Override
  void damage(String name, byte[] content) {
    client.putObject(
        request -> request.bucket(bucket).key(PREFIX + "/" + name), RequestBody.fromBytes(content));
  }

  @Override
  List<String> documents() throws IOException {
    return moto.keys(bucket).stream().map(key -> key.substring(PREFIX.length() + 1)).toList();
  }

  @Test
  void documents_have_the_names_of_the_contract_under_the_prefix() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    open(at(NOW)).createOutcome(Outcome.cancelled(job, NOW));

    assertThat(moto.keys(bucket))
        .containsExactlyInAnyOrder(
            PREFIX + "/jobs/" + job + "/audio",
            PREFIX + "/jobs/" + job + "/outcome.json",
            PREFIX + "/jobs/" + job + "/request.json");
  }

  @Test
  void a_score_that_is_found_while_its_job_is_erased_is_not_left_behind() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    JobStore store = open(at(NOW));
    store.createOutcome(Outcome.cancelled(job, NOW));
    store.erase(job);

    store.keepScore(job, score(1));

    assertThat(moto.keys(bucket)).isEmpty();
  }

  @Test
  void erasing_all_leaves_what_is_not_the_stores() throws IOException {
    accept(new byte[] {1});
    client.putObject(
        request -> request.bucket(bucket).key("somebody/else"), RequestBody.fromString("mine"));

    open(at(NOW)).eraseAll();

    assertThat(moto.keys(bucket)).containsExactly("somebody/else");
  }

  @Test
  void lists_of_more_than_a_page_are_whole() throws IOException {
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      jobs.add(JobId.next(at(NOW.minusSeconds(2000 - i)), random));
      damage("open/" + jobs.getLast(), new byte[0]);
    }
    JobStore store = open(at(NOW));

    assertThat(store.open()).isEqualTo(jobs);
    store.eraseAll();
    assertThat(moto.keys(bucket)).isEmpty();
  }

  @Test
  void a_burst_of_jobs_long_ago_does_not_hide_its_newest() throws IOException {
    Instant burst = NOW.minusSeconds(100_000);
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      jobs.add(JobId.next(at(burst.plusMillis(i)), random));
      damage("jobs/" + jobs.getLast() + "/request.json", new byte[0]);
    }
    JobStore store = open(at(NOW));

    assertThat(store.newest(5, Optional.empty())).isEqualTo(jobs.reversed().subList(0, 5));
    assertThat(store.newest(2, Optional.of(jobs.get(900))))
        .containsExactly(jobs.get(899), jobs.get(898));
    assertThat(store.newest(2000, Optional.empty())).isEqualTo(jobs.reversed());
  }

  @Test
  void a_bucket_that_is_not_there_or_does_not_answer_is_an_io_exception_that_names_it() {
    JobStore absent = new S3JobStore(client, "no-such-bucket", "", scratch, at(NOW));
    JobStore silent =
        new S3JobStore(client(URI.create("http://127.0.0.1:1")), "b", "", scratch, at(NOW));
    JobId job = JobId.next(at(NOW), random);

    assertThatThrownBy(absent::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://no-such-bucket/open/");
    assertThatThrownBy(() -> absent.request(job)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> silent.request(job))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://b/jobs/");
  }

  @Test
  void an_interrupt_is_an_interrupt() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    open(at(NOW)).open();
                  } catch (IOException failed) {
                    thrown.set(failed);
                  }
                  interrupted.set(Thread.interrupted());
                });
    thread.join();

    assertThat(thrown.get()).isInstanceOf(ClosedByInterruptException.class);
    assertThat(interrupted.get()).isTrue();
  }
}
