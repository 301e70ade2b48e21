package stentor.aws.teardown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import stentor.aws.call.Calls;
import stentor.control.plan.StepReport;

/** A bucket that has to be empty before it can go. */
public final class Bucket {

  private static final int AT_ONCE = 1000;

  private final S3Client client;
  private final Calls calls;
  private final String name;

  /** The bucket of this name. */
  public Bucket(S3Client client, Calls calls, String name) {
    this.client = client;
    this.calls = calls;
    this.name = name;
  }

  /** Whether nothing is in it; so it is where there is none. */
  public boolean isEmpty() throws InterruptedException {
    return page().map(page -> identities(page).isEmpty()).orElse(true);
  }

  /** Erases every version of everything in it. */
  public void empty(StepReport report) throws InterruptedException {
    long erased = 0;
    List<ObjectIdentifier> some = some();
    while (!some.isEmpty()) {
      List<ObjectIdentifier> now = some;
      var answer =
          calls.require(
              "s3:DeleteObjectVersion",
              () ->
                  client.deleteObjects(
                      request ->
                          request.bucket(name).delete(delete -> delete.objects(now).quiet(true))));
      if (!answer.errors().isEmpty()) {
        report.note(
            "%s could not be erased: %s"
                .formatted(answer.errors().getFirst().key(), answer.errors().getFirst().message()));
        return;
      }
      erased += now.size();
      some = some();
    }
    if (erased > 0) {
      report.note("%d objects erased from %s".formatted(erased, name));
    }
  }

  private List<ObjectIdentifier> some() throws InterruptedException {
    return page().map(Bucket::identities).orElse(List.of());
  }

  private Optional<ListObjectVersionsResponse> page() throws InterruptedException {
    try {
      return Optional.of(
          calls.ask(
              "s3:ListBucketVersions",
              () -> client.listObjectVersions(request -> request.bucket(name).maxKeys(AT_ONCE))));
    } catch (AwsServiceException refused) {
      if (refused.statusCode() == 404) {
        return Optional.empty();
      }
      throw Calls.unexpected("s3:ListBucketVersions", refused);
    }
  }

  private static List<ObjectIdentifier> identities(ListObjectVersionsResponse page) {
    List<ObjectIdentifier> found = new ArrayList<>();
    page.versions().forEach(one -> found.add(identity(one.key(), one.versionId())));
    page.deleteMarkers().forEach(one -> found.add(identity(one.key(), one.versionId())));
    return found;
  }

  private static ObjectIdentifier identity(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }
}
