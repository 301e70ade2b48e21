package stentor.simulator.kind;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** File systems, buckets, repositories, queues and logs. */
final class StorageKinds {

  private StorageKinds() {}

  static Map<String, ResourceKind> all() {
    Map<String, ResourceKind> kinds = new HashMap<>();
    kinds.put(
        "AWS::EFS::FileSystem",
        NetworkKinds.made(12, 8, "fs")
            .giving(
                (making, id) ->
                    Map.of(
                        "FileSystemId",
                        id,
                        "Arn",
                        making.arn("elasticfilesystem", "file-system/" + id)))
            .heldBy(
                (world, system) ->
                    world.all("AWS::EFS::MountTarget").stream()
                            .anyMatch(one -> one.text("FileSystemId").equals(system.id()))
                        ? Optional.of(
                            "Cannot delete file system while it has mount targets (Service: Efs, Status Code: 409)")
                        : Optional.empty()));
    kinds.put(
        "AWS::EFS::AccessPoint",
        NetworkKinds.made(6, 5, "fsap")
            .giving(
                (making, id) ->
                    Map.of(
                        "AccessPointId",
                        id,
                        "Arn",
                        making.arn("elasticfilesystem", "access-point/" + id))));
    kinds.put(
        "AWS::EFS::MountTarget",
        NetworkKinds.made(80, 70, "fsmt")
            .giving(
                (making, id) ->
                    Map.of("Id", id, "IpAddress", making.address(making.text("SubnetId"))))
            .bringing(
                (making, target) ->
                    making.networkInterface(
                        target,
                        making.text("SubnetId"),
                        making.properties().path("SecurityGroups"),
                        "EFS mount target for %s (%s)"
                            .formatted(making.text("FileSystemId"), target.id()),
                        "efs"))
            .leaving((world, target, _) -> Making.removeInterfaces(world, target)));
    kinds.put(
        "AWS::ECR::Repository",
        ResourceKind.of(3, 3, 3, making -> making.named("RepositoryName").toLowerCase(Locale.ROOT))
            .giving(
                (making, name) ->
                    Map.of(
                        "Arn",
                        making.arn("ecr", "repository/" + name),
                        "RepositoryUri",
                        "%s.dkr.ecr.%s.amazonaws.com/%s"
                            .formatted(making.world().account(), making.region(), name))));
    kinds.put(
        "AWS::S3::Bucket",
        ResourceKind.of(22, 5, 4, making -> making.named("BucketName").toLowerCase(Locale.ROOT))
            .giving(
                (making, name) ->
                    Map.of(
                        "Arn",
                        "arn:aws:s3:::" + name,
                        "DomainName",
                        name + ".s3.amazonaws.com",
                        "RegionalDomainName",
                        "%s.s3.%s.amazonaws.com".formatted(name, making.region()))));
    kinds.put("AWS::S3::BucketPolicy", ResourceKind.of(3, 3, 3, making -> making.text("Bucket")));
    kinds.put(
        "AWS::SQS::Queue",
        ResourceKind.of(
                62,
                5,
                3,
                making ->
                    "https://sqs.%s.amazonaws.com/%s/%s"
                        .formatted(
                            making.region(), making.world().account(), making.named("QueueName")))
            .giving(
                (making, url) -> {
                  String name = url.substring(url.lastIndexOf('/') + 1);
                  return Map.of("QueueUrl", url, "QueueName", name, "Arn", making.arn("sqs", name));
                }));
    kinds.put(
        "AWS::Logs::LogGroup",
        ResourceKind.of(3, 3, 3, making -> making.named("LogGroupName"))
            .giving(
                (making, name) -> Map.of("Arn", making.arn("logs", "log-group:" + name + ":*"))));
    return kinds;
  }
}
