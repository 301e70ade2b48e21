package stentor.app.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/** An environment on a cloud as its platform tells of it: documents that were made up. */
public final class CloudScene {

  /** US dollars an hour of what stands. */
  public static final double PER_HOUR = 0.122;

  private CloudScene() {}

  /** What was settled about it. */
  public static CloudSettings settings() {
    return new CloudSettings(
        "0d9e7c1c-3b8a-4a52-9f53-6f4f3a1c2b10",
        "000000000042",
        "eu-central-1",
        Optional.empty(),
        "arn:aws:iam::000000000042:user/lab",
        Network.PUBLIC,
        List.of("eu-central-1a", "eu-central-1b", "eu-central-1c"),
        "1.36",
        "ami-0d5c1f2e3a4b5c6d7",
        "198.51.100.7/32",
        OptionalDouble.of(5));
  }

  /** What is wanted of it. */
  public static EnvironmentDocument wanted(String name, String platform, Instant since) {
    return new EnvironmentDocument(
        1,
        new EnvironmentName(name),
        platform,
        EnvironmentDocument.Wanted.UP,
        since,
        0,
        List.of(new WantedModel("moonshine-tiny-en", "1", 1, 2)),
        Optional.of(since.plus(Duration.ofHours(4))),
        OptionalLong.of(1_800),
        Optional.empty(),
        Optional.of(settings()));
  }

  /** How it is. */
  public static StatusDocument status(
      String name, String platform, EnvironmentState state, Instant since) {
    boolean up = state == EnvironmentState.UP;
    EnvironmentName environment = new EnvironmentName(name);
    return new StatusDocument(
        1,
        environment,
        Optional.of(platform),
        state,
        Optional.empty(),
        Optional.of(since),
        Optional.of(since.plus(Duration.ofHours(4))),
        List.of(),
        List.of(),
        List.of(),
        new StatusDocument.Cost(PER_HOUR, 0.174, "USD"),
        up
            ? List.of(
                ProblemStatus.of(
                    new EnvironmentProblem.NoServiceThere(environment, "Transcribing")))
            : List.of());
  }

  /** Steps of making it, with times as they are seen. */
  public static List<PlannedStep> steps() {
    return List.of(
        step("document", "Write down what is wanted, and make the gate's key", 0.2, 0),
        step("stack-roles", "Make the roles", 45, 0, "document"),
        step("stack-network", "Make the network", 40, 0, "stack-roles"),
        step("stack-expiry", "Set the end: 2026-11-28T16:20:00Z", 20, 0, "stack-roles"),
        step("stack-storage", "Make the file system for models", 100, 0, "stack-network"),
        step("stack-registry", "Make the image registry", 15, 0, "stack-roles"),
        step("stack-jobs", "Make the bucket for jobs", 30, 0, "stack-roles"),
        step(
            "stack-queues-moonshine-tiny-en",
            "Make the queues of moonshine-tiny-en",
            70,
            0,
            "stack-roles"),
        step(
            "stack-cluster",
            "Make the Kubernetes cluster 1.36",
            630,
            0.1,
            "stack-network",
            "stack-expiry"),
        step(
            "stack-gate",
            "Make the gate for uploads",
            180,
            0.022,
            "stack-storage",
            "stack-expiry"));
  }

  private static PlannedStep step(
      String id, String title, double seconds, double cost, String... after) {
    return new PlannedStep(id, title, "stack", List.of(after), seconds, cost, Change.CREATE);
  }

  /** The plan of making it. */
  public static PlanDocument plan(EnvironmentName name, String platform, List<ProblemStatus> no) {
    return new PlanDocument(
        1,
        name,
        platform,
        715.2,
        PER_HOUR,
        no,
        steps(),
        new PlanDocument.Request(
            List.of(new PlanDocument.Model("moonshine-tiny-en", "1")),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.of(14_400),
            OptionalLong.empty(),
            Optional.of(CloudRequest.NONE)));
  }

  /** What it has made. */
  public static List<Made> made(String name, Instant since) {
    List<Made> made = new ArrayList<>();
    String prefix = "stentor-" + name;
    stack(made, prefix + "-roles", since, 45);
    thing(made, "AWS::IAM::Role", prefix + "-service", since, 20);
    thing(made, "AWS::IAM::Role", prefix + "-cluster", since, 21);
    thing(made, "AWS::IAM::Role", prefix + "-node", since, 22);
    stack(made, prefix + "-network", since, 85);
    thing(made, "AWS::EC2::VPC", "vpc-0a1b2c3d4e5f60718", since, 55);
    thing(made, "AWS::EC2::Subnet", "subnet-0f1e2d3c4b5a69788", since, 62);
    thing(made, "AWS::EC2::Subnet", "subnet-01928374655647382", since, 62);
    thing(made, "AWS::EC2::InternetGateway", "igw-0c9d8e7f6a5b4c3d2", since, 58);
    stack(made, prefix + "-expiry", since, 65);
    thing(made, "AWS::Scheduler::Schedule", prefix + "-expiry", since, 60);
    stack(made, prefix + "-storage", since, 190);
    thing(made, "AWS::EFS::FileSystem", "fs-0123456789abcdef0", since, 95);
    stack(made, prefix + "-jobs", since, 75);
    thing(made, "AWS::S3::Bucket", prefix + "-jobs-000000000042", since, 72);
    stack(made, prefix + "-cluster", since, 715);
    thing(made, "AWS::EKS::Cluster", prefix, since, 690);
    stack(made, prefix + "-gate", since, 370);
    thing(made, "AWS::EC2::Instance", "i-0fedcba9876543210", since, 240);
    return made;
  }

  private static void stack(List<Made> made, String id, Instant since, long after) {
    made.add(new Made("stack", id, since.plusSeconds(after)));
  }

  private static void thing(List<Made> made, String kind, String id, Instant since, long after) {
    made.add(new Made(kind, id, since.plusSeconds(after)));
  }

  /** The proof that all of it is gone. */
  public static ReceiptDocument receipt(String name, String platform, Instant since) {
    Instant at = since.plus(Duration.ofMinutes(96));
    List<Made> made = made(name, since);
    return new ReceiptDocument(
        1,
        new EnvironmentName(name),
        Optional.of(platform),
        made,
        made.stream()
            .map(
                one ->
                    new ReceiptDocument.Gone(
                        one.kind(),
                        one.id(),
                        one.kind().equals("stack")
                            ? "DELETE_COMPLETE"
                            : "its stack is deleted, and no service told of it"))
            .toList(),
        List.of(),
        List.of(
            checked("Which stacks of this environment are there?", at),
            checked("Which resources have its tag stentor:environment?", at.plusSeconds(1)),
            checked("What is in its network?", at.plusSeconds(2)),
            checked("Which volumes has its cluster left behind?", at.plusSeconds(3)),
            checked("Which log groups have its name?", at.plusSeconds(4))),
        new ReceiptDocument.Spent(0.196, "USD"));
  }

  private static ReceiptDocument.Checked checked(String question, Instant at) {
    return new ReceiptDocument.Checked(question, "none", at);
  }
}
