package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BucketTest {

  private static final String BUCKET = "stentor-lab-jobs";

  @TempDir Path folder;
  private Account account;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    account = new Account(folder);
    s3 = account.client(S3Client.builder());
    account.put(
        "AWS::S3::Bucket",
        BUCKET,
        Map.of("VersioningConfiguration", Map.of("Status", "Enabled")),
        Map.of());
  }

  @AfterEach
  void stop() {
    s3.close();
    account.close();
  }

  @Test
  void A_bucket_is_found_and_one_that_is_not_there_is_not() {
    assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).containsExactly(BUCKET);
    s3.headBucket(request -> request.bucket(BUCKET));
    assertThat(s3.getBucketLocation(request -> request.bucket(BUCKET)).locationConstraintAsString())
        .isEqualTo("eu-central-1");
    assertThatThrownBy(() -> s3.headBucket(request -> request.bucket("none")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void What_is_stored_comes_back_with_its_type_and_metadata_and_after_a_restart_too()
      throws Exception {
    s3.putObject(
        request ->
            request
                .bucket(BUCKET)
                .key("jobs/ä b+c.json")
                .contentType("application/json")
                .metadata(Map.of("part", "3")),
        RequestBody.fromString("{\"ü\":1}"));
    stop();
    account = new Account(folder);
    s3 = account.client(S3Client.builder());
    var got = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("jobs/ä b+c.json"));
    assertThat(got.asString(StandardCharsets.UTF_8)).isEqualTo("{\"ü\":1}");
    assertThat(got.response().contentType()).isEqualTo("application/json");
    assertThat(got.response().metadata()).containsEntry("part", "3");
    assertThat(
            s3.headObject(request -> request.bucket(BUCKET).key("jobs/ä b+c.json")).contentLength())
        .isEqualTo(8);
    assertThat(
            s3.getObjectAsBytes(
                    request -> request.bucket(BUCKET).key("jobs/ä b+c.json").range("bytes=1-1"))
                .asUtf8String())
        .isEqualTo("\"");
  }

  @Test
  void A_conditional_write_is_refused_where_its_condition_does_not_hold() {
    String etag =
        s3.putObject(
                request -> request.bucket(BUCKET).key("lease").ifNoneMatch("*"),
                RequestBody.fromString("1"))
            .eTag();
    assertThatThrownBy(
            () ->
                s3.putObject(
                    request -> request.bucket(BUCKET).key("lease").ifNoneMatch("*"),
                    RequestBody.fromString("2")))
        .isInstanceOf(S3Exception.class)
        .satisfies(refused -> assertThat(((S3Exception) refused).statusCode()).isEqualTo(412));
    s3.putObject(
        request -> request.bucket(BUCKET).key("lease").ifMatch(etag), RequestBody.fromString("3"));
    assertThatThrownBy(
            () ->
                s3.putObject(
                    request -> request.bucket(BUCKET).key("lease").ifMatch(etag),
                    RequestBody.fromString("4")))
        .satisfies(refused -> assertThat(((S3Exception) refused).statusCode()).isEqualTo(412));
  }

  @Test
  void Objects_are_listed_page_by_page_and_folded_at_a_delimiter() {
    for (String key : new String[] {"a/1", "a/2", "b/1", "c"}) {
      put(key);
    }
    assertThat(
            s3
                .listObjectsV2Paginator(request -> request.bucket(BUCKET).maxKeys(2))
                .contents()
                .stream())
        .extracting(S3Object::key)
        .containsExactly("a/1", "a/2", "b/1", "c");
    var folded = s3.listObjectsV2(request -> request.bucket(BUCKET).delimiter("/"));
    assertThat(folded.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("a/", "b/");
    assertThat(folded.contents()).extracting(S3Object::key).containsExactly("c");
  }

  @Test
  void A_bucket_is_empty_when_its_last_version_and_its_last_mark_are_deleted() {
    put("x");
    put("x");
    put("y");
    s3.deleteObject(request -> request.bucket(BUCKET).key("x"));
    assertThatThrownBy(() -> s3.getObject(request -> request.bucket(BUCKET).key("x")))
        .isInstanceOf(NoSuchKeyException.class);
    var versions = s3.listObjectVersionsPaginator(request -> request.bucket(BUCKET).maxKeys(2));
    assertThat(versions.versions().stream()).extracting(ObjectVersion::key).hasSize(3);
    assertThat(versions.deleteMarkers().stream()).hasSize(1);
    var all =
        Stream.concat(
                versions.versions().stream().map(one -> identifier(one.key(), one.versionId())),
                versions.deleteMarkers().stream()
                    .map(one -> identifier(one.key(), one.versionId())))
            .toList();
    s3.deleteObjects(
        request -> request.bucket(BUCKET).delete(Delete.builder().objects(all).build()));
    var left = s3.listObjectVersions(request -> request.bucket(BUCKET));
    assertThat(left.versions()).isEmpty();
    assertThat(left.deleteMarkers()).isEmpty();
  }

  private void put(String key) {
    s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("text"));
  }

  private static ObjectIdentifier identifier(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }
}
