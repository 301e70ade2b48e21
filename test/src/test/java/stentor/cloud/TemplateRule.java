package stentor.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every template keeps to. A rule answers what breaks it: where, and how. */
enum TemplateRule {
  /** No bucket that anybody outside can read or list, whatever is set on its objects. */
  NO_PUBLIC_BUCKET(TemplateRule::publicBuckets),
  /** Nobody comes in from everywhere, and no parameter lets it be so. */
  NO_OPEN_INGRESS(TemplateRule::openIngress),
  ENCRYPTED_AT_REST(TemplateRule::plainStores),
  TLS_ONLY(TemplateRule::plainTransport),
  /** A policy of a file system takes the place of the default that lets clients in. */
  NOBODY_LOCKED_OUT(TemplateRule::lockedOut),
  NO_WILDCARD_ON_WILDCARD(TemplateRule::wildcards),
  PARAMETERS_EXPLAINED(TemplateRule::looseParameters),
  OUTPUTS_EXPLAINED(TemplateRule::silentOutputs),
  /** Stack tags say owner, environment and expiry; where they do not reach, something else does. */
  TAGGED(TemplateRule::untagged),
  /** Credentials of an instance are not handed to whoever makes it fetch an address. */
  METADATA_BY_TOKEN(TemplateRule::openMetadata),
  /** EC2 refuses other characters in what describes groups and their rules; no schema says so. */
  DESCRIBED_AS_EC2_TAKES_IT(TemplateRule::strangeDescriptions);

  /** Narrowest network that still is "everywhere": a network of one operator is smaller. */
  private static final int WIDEST_PREFIX = 8;

  private static final Pattern CIDR = Pattern.compile("[0-9a-fA-F.:]+/(\\d{1,3})");

  @SuppressWarnings("ImmutableEnumChecker") // functions without a state
  private final Function<CloudTemplate, Stream<String>> broken;

  TemplateRule(Function<CloudTemplate, Stream<String>> broken) {
    this.broken = broken;
  }

  /** What breaks it. */
  List<String> brokenBy(CloudTemplate template) {
    return broken.apply(template).map(what -> template.name() + ": " + what).toList();
  }

  /** API reference of EC2, CreateSecurityGroup and IpPermission: what descriptions may hold. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

  private static Stream<String> strangeDescriptions(CloudTemplate template) {
    return Stream.of(
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress")
        .flatMap(type -> properties(template, type))
        .flatMap(
            found ->
                Stream.of("Description", "GroupDescription")
                    .flatMap(name -> found.getValue().findValues(name).stream())
                    .filter(TextNode.class::isInstance)
                    .map(JsonNode::asText)
                    .filter(text -> !DESCRIPTION.matcher(text).matches())
                    .map(text -> found.getKey() + " is described as \"" + text + "\""));
  }

  private static Stream<String> publicBuckets(CloudTemplate template) {
    Stream<String> open =
        properties(template, "AWS::S3::Bucket")
            .filter(
                bucket ->
                    Stream.of(
                                "BlockPublicAcls",
                                "BlockPublicPolicy",
                                "IgnorePublicAcls",
                                "RestrictPublicBuckets")
                            .anyMatch(
                                block ->
                                    !bucket
                                        .getValue()
                                        .path("PublicAccessBlockConfiguration")
                                        .path(block)
                                        .asBoolean())
                        || bucket.getValue().has("AccessControl"))
            .map(bucket -> bucket.getKey() + " can become public");
    Stream<String> allowed =
        PolicyStatement.ofResources(template).stream()
            .filter(
                statement ->
                    statement.allows()
                        && statement.isForEverybody()
                        && !statement.json().has("Condition"))
            .map(statement -> statement.resource() + " allows everybody " + statement.actions());
    return Stream.concat(open, allowed);
  }

  private static Stream<String> openIngress(CloudTemplate template) {
    Stream<JsonNode> rules =
        Stream.concat(
            properties(template, "AWS::EC2::SecurityGroupIngress").map(Map.Entry::getValue),
            properties(template, "AWS::EC2::SecurityGroup")
                .flatMap(
                    group ->
                        CloudTemplate.list(group.getValue().path("SecurityGroupIngress"))
                            .stream()));
    Stream<JsonNode> sources =
        rules.flatMap(rule -> Stream.of(rule.path("CidrIp"), rule.path("CidrIpv6")));
    Stream<JsonNode> api =
        properties(template, "AWS::EKS::Cluster")
            .map(cluster -> cluster.getValue().path("ResourcesVpcConfig").path("PublicAccessCidrs"))
            .flatMap(
                cidrs ->
                    cidrs.isMissingNode() ? Stream.of(cidrs) : CloudTemplate.list(cidrs).stream())
            .map(cidr -> cidr.isMissingNode() ? new TextNode("0.0.0.0/0") : cidr);
    return Stream.concat(sources, api)
        .filter(source -> !source.isMissingNode())
        .filter(source -> isEverywhere(template, source))
        .map(source -> "open to " + source);
  }

  private static boolean isEverywhere(CloudTemplate template, JsonNode source) {
    if (source.has("Ref")) {
      JsonNode parameter = template.parameters().getOrDefault(source.path("Ref").asText(), source);
      String pattern = parameter.path("AllowedPattern").asText(".*");
      return Stream.of("0.0.0.0/0", "::/0", "128.0.0.0/1", "1.2.3.4/7")
          .anyMatch(cidr -> Pattern.matches(pattern, cidr));
    }
    var cidr = CIDR.matcher(source.asText());
    return !cidr.matches() || Integer.parseInt(cidr.group(1)) < WIDEST_PREFIX;
  }

  private static Stream<String> plainStores(CloudTemplate template) {
    Stream<String> stores =
        Stream.of(
                without(
                    template, "AWS::EFS::FileSystem", file -> file.path("Encrypted").asBoolean()),
                without(
                    template,
                    "AWS::S3::Bucket",
                    bucket ->
                        !bucket
                            .at(
                                "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
                            .asText()
                            .isEmpty()),
                without(
                    template,
                    "AWS::SQS::Queue",
                    queue ->
                        queue.path("SqsManagedSseEnabled").asBoolean()
                            || queue.has("KmsMasterKeyId")),
                without(
                    template,
                    "AWS::ECR::Repository",
                    repository ->
                        !repository
                            .at("/EncryptionConfiguration/EncryptionType")
                            .asText()
                            .isEmpty()),
                without(
                    template, "AWS::EC2::Volume", volume -> volume.path("Encrypted").asBoolean()),
                without(
                    template,
                    "AWS::EC2::Instance",
                    instance -> {
                      List<JsonNode> disks =
                          CloudTemplate.list(instance.path("BlockDeviceMappings"));
                      return !disks.isEmpty()
                          && disks.stream().allMatch(disk -> disk.at("/Ebs/Encrypted").asBoolean());
                    }))
            .flatMap(found -> found);
    return stores.map(name -> name + " is not encrypted");
  }

  private static Stream<String> plainTransport(CloudTemplate template) {
    List<PolicyStatement> statements = PolicyStatement.ofResources(template);
    Stream<String> named =
        Stream.of(Map.entry("AWS::S3::Bucket", "Bucket"), Map.entry("AWS::SQS::Queue", "Queues"))
            .flatMap(
                type ->
                    properties(template, type.getKey())
                        .map(Map.Entry::getKey)
                        .filter(
                            store ->
                                statements.stream()
                                    .filter(PolicyStatement::refusesPlainText)
                                    .noneMatch(
                                        statement ->
                                            CloudTemplate.list(
                                                    template
                                                        .resources()
                                                        .get(statement.resource())
                                                        .path("Properties")
                                                        .path(type.getValue()))
                                                .stream()
                                                .anyMatch(
                                                    one ->
                                                        one.path("Ref").asText().equals(store)))));
    Stream<String> files =
        properties(template, "AWS::EFS::FileSystem")
            .map(Map.Entry::getKey)
            .filter(
                file ->
                    statements.stream()
                        .noneMatch(
                            statement ->
                                statement.resource().equals(file) && statement.refusesPlainText()));
    return Stream.concat(named, files).map(name -> name + " may be spoken to without TLS");
  }

  private static Stream<String> lockedOut(CloudTemplate template) {
    return without(
            template,
            "AWS::EFS::FileSystem",
            file ->
                !file.has("FileSystemPolicy")
                    || CloudTemplate.list(file.at("/FileSystemPolicy/Statement")).stream()
                        .map(statement -> new PolicyStatement("", statement))
                        .anyMatch(
                            statement ->
                                statement.allows()
                                    && statement
                                        .actions()
                                        .containsAll(
                                            List.of(
                                                "elasticfilesystem:ClientMount",
                                                "elasticfilesystem:ClientWrite"))))
        .map(name -> name + " lets nobody mount it");
  }

  private static Stream<String> wildcards(CloudTemplate template) {
    return PolicyStatement.ofIdentities(template).stream()
        .filter(PolicyStatement::allows)
        .filter(
            statement ->
                statement.json().has("NotAction")
                    || statement.json().has("NotResource")
                    || statement.actions().contains("*")
                    || (statement.actions().stream().anyMatch(action -> action.contains("*"))
                        && statement.targets().stream()
                            .anyMatch(target -> target.asText().matches("[*:]+|arn:[^/]*:\\*"))))
        .map(
            statement ->
                statement.resource() + " may do " + statement.actions() + " with anything");
  }

  /** A type of AWS's own (an image's id) is a constraint too: CloudFormation looks it up. */
  private static Stream<String> looseParameters(CloudTemplate template) {
    return template.parameters().entrySet().stream()
        .filter(
            parameter ->
                parameter.getValue().path("Description").asText().isBlank()
                    || (Stream.of("AllowedPattern", "AllowedValues", "MinValue")
                            .noneMatch(parameter.getValue()::has)
                        && !parameter.getValue().path("Type").asText().startsWith("AWS::")))
        .map(parameter -> parameter.getKey() + " is not described or takes anything");
  }

  private static Stream<String> silentOutputs(CloudTemplate template) {
    return template.outputs().entrySet().stream()
        .filter(output -> output.getValue().path("Description").asText().isBlank())
        .map(output -> output.getKey() + " is not described");
  }

  private static Stream<String> untagged(CloudTemplate template) {
    Stream<String> unknown =
        template.resources().entrySet().stream()
            .filter(
                resource -> {
                  String type = resource.getValue().path("Type").asText();
                  return !StackTags.REACH.contains(type) && !StackTags.DO_NOT_REACH.contains(type);
                })
            .map(resource -> resource.getKey() + ": nobody has said whether stack tags reach it");
    Stream<String> disks =
        without(
                template,
                "AWS::EC2::Instance",
                instance -> instance.path("PropagateTagsToVolumeOnCreation").asBoolean())
            .map(name -> name + " leaves its disk without tags");
    return Stream.concat(unknown, disks);
  }

  private static Stream<String> openMetadata(CloudTemplate template) {
    return without(
            template,
            "AWS::EC2::Instance",
            instance -> instance.at("/MetadataOptions/HttpTokens").asText().equals("required"))
        .map(name -> name + " gives its metadata without a token");
  }

  private static Stream<Map.Entry<String, JsonNode>> properties(
      CloudTemplate template, String type) {
    return template.resources(type).entrySet().stream()
        .map(resource -> Map.entry(resource.getKey(), resource.getValue().path("Properties")));
  }

  private static Stream<String> without(
      CloudTemplate template, String type, Predicate<JsonNode> good) {
    return properties(template, type)
        .filter(resource -> !good.test(resource.getValue()))
        .map(Map.Entry::getKey);
  }
}
