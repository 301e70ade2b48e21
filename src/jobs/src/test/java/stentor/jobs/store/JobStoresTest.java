package stentor.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.jobs.moto.MotoServer;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobStoresTest {

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  @Test
  void a_path_is_a_folder() throws IOException {
    JobStore store = JobStores.open(folder.resolve("store").toString(), folder, CLOCK);

    assertThat(store).isInstanceOf(FolderJobStore.class);
    assertThat(folder.resolve("store/jobs")).isDirectory();
  }

  @Test
  void a_bucket_is_found_at_the_server_that_the_environment_names() throws Exception {
    try (MotoServer moto = MotoServer.start()) {
      moto.makeBucket("speech");
      System.setProperty("aws.accessKeyId", "test");
      System.setProperty("aws.secretAccessKey", "test");
      JobStore store =
          JobStores.open(
              "s3://speech/environments/test/",
              folder.resolve("scratch"),
              CLOCK,
              Map.of("AWS_ENDPOINT_URL_S3", moto.endpoint().toString())::get);
      JobRequest request =
          JobRequest.transcription(
              JobId.next(CLOCK, new Random(1)),
              CLOCK.instant(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              1);

      store.accept(request, new ByteArrayInputStream(new byte[] {1}));

      assertThat(store.open()).containsExactly(request.id());
      assertThat(moto.keys("speech"))
          .contains("environments/test/jobs/" + request.id() + "/request.json");
      assertThat(store.scratch()).isEqualTo(folder.resolve("scratch")).isDirectory();
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "s3://UPPER", "s3://a", "s3://bucket//x", "s3://bucket/a b"})
  void what_names_no_bucket_is_a_problem_with_a_code(String location) {
    assertThatThrownBy(() -> JobStores.open(location, folder, CLOCK))
        .isInstanceOfSatisfying(
            StoreException.class,
            failed -> assertThat(failed.problem().code()).isEqualTo("no_store_location"));
  }
}
