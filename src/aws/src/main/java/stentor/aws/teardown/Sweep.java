package stentor.aws.teardown;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import stentor.aws.Account;
import stentor.aws.call.Calls;
import stentor.aws.call.Clients;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackView;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Left;

/**
 * Asks every service that an environment uses whether anything of it is left: by stack, by tag, by
 * network and by the cluster's name. A service that does not answer leaves a question open, which
 * counts as something left.
 */
public final class Sweep {

  private static final String CLUSTER_TAG = "eks:eks-cluster-name";

  private final Account account;
  private final Owner owner;
  private final Leftovers leftovers;
  private final Set<String> networks;

  /**
   * A sweep for this environment.
   *
   * @param networks ids of the networks that it had
   */
  public Sweep(Account account, Owner owner, Set<String> networks) {
    this.account = account;
    this.owner = owner;
    this.leftovers = new Leftovers(account, owner);
    this.networks = Set.copyOf(networks);
  }

  /**
   * What came of it.
   *
   * @param checked the questions and their answers
   * @param left what was found, and a line for each question that is open
   * @param open kinds of what nothing was answered for
   */
  public record Result(List<Checked> checked, List<Left> left, Set<String> open) {

    /** Copies the collections. */
    public Result {
      checked = List.copyOf(checked);
      left = List.copyOf(left);
      open = Set.copyOf(open);
    }
  }

  private interface Question {
    List<String> found() throws InterruptedException;
  }

  private final List<Checked> checked = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();

  /** Asks all of it. */
  public Result ask() throws InterruptedException {
    checked.clear();
    left.clear();
    open.clear();
    ask("stack", "Is a stack of this environment there?", this::stacks);
    ask("vpc", "Is a network of this environment there?", leftovers::networks);
    ask("instance", "Is an instance of it running, managed ones included?", this::instances);
    ask("network-interface", "Is a network interface left in its networks?", this::interfaces);
    ask("volume", "Is a volume of its cluster or its stacks left?", this::volumes);
    ask("address", "Is a public address of it kept?", this::addresses);
    ask("nat-gateway", "Is a NAT gateway of it there?", this::gateways);
    ask("launch-template", "Is a launch template of its cluster left?", this::launchTemplates);
    ask("load-balancer", "Is a load balancer in its networks?", this::loadBalancers);
    ask("cluster", "Is its cluster there?", this::clusters);
    ask("file-system", "Is a file system of it there?", this::fileSystems);
    ask("repository", "Is an image repository of it there?", this::repositories);
    ask("bucket", "Is a bucket of it there?", this::buckets);
    ask("queue", "Is a queue of it there?", this::queues);
    ask("schedule", "Is a schedule of it there?", this::schedules);
    ask("state-machine", "Is a state machine of it there?", this::machines);
    ask("log-group", "Is a log group of its cluster there?", this::logGroups);
    ask("instance-profile", "Is an instance profile of its nodes left?", this::profiles);
    ask("key-pair", "Is a key pair of it there?", this::keyPairs);
    return new Result(checked, left, open);
  }

  private void ask(String kind, String question, Question asked) throws InterruptedException {
    String answer;
    try {
      List<String> found = asked.found();
      found.forEach(id -> left.add(new Left(kind, id, "it is still there")));
      answer = found.isEmpty() ? "no" : "yes: " + String.join(", ", found);
    } catch (CloudException refused) {
      answer = "unknown: " + refused.problem().what();
      open.add(kind);
      left.add(new Left(kind, "unknown", refused.problem().what()));
    } catch (AwsServiceException refused) {
      answer = "unknown: " + Calls.code(refused);
      open.add(kind);
      left.add(new Left(kind, "unknown", Calls.said(refused)));
    }
    checked.add(new Checked(question, answer, account.clock().instant()));
  }

  private Clients clients() {
    return account.clients();
  }

  private Ec2Client ec2() {
    return clients().ec2();
  }

  private <T> T call(String action, java.util.function.Supplier<T> call)
      throws InterruptedException {
    return account.calls().require(action, call);
  }

  private List<String> stacks() throws InterruptedException {
    return account.stacks().all(owner.prefix()).stream()
        .filter(
            stack ->
                owner.environment().value().equals(stack.tags().get(Owner.ENVIRONMENT))
                    && stack.condition() != StackView.Condition.GONE)
        .map(StackView::name)
        .toList();
  }

  /** By its own tag and, what Auto Mode made, by the cluster's. */
  private List<Filter> filters() {
    return List.of(
        leftovers.ofEnvironment(),
        Filter.builder().name("tag:" + CLUSTER_TAG).values(clusterName()).build());
  }

  private String clusterName() {
    return "stentor-" + owner.environment();
  }

  private List<String> instances() throws InterruptedException {
    Set<String> found = new LinkedHashSet<>();
    for (Filter filter : filters()) {
      call(
              "ec2:DescribeInstances",
              () ->
                  ec2()
                      .describeInstances(
                          request ->
                              request
                                  .filters(filter)
                                  .overrideConfiguration(Leftovers.WITH_MANAGED)))
          .reservations()
          .forEach(
              reservation ->
                  reservation.instances().stream()
                      .filter(one -> one.state().name() != InstanceStateName.TERMINATED)
                      .forEach(one -> found.add(one.instanceId())));
    }
    return List.copyOf(found);
  }

  private List<String> interfaces() throws InterruptedException {
    if (networks.isEmpty()) {
      return List.of();
    }
    return call(
            "ec2:DescribeNetworkInterfaces",
            () ->
                ec2()
                    .describeNetworkInterfaces(
                        request ->
                            request
                                .filters(Leftovers.in(List.copyOf(networks)))
                                .overrideConfiguration(Leftovers.WITH_MANAGED)))
        .networkInterfaces()
        .stream()
        .map(one -> one.networkInterfaceId())
        .toList();
  }

  private List<String> volumes() throws InterruptedException {
    Set<String> found = new LinkedHashSet<>();
    for (Filter filter : filters()) {
      call(
              "ec2:DescribeVolumes",
              () ->
                  ec2()
                      .describeVolumes(
                          request ->
                              request
                                  .filters(filter)
                                  .overrideConfiguration(Leftovers.WITH_MANAGED)))
          .volumes()
          .forEach(one -> found.add(one.volumeId()));
    }
    return List.copyOf(found);
  }

  private List<String> addresses() throws InterruptedException {
    return call(
            "ec2:DescribeAddresses",
            () -> ec2().describeAddresses(request -> request.filters(leftovers.ofEnvironment())))
        .addresses()
        .stream()
        .map(one -> one.allocationId())
        .toList();
  }

  private List<String> gateways() throws InterruptedException {
    return call(
            "ec2:DescribeNatGateways",
            () -> ec2().describeNatGateways(request -> request.filter(leftovers.ofEnvironment())))
        .natGateways()
        .stream()
        .filter(one -> one.state() != NatGatewayState.DELETED)
        .map(one -> one.natGatewayId())
        .toList();
  }

  private List<String> launchTemplates() throws InterruptedException {
    Set<String> found = new LinkedHashSet<>();
    for (Filter filter : filters()) {
      call(
              "ec2:DescribeLaunchTemplates",
              () ->
                  ec2()
                      .describeLaunchTemplates(
                          request ->
                              request
                                  .filters(filter)
                                  .overrideConfiguration(Leftovers.WITH_MANAGED)))
          .launchTemplates()
          .forEach(one -> found.add(one.launchTemplateId()));
    }
    return List.copyOf(found);
  }

  private List<String> loadBalancers() throws InterruptedException {
    return call(
            "elasticloadbalancing:DescribeLoadBalancers",
            () -> clients().loadBalancers().describeLoadBalancers())
        .loadBalancers()
        .stream()
        .filter(one -> networks.contains(one.vpcId()))
        .map(one -> one.loadBalancerName())
        .toList();
  }

  private List<String> clusters() throws InterruptedException {
    return call("eks:ListClusters", () -> clients().eks().listClusters()).clusters().stream()
        .filter(clusterName()::equals)
        .toList();
  }

  private List<String> fileSystems() throws InterruptedException {
    return call(
            "elasticfilesystem:DescribeFileSystems", () -> clients().efs().describeFileSystems())
        .fileSystems()
        .stream()
        .filter(
            one ->
                one.tags().stream()
                    .anyMatch(
                        tag ->
                            tag.key().equals(Owner.ENVIRONMENT)
                                && tag.value().equals(owner.environment().value())))
        .map(one -> one.fileSystemId())
        .toList();
  }

  private List<String> repositories() throws InterruptedException {
    return call("ecr:DescribeRepositories", () -> clients().ecr().describeRepositories())
        .repositories()
        .stream()
        .map(one -> one.repositoryName())
        .filter(name -> name.startsWith("stentor-" + owner.environment() + "/"))
        .toList();
  }

  private List<String> buckets() throws InterruptedException {
    return call("s3:ListAllMyBuckets", () -> clients().s3().listBuckets()).buckets().stream()
        .map(one -> one.name())
        .filter(name -> name.startsWith(owner.prefix()))
        .toList();
  }

  private List<String> queues() throws InterruptedException {
    return call(
            "sqs:ListQueues",
            () -> clients().sqs().listQueues(request -> request.queueNamePrefix(owner.prefix())))
        .queueUrls();
  }

  private List<String> schedules() throws InterruptedException {
    return call(
            "scheduler:ListSchedules",
            () ->
                clients()
                    .scheduler()
                    .listSchedules(request -> request.namePrefix("stentor-" + owner.environment())))
        .schedules()
        .stream()
        .map(one -> one.name())
        .toList();
  }

  private List<String> machines() throws InterruptedException {
    return call("states:ListStateMachines", () -> clients().machines().listStateMachines())
        .stateMachines()
        .stream()
        .map(one -> one.name())
        .filter(name -> name.startsWith(owner.prefix()))
        .toList();
  }

  private List<String> logGroups() throws InterruptedException {
    return call(
            "logs:DescribeLogGroups",
            () ->
                clients()
                    .logs()
                    .describeLogGroups(
                        request -> request.logGroupNamePrefix("/aws/eks/" + clusterName() + "/")))
        .logGroups()
        .stream()
        .map(one -> one.logGroupName())
        .toList();
  }

  private List<String> profiles() throws InterruptedException {
    return leftovers.profiles().stream().map(one -> one.instanceProfileName()).toList();
  }

  private List<String> keyPairs() throws InterruptedException {
    return call(
            "ec2:DescribeKeyPairs",
            () -> ec2().describeKeyPairs(request -> request.filters(leftovers.ofEnvironment())))
        .keyPairs()
        .stream()
        .map(one -> one.keyName())
        .toList();
  }
}
