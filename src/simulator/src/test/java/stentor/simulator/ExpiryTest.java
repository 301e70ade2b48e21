package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import stentor.simulator.door.Door;
import stentor.simulator.fault.Faults;
import stentor.simulator.machine.Executions;
import stentor.simulator.machine.StepFunctions;
import stentor.simulator.scheduler.Scheduler;
import stentor.simulator.stack.Stacks;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** The machine of our own template, against a CloudFormation that answers from a table. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExpiryTest {

  private static final String MACHINE =
      "arn:aws:states:eu-central-1:000000000042:stateMachine:stentor-lab-expiry";
  private static final String ROLE = "arn:aws:iam::000000000042:role/stentor-lab-expiry-machine";
  private static final String STACK = "arn:aws:cloudformation:eu-central-1:000000000042:stack/";
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  @TempDir Path folder;
  private World world;
  private Door door;
  private SfnClient machines;
  private SchedulerClient schedules;

  /** Stacks that are there, by name, and how often each refuses to go. */
  private final Map<String, Integer> stacks = new HashMap<>();

  /** When each began to go. */
  private final Map<String, Instant> going = new HashMap<>();

  /** How often each was made again under its name. */
  private final Map<String, Integer> remade = new HashMap<>();

  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    open();
    put("AWS::StepFunctions::StateMachine", MACHINE, machine());
    put(
        "AWS::IAM::Role",
        "stentor-lab-expiry-machine",
        allowed("cloudformation:*", "arn:aws:cloudformation:*:*:stack/stentor-lab-*"));
    put("AWS::IAM::Role", "stentor-lab-expiry-schedule", allowed("states:StartExecution", MACHINE));
    put("AWS::Scheduler::Schedule", "stentor-lab-expiry", schedule(world.now().plusSeconds(3600)));
  }

  private void open() throws IOException {
    world = World.open(folder, Clock.systemUTC(), 1);
    Faults faults = new Faults(world, new SplittableRandom(1));
    Executions executions = StepFunctions.executions(world, this::cloudFormation);
    door =
        Door.open(
            0,
            world,
            new Stacks(world, faults),
            faults,
            List.of(Scheduler.over(world, executions), StepFunctions.over(world, executions)));
    URI address = URI.create("http://127.0.0.1:" + door.port());
    machines =
        SfnClient.builder()
            .endpointOverride(address)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(Account.USER))
            .build();
    schedules =
        SchedulerClient.builder()
            .endpointOverride(address)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(Account.USER))
            .build();
  }

  @AfterEach
  void stop() {
    machines.close();
    schedules.close();
    door.close();
  }

  @Test
  void At_its_time_the_schedule_starts_the_machine_that_deletes_what_bills_by_the_hour() {
    stacks.putAll(
        Map.of("stentor-lab-gate", 0, "stentor-lab-cluster", 0, "stentor-lab-storage", 0));
    world.advance(Duration.ofMinutes(59));
    assertThat(executions()).isEmpty();
    world.advance(Duration.ofMinutes(2));
    assertThat(executions())
        .extracting(ExecutionListItem::status)
        .containsExactly(ExecutionStatus.RUNNING);
    world.advance(Duration.ofMinutes(15));
    assertThat(executions())
        .extracting(ExecutionListItem::status)
        .containsExactly(ExecutionStatus.SUCCEEDED);
    assertThat(stacks).containsOnlyKeys("stentor-lab-storage");
    String arn = executions().getFirst().executionArn();
    assertThat(machines.describeExecution(request -> request.executionArn(arn)).output())
        .contains("\"state\":\"gone\"");
    assertThat(machines.getExecutionHistory(request -> request.executionArn(arn)).events())
        .isNotEmpty();
  }

  @Test
  void A_stack_that_would_not_go_is_asked_again() {
    stacks.put("stentor-lab-cluster", 2);
    world.advance(Duration.ofHours(2));
    assertThat(executions())
        .extracting(ExecutionListItem::status)
        .containsExactly(ExecutionStatus.SUCCEEDED);
    assertThat(stacks).isEmpty();
    assertThat(asked.stream().filter("DeleteStack stentor-lab-cluster"::equals)).hasSize(3);
  }

  @Test
  void A_stack_that_is_made_again_under_the_name_stays() {
    stacks.put("stentor-lab-cluster", 0);
    world.advance(Duration.ofMinutes(61));
    assertThat(going).containsOnlyKeys("stentor-lab-cluster");
    going.clear();
    remade.put("stentor-lab-cluster", 1);
    world.advance(Duration.ofMinutes(30));
    assertThat(executions())
        .extracting(ExecutionListItem::status)
        .containsExactly(ExecutionStatus.SUCCEEDED);
    assertThat(going).isEmpty();
    assertThat(stacks).containsOnlyKeys("stentor-lab-cluster");
  }

  @Test
  void A_role_that_may_not_delete_another_stack_does_not() {
    stacks.put("stentor-lab-cluster", 0);
    put(
        "AWS::IAM::Role",
        "stentor-lab-expiry-machine",
        allowed("cloudformation:*", "arn:aws:cloudformation:*:*:stack/stentor-lab-gate/*"));
    world.advance(Duration.ofHours(26));
    assertThat(executions())
        .extracting(ExecutionListItem::status)
        .containsExactly(ExecutionStatus.FAILED);
    assertThat(stacks).containsOnlyKeys("stentor-lab-cluster");
    assertThat(asked).noneMatch(call -> call.contains("cluster"));
  }

  @Test
  void A_machine_goes_on_where_it_was_when_the_simulator_is_started_again() throws Exception {
    stacks.put("stentor-lab-cluster", 0);
    world.advance(Duration.ofMinutes(61));
    assertThat(executions()).hasSize(1);
    stop();
    open();
    world.advance(Duration.ofMinutes(15));
    assertThat(executions())
        .extracting(ExecutionListItem::status)
        .containsExactly(ExecutionStatus.SUCCEEDED);
    assertThat(asked.stream().filter("DeleteStack stentor-lab-cluster"::equals)).hasSize(1);
  }

  @Test
  void A_schedule_that_is_moved_starts_later_and_forgets_what_the_request_does_not_name() {
    var before = schedules.getSchedule(request -> request.name("stentor-lab-expiry"));
    assertThat(before.description()).isEqualTo("The end");
    schedules.updateSchedule(
        request ->
            request
                .name("stentor-lab-expiry")
                .scheduleExpression("at(" + AT.format(world.now().plusSeconds(7200)) + ")")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(before.target()));
    assertThat(schedules.getSchedule(request -> request.name("stentor-lab-expiry")).description())
        .isNull();
    world.advance(Duration.ofMinutes(61));
    assertThat(executions()).isEmpty();
    world.advance(Duration.ofMinutes(60));
    assertThat(executions()).hasSize(1);
    assertThat(schedules.listSchedules(request -> {}).schedules()).hasSize(1);
    assertThatThrownBy(() -> schedules.getSchedule(request -> request.name("other")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private List<ExecutionListItem> executions() {
    return machines.listExecutions(request -> request.stateMachineArn(MACHINE)).executions();
  }

  /**
   * A stack goes in two minutes, or stays when it is to refuse; those that are gone have ids only.
   */
  private WireAnswer cloudFormation(WireRequest request) {
    String given = request.form().getOrDefault("StackName", "");
    String name = given.startsWith(STACK) ? given.split("/", 3)[1] : given;
    String action = request.form().getOrDefault("Action", "");
    asked.add(action + " " + name);
    Optional.ofNullable(going.get(name))
        .filter(since -> !world.now().isBefore(since.plusSeconds(120)))
        .ifPresent(since -> end(name));
    String id = STACK + name + "/" + remade.getOrDefault(name, 0);
    boolean there = stacks.containsKey(name) && (given.equals(name) || given.equals(id));
    if (action.equals("DeleteStack")) {
      if (there) {
        going.put(name, world.now());
      }
      return WireAnswer.xml("<DeleteStackResponse/>");
    }
    if (!there && given.equals(name)) {
      throw new WireFault("ValidationError", "Stack with id " + name + " does not exist");
    }
    String standing = going.containsKey(name) ? "DELETE_IN_PROGRESS" : "DELETE_FAILED";
    return WireAnswer.xml(
        "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackId>%s</StackId><StackName>%s</StackName><StackStatus>%s</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
            .formatted(
                given.equals(name) ? id : given, name, there ? standing : "DELETE_COMPLETE"));
  }

  private void end(String name) {
    going.remove(name);
    int refusals = stacks.getOrDefault(name, 0);
    if (refusals == 0) {
      stacks.remove(name);
    } else {
      stacks.put(name, refusals - 1);
    }
  }

  /** The definition as the template has it, with its pseudo parameters in place. */
  private static Map<String, Object> machine() throws IOException {
    String template =
        Files.readString(Path.of(System.getProperty("stentor.root"), "cloudformation/expiry.yaml"));
    int from = template.indexOf("DefinitionString: !Sub |") + "DefinitionString: !Sub |".length();
    String definition =
        template
            .substring(from, template.indexOf("\n  Schedule:"))
            .replace("${Environment}", "lab")
            .replace("${AWS::Partition}", "aws");
    return Map.of("DefinitionString", definition, "RoleArn", ROLE);
  }

  private static Map<String, Object> allowed(String action, String resource) {
    return Map.of(
        "Policies",
        List.of(
            Map.of(
                "PolicyDocument",
                Map.of(
                    "Statement",
                    List.of(
                        Map.of(
                            "Effect",
                            "Allow",
                            "Action",
                            List.of(action),
                            "Resource",
                            resource))))));
  }

  private static Map<String, Object> schedule(Instant at) {
    return Map.of(
        "Name",
        "stentor-lab-expiry",
        "Description",
        "The end",
        "ScheduleExpression",
        "at(" + AT.format(at) + ")",
        "FlexibleTimeWindow",
        Map.of("Mode", "OFF"),
        "State",
        "ENABLED",
        "Target",
        Map.of(
            "Arn",
            MACHINE,
            "RoleArn",
            "arn:aws:iam::000000000042:role/stentor-lab-expiry-schedule"));
  }

  private void put(String type, String id, Map<String, Object> properties) {
    ObjectNode resolved = new ObjectMapper().valueToTree(properties);
    world.put(
        new Resource(
            type,
            id,
            resolved,
            Map.of(),
            Map.of(),
            world.now(),
            Optional.empty(),
            false,
            "ACTIVE"));
  }
}
