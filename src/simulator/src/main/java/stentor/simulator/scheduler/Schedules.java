package stentor.simulator.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.simulator.iam.RolePolicies;
import stentor.simulator.machine.Executions;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;
import stentor.simulator.world.Timed;
import stentor.simulator.world.World;

/** Starts what one-time schedules name when their time has come, with the schedule's role. */
final class Schedules implements Timed {

  static final String TYPE = "AWS::Scheduler::Schedule";

  /** Attribute of a schedule: the time for which it has started its target. */
  private static final String STARTED_FOR = "StartedFor";

  private static final String UNIVERSAL = "arn:aws:scheduler:::aws-sdk:sfn:startExecution";
  private static final Pattern AT =
      Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\)");
  private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);

  private final World world;
  private final Executions executions;
  private final RolePolicies policies;

  Schedules(World world, Executions executions) {
    this.world = world;
    this.executions = executions;
    this.policies = new RolePolicies(world);
  }

  /** They start what they should from now on. */
  void live() {
    world.live(this);
  }

  /**
   * When a schedule comes due; absent for other expressions than {@code at(...)}.
   *
   * @param expression its {@code ScheduleExpression}
   * @param zone its {@code ScheduleExpressionTimezone}, empty for UTC
   */
  static Optional<Instant> at(String expression, String zone) {
    Matcher matcher = AT.matcher(expression);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.parse(matcher.group(1))
              .atZone(ZoneId.of(zone.isEmpty() ? "UTC" : zone))
              .toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Instant> due() {
    return waiting().stream().flatMap(one -> at(one).stream()).min(Instant::compareTo);
  }

  @Override
  public void happen(Instant now) {
    for (Resource schedule : waiting()) {
      at(schedule).filter(due -> !due.isAfter(now)).ifPresent(due -> start(schedule, due));
    }
  }

  private static Optional<Instant> at(Resource schedule) {
    return at(schedule.text("ScheduleExpression"), schedule.text("ScheduleExpressionTimezone"));
  }

  private List<Resource> waiting() {
    return world.all(TYPE).stream()
        .filter(schedule -> !schedule.text("State").equals("DISABLED"))
        .filter(schedule -> schedule.state().equals("ACTIVE"))
        .filter(
            schedule ->
                at(schedule)
                    .filter(due -> !schedule.attribute(STARTED_FOR).equals(due.toString()))
                    .isPresent())
        .toList();
  }

  private void start(Resource schedule, Instant due) {
    JsonNode target = schedule.properties().path("Target");
    try {
      String input = target.path("Input").asText("{}");
      String machine = target.path("Arn").asText();
      if (machine.equals(UNIVERSAL)) {
        JsonNode request = Targets.read(input);
        machine = request.path("StateMachineArn").asText();
        input = request.path("Input").asText("{}");
      }
      if (!policies.allow(target.path("RoleArn").asText(), "states:StartExecution", machine)) {
        throw new WireFault(403, "AccessDenied", "The role may not start " + machine);
      }
      executions.start(machine, Optional.empty(), input);
    } catch (WireFault refused) {
      LOG.warn("The schedule {} started nothing: {}", schedule.id(), refused.message());
    }
    if (schedule.text("ActionAfterCompletion").equals("DELETE")) {
      world.remove(TYPE, schedule.id());
    } else {
      world.put(schedule.withAttribute(STARTED_FOR, due.toString()));
    }
  }
}
