package stentor.simulator.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.ParsedXml;
import stentor.simulator.operation.XmlTree;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** S3, as its API reference of 2006-03-01 has it. Buckets are made by stacks. */
public final class S3 implements WireService {

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final int NOT_FOUND = 404;

  private final World world;
  private final Listing listing;
  private final ObjectCalls calls;

  /** The service over a world's buckets and what lies in them. */
  public S3(World world, Objects objects) {
    this.world = world;
    this.listing = new Listing(objects);
    this.calls = new ObjectCalls(objects);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of("s3");
  }

  @Override
  public String action(WireRequest request) {
    Address address = Address.of(request);
    if (!address.key().isEmpty()) {
      return switch (request.method()) {
        case "GET" -> "GetObject";
        case "HEAD" -> "HeadObject";
        case "PUT" -> "PutObject";
        case "DELETE" -> "DeleteObject";
        default -> request.method() + " object";
      };
    }
    if (address.bucket().isEmpty()) {
      return request.method().equals("GET") ? "ListBuckets" : request.method() + " account";
    }
    return switch (request.method()) {
      case "HEAD" -> "HeadBucket";
      case "POST" -> request.query().containsKey("delete") ? "DeleteObjects" : "POST bucket";
      case "DELETE" -> "DeleteBucket";
      case "GET" -> read(request);
      default -> request.method() + " bucket";
    };
  }

  private static String read(WireRequest request) {
    if (request.query().containsKey("location")) {
      return "GetBucketLocation";
    }
    if (request.query().containsKey("versions")) {
      return "ListObjectVersions";
    }
    if (request.query().containsKey("versioning")) {
      return "GetBucketVersioning";
    }
    return request.query().containsKey("list-type") ? "ListObjectsV2" : "GET bucket";
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    Address address = Address.of(request);
    String key = address.key();
    return switch (action(request)) {
      case "ListBuckets" -> xml("ListAllMyBucketsResult", buckets());
      case "HeadBucket" -> {
        bucket(address);
        yield WireAnswer.empty(200).with("x-amz-bucket-region", request.region());
      }
      case "GetBucketLocation" -> {
        bucket(address);
        yield location(request);
      }
      case "GetBucketVersioning" -> xml("VersioningConfiguration", versioning(bucket(address)));
      case "ListObjectsV2" ->
          xml("ListBucketResult", listing.objects(bucket(address).id(), request));
      case "ListObjectVersions" ->
          xml("ListVersionsResult", listing.versions(bucket(address).id(), request));
      case "DeleteObjects" -> deleteAll(bucket(address), request);
      case "PutObject" -> calls.put(bucket(address), key, request);
      case "GetObject" -> calls.get(bucket(address), key, request);
      case "HeadObject" -> calls.head(bucket(address), key, request);
      case "DeleteObject" -> calls.delete(bucket(address), key, request);
      default -> throw new WireFault(501, "NotImplemented", "The simulator has no such call of S3");
    };
  }

  private Resource bucket(Address address) {
    return world
        .find(Objects.BUCKET, address.bucket())
        .orElseThrow(
            () -> new WireFault(NOT_FOUND, "NoSuchBucket", "The specified bucket does not exist"));
  }

  private ObjectNode buckets() {
    ObjectNode answer = Nodes.object();
    answer.putObject("Owner").put("ID", world.account());
    answer
        .putObject("Buckets")
        .set(
            "Bucket",
            Nodes.list(
                world.all(Objects.BUCKET).stream()
                    .map(
                        bucket ->
                            Nodes.object()
                                .put("Name", bucket.id())
                                .put("CreationDate", bucket.createdAt().toString()))));
    return answer;
  }

  /** Empty in us-east-1: that region has no constraint. */
  private static WireAnswer location(WireRequest request) {
    String region = request.region().equals("us-east-1") ? "" : request.region();
    return WireAnswer.xml(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint xmlns=\"%s\">%s</LocationConstraint>"
            .formatted(NAMESPACE, region));
  }

  private static ObjectNode versioning(Resource bucket) {
    ObjectNode answer = Nodes.object();
    if (Objects.isVersioned(bucket)) {
      answer.put("Status", "Enabled");
    }
    return answer;
  }

  private WireAnswer deleteAll(Resource bucket, WireRequest request) {
    JsonNode wanted;
    try {
      wanted = ParsedXml.of(new String(Chunks.joined(request), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw new WireFault(
          400, "MalformedXML", "The XML you provided was not well-formed", malformed);
    }
    JsonNode named = wanted.path("Object");
    List<JsonNode> all = named.isArray() ? named.valueStream().toList() : List.of(named);
    ObjectNode answer = Nodes.object();
    answer.set("Deleted", Nodes.list(all.stream().map(one -> deleted(bucket, one))));
    return xml("DeleteResult", answer);
  }

  private ObjectNode deleted(Resource bucket, JsonNode wanted) {
    String key = wanted.path("Key").asText();
    String version = wanted.path("VersionId").asText();
    ObjectNode shape = Nodes.object().put("Key", key);
    if (!version.isEmpty()) {
      shape.put("VersionId", version);
    }
    calls
        .remove(bucket, key, version)
        .ifPresent(
            mark -> shape.put("DeleteMarker", true).put("DeleteMarkerVersionId", mark.version()));
    return shape;
  }

  private static WireAnswer xml(String root, ObjectNode content) {
    return WireAnswer.xml(XmlTree.document(root, NAMESPACE, content, XmlTree.Lists.FLAT));
  }
}
