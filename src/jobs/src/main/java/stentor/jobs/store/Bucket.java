package stentor.jobs.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import stentor.protocol.json.Documents;

/**
 * The objects of a bucket whose keys begin with a prefix; names are keys without it. What a method
 * wrote is there for all when it returns, also in lists (Amazon S3 User Guide, "Amazon S3 data
 * consistency model"). Every failure is an {@link IOException}; where the thread was interrupted it
 * is a {@link ClosedByInterruptException}, as of a file, and the thread stays so. Safe for all
 * threads.
 */
final class Bucket {

  /** The most keys S3 deletes at once (Amazon S3 API Reference, DeleteObjects). */
  private static final int MOST_DELETED = 1000;

  /** The most keys S3 lists at once (Amazon S3 API Reference, ListObjectsV2). */
  private static final int MOST_LISTED = 1000;

  /** After every name of ours, which are ASCII. */
  static final String ALL = "\u007f";

  /** Says of an object which call wrote it. */
  private static final String WRITER = "writer";

  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int MOST_CONFLICTS = 10;

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /**
   * The objects under a prefix.
   *
   * @param prefix empty, or with a slash at its end
   */
  Bucket(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** An object's content and the tag of just this content. */
  record Tagged(InputStream content, String tag) {}

  /**
   * Writes the object unless there is one ({@code If-None-Match: *}); of any number of callers at
   * once exactly one does.
   *
   * @return whether this call did, also where the answer to a first try was lost
   */
  boolean create(String name, byte[] content) throws IOException {
    String writer = UUID.randomUUID().toString();
    for (int conflicts = 0; ; conflicts++) {
      int refusal =
          putIf(
              name, content, request -> request.ifNoneMatch("*").metadata(Map.of(WRITER, writer)));
      if (refusal == 0) {
        return true;
      }
      if (refusal == PRECONDITION_FAILED) {
        return writerOf(name).filter(writer::equals).isPresent();
      }
      if (conflicts == MOST_CONFLICTS) {
        throw new IOException("Too many write " + place(name) + " at once");
      }
    }
  }

  /**
   * Writes the object where it still has this tag ({@code If-Match}).
   *
   * @return whether it had
   */
  boolean replaceIf(String tag, String name, byte[] content) throws IOException {
    return putIf(name, content, request -> request.ifMatch(tag)) == 0;
  }

  /** Writes the object in the place of what was there. */
  void replace(String name, RequestBody content) throws IOException {
    call(name, () -> client.putObject(request(name).build(), content));
  }

  /** The object, if it is there; of one that is too large to be a document, one byte too much. */
  Optional<Tagged> read(String name) throws IOException {
    GetObjectRequest request = GetObjectRequest.builder().bucket(bucket).key(key(name)).build();
    return find(name, () -> client.getObject(request, Bucket::document));
  }

  private static Tagged document(GetObjectResponse response, InputStream content)
      throws IOException {
    return new Tagged(
        new ByteArrayInputStream(content.readNBytes(Documents.MOST_BYTES + 1)), response.eTag());
  }

  /** Bytes of the object, fewer than wanted where it ends before. */
  InputStream readRange(String name, long from, int length) throws IOException {
    String range = "bytes=" + from + "-" + (from + length - 1);
    return find(
            name,
            () -> {
              try {
                return client
                    .getObject(
                        request -> request.bucket(bucket).key(key(name)).range(range),
                        ResponseTransformer.toBytes())
                    .asInputStream();
              } catch (S3Exception refused) {
                if (refused.statusCode() == RANGE_NOT_SATISFIABLE) {
                  return InputStream.nullInputStream();
                }
                throw refused;
              }
            })
        .orElseThrow(() -> new NoSuchFileException(place(name)));
  }

  /** Copies the object to a file that is not there yet. */
  void copy(String name, Path file) throws IOException {
    Optional<GetObjectResponse> copied =
        find(
            name,
            () ->
                client.getObject(
                    request -> request.bucket(bucket).key(key(name)),
                    ResponseTransformer.toFile(file)));
    if (copied.isEmpty()) {
      throw new NoSuchFileException(place(name));
    }
  }

  boolean exists(String name) throws IOException {
    return find(name, () -> client.headObject(request -> request.bucket(bucket).key(key(name))))
        .isPresent();
  }

  /** Deletes the object; one that is not there is fine. */
  void delete(String name) throws IOException {
    call(name, () -> client.deleteObject(request -> request.bucket(bucket).key(key(name))));
  }

  /**
   * Deletes all objects whose names begin so, until a list of them is empty.
   *
   * @return how many there were
   */
  long deleteAll(String beginning) throws IOException {
    long deleted = 0;
    List<String> names = names(beginning, false, "", ALL, MOST_DELETED);
    while (!names.isEmpty()) {
      delete(names);
      deleted += names.size();
      names = names(beginning, false, "", ALL, MOST_DELETED);
    }
    return deleted;
  }

  private void delete(List<String> names) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    List<ObjectIdentifier> keys =
        names.stream().map(name -> ObjectIdentifier.builder().key(key(name)).build()).toList();
    DeleteObjectsResponse response =
        call(
            names.getFirst(),
            () ->
                client.deleteObjects(
                    request ->
                        request.bucket(bucket).delete(delete -> delete.objects(keys).quiet(true))));
    if (!response.errors().isEmpty()) {
      throw new IOException(
          "The bucket " + bucket + " did not delete " + response.errors().getFirst());
    }
  }

  /**
   * Names in the order of their bytes, page by page.
   *
   * @param beginning only names that begin so
   * @param folders whether names that are the same up to the first slash after the beginning are
   *     one, which ends with that slash
   * @param after only names after this one
   * @param until only names before this one
   * @param most no more than so many
   */
  List<String> names(String beginning, boolean folders, String after, String until, int most)
      throws IOException {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(key(beginning))
            .maxKeys(Math.min(most, MOST_LISTED));
    if (folders) {
      request.delimiter("/");
    }
    if (!after.isEmpty()) {
      request.startAfter(key(after));
    }
    return call(
        beginning,
        () ->
            client.listObjectsV2Paginator(request.build()).stream()
                .flatMap(Bucket::keys)
                .map(key -> key.substring(prefix.length()))
                .takeWhile(name -> name.compareTo(until) < 0)
                .limit(most)
                .toList());
  }

  private static Stream<String> keys(ListObjectsV2Response page) {
    return Stream.concat(
            page.contents().stream().map(S3Object::key),
            page.commonPrefixes().stream().map(CommonPrefix::prefix))
        .sorted();
  }

  private Optional<String> writerOf(String name) throws IOException {
    return find(name, () -> client.headObject(request -> request.bucket(bucket).key(key(name))))
        .map(object -> object.metadata().get(WRITER));
  }

  /** The status with which a conditional write was refused, 0 where it was done. */
  private int putIf(String name, byte[] content, Consumer<PutObjectRequest.Builder> condition)
      throws IOException {
    PutObjectRequest.Builder request = request(name);
    condition.accept(request);
    return call(
        name,
        () -> {
          try {
            client.putObject(request.build(), RequestBody.fromBytes(content));
            return 0;
          } catch (S3Exception refused) {
            if (refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT) {
              return refused.statusCode();
            }
            throw refused;
          }
        });
  }

  private PutObjectRequest.Builder request(String name) {
    return PutObjectRequest.builder().bucket(bucket).key(key(name));
  }

  private <T> Optional<T> find(String name, Supplier<T> action) throws IOException {
    return call(
        name,
        () -> {
          try {
            return Optional.of(action.get());
          } catch (NoSuchKeyException absent) {
            return Optional.empty();
          }
        });
  }

  private <T> T call(String name, Supplier<T> action) throws IOException {
    try {
      return action.get();
    } catch (AbortedException interrupted) {
      Thread.currentThread().interrupt();
      throw (IOException) new ClosedByInterruptException().initCause(interrupted);
    } catch (SdkException failed) {
      throw new IOException(place(name) + " does not answer: " + failed.getMessage(), failed);
    }
  }

  private String key(String name) {
    return prefix + name;
  }

  private String place(String name) {
    return "s3://" + bucket + "/" + key(name);
  }
}
