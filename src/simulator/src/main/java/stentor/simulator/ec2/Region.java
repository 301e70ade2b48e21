package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Operation;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;

/** What a region offers, whatever stands in it: zones, instance types, images. */
public final class Region {

  private static final List<String> REGIONS =
      List.of(
          "ap-south-1",
          "eu-central-1",
          "eu-north-1",
          "eu-west-1",
          "us-east-1",
          "us-east-2",
          "us-west-2");

  /** Types of the families that plans choose from; the last zone lacks the newest, as some do. */
  private static final List<String> EVERYWHERE =
      List.of(
          "t4g.micro",
          "t4g.small",
          "t4g.medium",
          "m7g.medium",
          "m7g.large",
          "m7g.xlarge",
          "m7g.2xlarge",
          "c7g.large",
          "c7g.xlarge",
          "c7g.2xlarge",
          "c7g.4xlarge",
          "m7i.large",
          "m7i.xlarge",
          "c7i.large",
          "c7i.xlarge",
          "c7i.2xlarge",
          "m6g.large",
          "c6g.xlarge");

  private static final List<String> NOT_IN_THE_LAST_ZONE =
      List.of("c8g.large", "c8g.xlarge", "c8g.2xlarge", "m8g.large", "m8g.xlarge");

  /** Amazon Linux 2023 for arm64; the same in every region, which real ones are not. */
  public static final String IMAGE = "ami-0a2023a64a64a64a6";

  private static final String IMAGE_NAME = "al2023-ami-2023.9.20251110.1-kernel-6.12-arm64";

  private record Offering(String type, String location) {
    String id() {
      return type + "@" + location;
    }
  }

  private Region() {}

  static Map<String, Operation> operations() {
    return Map.of(
        "DescribeRegions", Region::regions,
        "DescribeAvailabilityZones", Region::zones,
        "DescribeInstanceTypeOfferings", Region::offerings,
        "DescribeImages", Region::images,
        "DescribeAccountAttributes", Region::attributes);
  }

  private static ObjectNode regions(Call call) {
    List<String> asked = call.texts("RegionName");
    for (String name : asked) {
      if (!REGIONS.contains(name)) {
        throw new WireFault(
            "InvalidParameterValue", "Invalid value '" + name + "' for region name.");
      }
    }
    ObjectNode answer = Nodes.object();
    answer.set(
        "regionInfo",
        Nodes.list(
            REGIONS.stream()
                .filter(name -> asked.isEmpty() || asked.contains(name))
                .map(
                    name ->
                        Nodes.object()
                            .put("regionName", name)
                            .put("regionEndpoint", "ec2." + name + ".amazonaws.com")
                            .put("optInStatus", "opt-in-not-required"))));
    return answer;
  }

  private static List<String> zoneNames(Call call) {
    return Stream.of("a", "b", "c").map(letter -> call.wire().region() + letter).toList();
  }

  private static String zoneId(String zone) {
    String[] parts = zone.split("-", -1);
    char letter = zone.charAt(zone.length() - 1);
    return parts[0] + parts[1].charAt(0) + parts[2].charAt(0) + "-az" + (letter - 'a' + 1);
  }

  private static ObjectNode zones(Call call) {
    List<String> asked = call.texts("ZoneName");
    ObjectNode answer = Nodes.object();
    answer.set(
        "availabilityZoneInfo",
        Nodes.list(
            zoneNames(call).stream()
                .filter(zone -> asked.isEmpty() || asked.contains(zone))
                .map(
                    zone ->
                        Nodes.object()
                            .put("zoneName", zone)
                            .put("zoneId", zoneId(zone))
                            .put("zoneState", "available")
                            .put("regionName", call.wire().region())
                            .put("zoneType", "availability-zone")
                            .put("groupName", call.wire().region() + "-zg-1")
                            .put("optInStatus", "opt-in-not-required"))
                .filter(
                    Filters.<ObjectNode>of(
                        call,
                        Map.of(
                            "state", zone -> Stream.of(zone.path("zoneState").asText()),
                            "zone-name", zone -> Stream.of(zone.path("zoneName").asText()),
                            "zone-type", zone -> Stream.of(zone.path("zoneType").asText()),
                            "region-name", zone -> Stream.of(zone.path("regionName").asText()),
                            "opt-in-status", zone -> Stream.of(zone.path("optInStatus").asText())),
                        zone -> Map.of()))));
    return answer;
  }

  private static ObjectNode offerings(Call call) {
    String kind = call.text("LocationType").orElse("region");
    List<String> zones = zoneNames(call);
    List<String> locations =
        kind.equals("region")
            ? List.of(call.wire().region())
            : zones.stream()
                .map(zone -> kind.equals("availability-zone-id") ? zoneId(zone) : zone)
                .toList();
    String last = locations.getLast();
    List<Offering> offerings =
        locations.stream()
            .flatMap(
                location ->
                    Stream.concat(
                            EVERYWHERE.stream(),
                            locations.size() > 1 && location.equals(last)
                                ? Stream.of()
                                : NOT_IN_THE_LAST_ZONE.stream())
                        .map(type -> new Offering(type, location)))
            .filter(
                Filters.<Offering>of(
                    call,
                    Map.of(
                        "instance-type", offering -> Stream.of(offering.type()),
                        "location", offering -> Stream.of(offering.location())),
                    offering -> Map.of()))
            .toList();
    Pages<Offering> page =
        Pages.of(
            offerings,
            Offering::id,
            call.text("NextToken"),
            call.number("MaxResults", 0),
            "InvalidNextToken");
    ObjectNode answer = Nodes.object();
    answer.set(
        "instanceTypeOfferingSet",
        Nodes.list(
            page.items().stream()
                .map(
                    offering ->
                        Nodes.object()
                            .put("instanceType", offering.type())
                            .put("locationType", kind)
                            .put("location", offering.location()))));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private static ObjectNode images(Call call) {
    ObjectNode image =
        Nodes.object()
            .put("imageId", IMAGE)
            .put("name", IMAGE_NAME)
            .put("imageState", "available")
            .put("imageOwnerId", "137112412989")
            .put("imageOwnerAlias", "amazon")
            .put("architecture", "arm64")
            .put("imageType", "machine")
            .put("rootDeviceType", "ebs")
            .put("rootDeviceName", "/dev/xvda")
            .put("virtualizationType", "hvm")
            .put("isPublic", true)
            .put("creationDate", "2025-11-10T21:14:57.000Z");
    for (String id : call.texts("ImageId")) {
      if (!id.equals(IMAGE)) {
        throw new WireFault("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist");
      }
    }
    ObjectNode answer = Nodes.object();
    answer.set(
        "imagesSet",
        Nodes.list(
            Stream.of(image)
                .filter(
                    Filters.<ObjectNode>of(
                        call,
                        Map.of(
                            "architecture", one -> Stream.of(one.path("architecture").asText()),
                            "state", one -> Stream.of(one.path("imageState").asText()),
                            "name", one -> Stream.of(one.path("name").asText()),
                            "image-id", one -> Stream.of(one.path("imageId").asText()),
                            "owner-alias", one -> Stream.of("amazon")),
                        one -> Map.of()))));
    return answer;
  }

  private static ObjectNode attributes(Call call) {
    ObjectNode answer = Nodes.object();
    answer.set(
        "accountAttributeSet",
        Nodes.list(
            Stream.of(
                attribute("supported-platforms", "VPC"),
                attribute("default-vpc", DefaultNetwork.VPC),
                attribute("vpc-max-security-groups-per-interface", "5"))));
    return answer;
  }

  private static ObjectNode attribute(String name, String value) {
    ObjectNode attribute = Nodes.object().put("attributeName", name);
    attribute.set(
        "attributeValueSet", Nodes.list(Stream.of(Nodes.object().put("attributeValue", value))));
    return attribute;
  }
}
