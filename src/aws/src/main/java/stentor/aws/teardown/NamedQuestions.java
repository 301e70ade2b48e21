package stentor.aws.teardown;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.sfn.model.ListStateMachinesResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import stentor.aws.Account;
import stentor.aws.call.Clients;
import stentor.aws.call.Pages;
import stentor.aws.stack.Names;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackView;

/** What a sweep asks for by the names that are this environment's and no other's. */
final class NamedQuestions {

  private static final int PAGE = 1_000;

  private final Account account;
  private final Owner owner;
  private final Names names;

  NamedQuestions(Account account, Owner owner) {
    this.account = account;
    this.owner = owner;
    this.names = owner.names();
  }

  List<Question> all() {
    return List.of(
        new Question("stack", "Is a stack of this environment there?", this::stacks),
        new Question("cluster", "AWS::EKS::Cluster", "Is its cluster there?", this::clusters),
        new Question(
            "repository",
            "AWS::ECR::Repository",
            "Is an image repository of it there?",
            this::repositories),
        new Question("bucket", "AWS::S3::Bucket", "Is a bucket of it there?", this::buckets),
        new Question("queue", "AWS::SQS::Queue", "Is a queue of it there?", this::queues),
        new Question(
            "schedule", "AWS::Scheduler::Schedule", "Is a schedule of it there?", this::schedules),
        new Question(
            "state-machine",
            "AWS::StepFunctions::StateMachine",
            "Is a state machine of it there?",
            this::machines),
        new Question("log-group", "Is a log group of its cluster there?", this::logGroups),
        new Question(
            "instance-profile", "Is an instance profile of its nodes left?", this::profiles),
        new Question("role", "AWS::IAM::Role", "Is a role of it there?", this::roles));
  }

  private Clients clients() {
    return account.clients();
  }

  /** Names of stacks begin as those of other environments may: the tag tells whose they are. */
  private List<String> stacks() throws InterruptedException {
    return account.stacks().all(names.prefix()).stream()
        .filter(
            stack ->
                owner.environment().value().equals(stack.tags().get(Owner.ENVIRONMENT))
                    && stack.condition() != StackView.Condition.GONE)
        .map(StackView::name)
        .toList();
  }

  private List<String> clusters() throws InterruptedException {
    return new Pages<ListClustersResponse>(
            token -> clients().eks().listClusters(request -> request.nextToken(token.orElse(null))),
            ListClustersResponse::nextToken)
        .all(account.calls(), "eks:ListClusters", ListClustersResponse::clusters).stream()
            .filter(names.cluster()::equals)
            .toList();
  }

  private List<String> repositories() throws InterruptedException {
    return new Pages<DescribeRepositoriesResponse>(
            token ->
                clients()
                    .ecr()
                    .describeRepositories(request -> request.nextToken(token.orElse(null))),
            DescribeRepositoriesResponse::nextToken)
            .all(
                account.calls(),
                "ecr:DescribeRepositories",
                DescribeRepositoriesResponse::repositories)
            .stream()
            .map(Repository::repositoryName)
            .filter(name -> name.startsWith(names.repositories()))
            .toList();
  }

  private List<String> buckets() throws InterruptedException {
    String name = names.bucket(owner.account(), account.region());
    return new Pages<ListBucketsResponse>(
            token ->
                clients()
                    .s3()
                    .listBuckets(
                        request ->
                            request
                                .prefix(name)
                                .maxBuckets(PAGE)
                                .continuationToken(token.orElse(null))),
            ListBucketsResponse::continuationToken)
        .all(account.calls(), "s3:ListAllMyBuckets", ListBucketsResponse::buckets).stream()
            .map(bucket -> bucket.name())
            .filter(name::equals)
            .toList();
  }

  /** Without a size SQS answers one page and says nothing of the others. */
  private List<String> queues() throws InterruptedException {
    List<String> found = new ArrayList<>();
    for (String prefix : names.queues()) {
      found.addAll(
          new Pages<ListQueuesResponse>(
                  token ->
                      clients()
                          .sqs()
                          .listQueues(
                              request ->
                                  request
                                      .queueNamePrefix(prefix)
                                      .maxResults(PAGE)
                                      .nextToken(token.orElse(null))),
                  ListQueuesResponse::nextToken)
              .all(account.calls(), "sqs:ListQueues", ListQueuesResponse::queueUrls));
    }
    return found;
  }

  private List<String> schedules() throws InterruptedException {
    return new Pages<ListSchedulesResponse>(
            token ->
                clients()
                    .scheduler()
                    .listSchedules(
                        request ->
                            request.namePrefix(names.expiry()).nextToken(token.orElse(null))),
            ListSchedulesResponse::nextToken)
        .all(account.calls(), "scheduler:ListSchedules", ListSchedulesResponse::schedules).stream()
            .map(ScheduleSummary::name)
            .filter(names.expiry()::equals)
            .toList();
  }

  private List<String> machines() throws InterruptedException {
    return new Pages<ListStateMachinesResponse>(
            token ->
                clients()
                    .machines()
                    .listStateMachines(request -> request.nextToken(token.orElse(null))),
            ListStateMachinesResponse::nextToken)
            .all(
                account.calls(),
                "states:ListStateMachines",
                ListStateMachinesResponse::stateMachines)
            .stream()
            .map(StateMachineListItem::name)
            .filter(names.expiry()::equals)
            .toList();
  }

  private List<String> logGroups() throws InterruptedException {
    return new Pages<DescribeLogGroupsResponse>(
            token ->
                clients()
                    .logs()
                    .describeLogGroups(
                        request ->
                            request
                                .logGroupNamePrefix(names.logGroups())
                                .nextToken(token.orElse(null))),
            DescribeLogGroupsResponse::nextToken)
            .all(account.calls(), "logs:DescribeLogGroups", DescribeLogGroupsResponse::logGroups)
            .stream()
            .map(group -> group.logGroupName())
            .toList();
  }

  private List<String> profiles() throws InterruptedException {
    return new Leftovers(account, owner)
        .profiles().stream().map(InstanceProfile::instanceProfileName).toList();
  }

  /** Roles are the account's: one of that name may be that of an environment in another region. */
  private List<String> roles() throws InterruptedException {
    List<String> found = new ArrayList<>();
    AccountRoles roles = new AccountRoles(account);
    for (String name : names.roles()) {
      if (roles.find(name).filter(this::mayBeOurs).isPresent()) {
        found.add(name);
      }
    }
    return found;
  }

  private boolean mayBeOurs(Role role) {
    return owner.incarnation().isEmpty()
        || role.tags().stream()
            .filter(tag -> tag.key().equals(Owner.INCARNATION))
            .allMatch(tag -> tag.value().equals(owner.incarnation()));
  }
}
