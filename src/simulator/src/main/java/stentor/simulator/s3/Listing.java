package stentor.simulator.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireRequest;

/** Lists of objects and of their versions. */
final class Listing {

  private static final int MOST = 1000;

  private final Objects objects;

  /** An object, or a prefix that several have in common. */
  private record Entry(String name, Optional<StoredVersion> version) {}

  Listing(Objects objects) {
    this.objects = objects;
  }

  ObjectNode objects(String bucket, WireRequest request) {
    String prefix = request.parameter("prefix").orElse("");
    String delimiter = request.parameter("delimiter").orElse("");
    String after = request.parameter("start-after").orElse("");
    Set<String> common = new HashSet<>();
    List<Entry> entries =
        objects.versions(bucket).stream()
            .map(StoredVersion::key)
            .distinct()
            .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
            .flatMap(key -> objects.current(bucket, key).stream())
            .flatMap(version -> entry(version, prefix, delimiter, common))
            .toList();
    Pages<Entry> page =
        Pages.of(
            entries,
            Entry::name,
            request.parameter("continuation-token"),
            most(request),
            "InvalidArgument");
    ObjectNode answer =
        head(bucket, request, prefix)
            .put("KeyCount", page.items().size())
            .put("IsTruncated", page.next().isPresent());
    page.next().ifPresent(token -> answer.put("NextContinuationToken", token));
    answer.set(
        "Contents",
        Nodes.list(
            page.items().stream()
                .flatMap(entry -> entry.version().stream())
                .map(version -> shape(version, request).put("StorageClass", "STANDARD"))));
    answer.set(
        "CommonPrefixes",
        Nodes.list(
            page.items().stream()
                .filter(entry -> entry.version().isEmpty())
                .map(entry -> Nodes.object().put("Prefix", name(entry.name(), request)))));
    return answer;
  }

  private static Stream<Entry> entry(
      StoredVersion version, String prefix, String delimiter, Set<String> common) {
    int end = delimiter.isEmpty() ? -1 : version.key().indexOf(delimiter, prefix.length());
    if (end < 0) {
      return Stream.of(new Entry(version.key(), Optional.of(version)));
    }
    String name = version.key().substring(0, end + delimiter.length());
    return common.add(name) ? Stream.of(new Entry(name, Optional.empty())) : Stream.of();
  }

  ObjectNode versions(String bucket, WireRequest request) {
    String prefix = request.parameter("prefix").orElse("");
    List<StoredVersion> all =
        objects.versions(bucket).stream()
            .filter(version -> version.key().startsWith(prefix))
            .toList();
    int from = from(all, request);
    int to = Math.min(all.size(), from + most(request));
    ObjectNode answer = head(bucket, request, prefix).put("IsTruncated", to < all.size());
    if (to < all.size()) {
      answer
          .put("NextKeyMarker", name(all.get(to - 1).key(), request))
          .put("NextVersionIdMarker", all.get(to - 1).version());
    }
    answer.set("Version", shapes(all, from, to, request, false));
    answer.set("DeleteMarker", shapes(all, from, to, request, true));
    return answer;
  }

  private JsonNode shapes(
      List<StoredVersion> all, int from, int to, WireRequest request, boolean deleted) {
    return Nodes.list(
        all.subList(from, to).stream()
            .filter(version -> version.deleted() == deleted)
            .map(
                version ->
                    shape(version, request)
                        .put("VersionId", version.version())
                        .put("IsLatest", isLatest(version))));
  }

  private boolean isLatest(StoredVersion version) {
    return objects
        .of(version.bucket(), version.key())
        .findFirst()
        .filter(version::equals)
        .isPresent();
  }

  /** Where a page begins: after the version that the markers name. */
  private static int from(List<StoredVersion> all, WireRequest request) {
    String key = request.parameter("key-marker").orElse("");
    String version = request.parameter("version-id-marker").orElse("");
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      int order = all.get(i).key().compareTo(key);
      boolean passed = order < 0 || (order == 0 && version.isEmpty());
      if (passed || (order == 0 && all.get(i).version().equals(version))) {
        from = i + 1;
      }
    }
    return from;
  }

  private static ObjectNode head(String bucket, WireRequest request, String prefix) {
    ObjectNode head =
        Nodes.object()
            .put("Name", bucket)
            .put("Prefix", name(prefix, request))
            .put("MaxKeys", most(request));
    request.parameter("encoding-type").ifPresent(type -> head.put("EncodingType", type));
    return head;
  }

  private static ObjectNode shape(StoredVersion version, WireRequest request) {
    ObjectNode shape =
        Nodes.object()
            .put("Key", name(version.key(), request))
            .put("LastModified", version.at().toString());
    if (!version.deleted()) {
      shape.put("ETag", version.etag()).put("Size", version.size());
    }
    return shape;
  }

  private static String name(String name, WireRequest request) {
    return request.parameter("encoding-type").orElse("").equals("url")
        ? URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/")
        : name;
  }

  private static int most(WireRequest request) {
    String most = request.parameter("max-keys").orElse("");
    return most.matches("\\d{1,4}") ? Math.min(Integer.parseInt(most), MOST) : MOST;
  }
}
