package stentor.simulator.s3;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.world.Resource;

/** Calls about one object. */
final class ObjectCalls {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int NOT_SATISFIABLE = 416;

  private final Objects objects;

  ObjectCalls(Objects objects) {
    this.objects = objects;
  }

  WireAnswer put(Resource bucket, String key, WireRequest request) {
    check(bucket, key, request);
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.equals("content-type") || name.startsWith("x-amz-meta-")) {
                headers.put(name, value);
              }
            });
    StoredVersion stored = objects.put(bucket, key, Chunks.joined(request), headers);
    return versioned(WireAnswer.empty(200).with("ETag", stored.etag()), stored);
  }

  /** Refuses where the object is not, or is, what the request says it must be. */
  private void check(Resource bucket, String key, WireRequest request) {
    Optional<StoredVersion> current = objects.current(bucket.id(), key);
    String match = request.header("if-match").orElse("");
    if (request.header("if-none-match").orElse("").equals("*") && current.isPresent()) {
      throw unmet();
    }
    if (!match.isEmpty()) {
      StoredVersion there = current.orElseThrow(ObjectCalls::noSuchKey);
      if (!there.etag().equals(match) && !match.equals("*")) {
        throw unmet();
      }
    }
  }

  WireAnswer get(Resource bucket, String key, WireRequest request) {
    StoredVersion found = find(bucket, key, request);
    byte[] bytes = objects.bytes(found);
    Matcher range = RANGE.matcher(request.header("range").orElse(""));
    if (!range.matches()) {
      return told(new WireAnswer(200, found.headers(), bytes), found);
    }
    long from = Long.parseLong(range.group(1));
    long last = range.group(2) == null ? found.size() - 1 : Long.parseLong(range.group(2));
    if (from >= found.size() || last < from) {
      throw new WireFault(
          NOT_SATISFIABLE, "InvalidRange", "The requested range is not satisfiable");
    }
    int to = (int) Math.min(found.size(), last + 1);
    byte[] part = Arrays.copyOfRange(bytes, (int) from, to);
    return told(new WireAnswer(206, found.headers(), part), found)
        .with("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, found.size()));
  }

  WireAnswer head(Resource bucket, String key, WireRequest request) {
    StoredVersion found = find(bucket, key, request);
    return told(new WireAnswer(200, found.headers(), new byte[0]), found)
        .with("Content-Length", Long.toString(found.size()));
  }

  WireAnswer delete(Resource bucket, String key, WireRequest request) {
    check(bucket, key, request);
    return remove(bucket, key, request.parameter("versionId").orElse(""))
        .map(
            mark ->
                versioned(WireAnswer.empty(NO_CONTENT), mark).with("x-amz-delete-marker", "true"))
        .orElseGet(() -> WireAnswer.empty(NO_CONTENT));
  }

  /**
   * Deletes an object, or one version of it for good.
   *
   * @param version id; empty for the object
   * @return the mark of the deletion, where one was made
   */
  Optional<StoredVersion> remove(Resource bucket, String key, String version) {
    if (version.isEmpty()) {
      return objects.delete(bucket, key);
    }
    objects
        .of(bucket.id(), key)
        .filter(one -> one.version().equals(version))
        .findFirst()
        .ifPresent(objects::drop);
    return Optional.empty();
  }

  private StoredVersion find(Resource bucket, String key, WireRequest request) {
    Optional<String> version = request.parameter("versionId");
    if (version.isPresent()) {
      return objects
          .of(bucket.id(), key)
          .filter(one -> one.version().equals(version.get()) && !one.deleted())
          .findFirst()
          .orElseThrow(
              () ->
                  new WireFault(
                      NOT_FOUND, "NoSuchVersion", "The specified version does not exist."));
    }
    return objects.current(bucket.id(), key).orElseThrow(ObjectCalls::noSuchKey);
  }

  private static WireAnswer told(WireAnswer answer, StoredVersion version) {
    return versioned(answer, version)
        .with("ETag", version.etag())
        .with("Accept-Ranges", "bytes")
        .with("Last-Modified", Times.http(version.at()));
  }

  private static WireAnswer versioned(WireAnswer answer, StoredVersion version) {
    return version.version().equals("null")
        ? answer
        : answer.with("x-amz-version-id", version.version());
  }

  private static WireFault unmet() {
    return new WireFault(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  private static WireFault noSuchKey() {
    return new WireFault(NOT_FOUND, "NoSuchKey", "The specified key does not exist.");
  }
}
