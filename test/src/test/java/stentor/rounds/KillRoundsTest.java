package stentor.rounds;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import stentor.jobs.moto.MotoServer;
import stentor.jobs.store.JobStore;
import stentor.jobs.store.S3JobStore;

/**
 * Jobs outlive the death of whatever works on them: each that was accepted succeeds once, with the
 * transcript that its recording has when nobody is killed.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@Execution(ExecutionMode.CONCURRENT)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KillRoundsTest {

  private static final int MILLISECONDS_PER_AUDIO_SECOND = 25;
  private static final int LANES = 2;
  private static final String BUCKET = "rounds";
  private static final String PREFIX = "lab";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  /** Each lane has an environment of its own: rounds mostly wait for leases of the dead to end. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void jobs_in_a_folder_are_never_lost(int lane) throws Exception {
    Seed seed = Seed.of("jobs in a folder, lane " + lane);
    try (Installation installation = Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND)) {
      installation.up("2..2");
      new KillRounds(installation, "folder", installation.store(), seed).run(rounds(lane));
      installation.down();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void jobs_in_a_bucket_are_never_lost(int lane) throws Exception {
    Seed seed = Seed.of("jobs in a bucket, lane " + lane);
    try (MotoServer moto = MotoServer.start();
        Installation installation =
            Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND).with(moto.environment());
        S3Client client = client(moto)) {
      moto.makeBucket(BUCKET);
      installation.up("2..2");
      installation.keepJobsIn(URI.create("s3://" + BUCKET + "/" + PREFIX));
      JobStore store =
          new S3JobStore(client, BUCKET, PREFIX, folder.resolve("scratch"), Clock.systemUTC());
      new KillRounds(installation, "bucket", store, seed).run(rounds(lane));
      installation.down();
    }
  }

  /** Every second one. */
  private static List<Integer> rounds(int lane) {
    return IntStream.rangeClosed(1, Seed.rounds(5, 100))
        .filter(round -> round % LANES == lane % LANES)
        .boxed()
        .toList();
  }

  private static S3Client client(MotoServer moto) {
    Map<String, String> environment = moto.environment();
    return S3Client.builder()
        .endpointOverride(moto.endpoint())
        .region(Region.of(environment.getOrDefault("AWS_REGION", "us-east-1")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    environment.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
                    environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "test"))))
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
