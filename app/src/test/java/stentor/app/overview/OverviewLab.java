package stentor.app.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.app.async.TaskRunner;
import stentor.app.environment.EnvironmentHistory;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.PerformanceWatch;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.testing.ManualClock;
import stentor.app.testing.ManualLater;
import stentor.app.testing.ModelsDouble;
import stentor.app.testing.PlatformDouble;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.event.EventStream;
import stentor.control.metrics.Metrics;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.ProcessStatus;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.environment.StatusDocument.Workers;

/** An overview of an environment in memory, where time passes when the test says so. */
final class OverviewLab {

  static final EnvironmentName LAB = new EnvironmentName("lab");
  static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  final PlatformDouble platform = new PlatformDouble();
  final ManualLater later = new ManualLater();
  final ManualClock clock = new ManualClock(NOON);
  final Messages messages = new Messages();
  final Navigator navigator = new Navigator(new Screen.Environments());
  final TaskRunner tasks = new TaskRunner(Runnable::run, Runnable::run, clock, later);
  final Environments environments = new Environments(platform, new ModelsDouble(), clock);
  final EnvironmentWatch watch =
      new EnvironmentWatch(environments, tasks, Runnable::run, later, clock, SECOND);
  final EnvironmentHistory history = new EnvironmentHistory(watch);
  double jobs;
  final PerformanceWatch performance =
      new PerformanceWatch(name -> metrics(), tasks, Runnable::run, later, clock);
  final OverviewViewModel model =
      new OverviewViewModel(
          LAB,
          new OverviewViewModel.Parts(
              environments,
              watch,
              history,
              performance,
              tasks,
              Runnable::run,
              later,
              clock,
              ZoneOffset.UTC,
              messages,
              navigator));

  EnvironmentState state = EnvironmentState.UP;
  List<ServedModelStatus> served = List.of(served("moonshine-tiny-en", 1, 1, 0, 0));
  List<ProblemStatus> problems = List.of();
  Optional<Instant> expiresAt = Optional.empty();

  OverviewLab() {
    put();
    var _ = history.begin();
  }

  static ServedModelStatus served(String id, int wanted, int ready, long depth, long inFlight) {
    return new ServedModelStatus(
        id,
        "0.1.29",
        "en",
        "transcribe",
        new Workers(1, 4, wanted, ready),
        new Queue(
            depth, inFlight, depth > 0 ? OptionalDouble.of(depth * 0.8) : OptionalDouble.empty()));
  }

  private Metrics metrics() {
    return Metrics.read(
        """
        stentor_jobs_ended_total{model="moonshine-tiny-en",status="succeeded"} %1$s
        stentor_audio_seconds_total %2$s
        stentor_job_stage_seconds_bucket{stage="total",le="0.5"} %3$s
        stentor_job_stage_seconds_bucket{stage="total",le="1.0"} %4$s
        stentor_job_stage_seconds_bucket{stage="total",le="2.5"} %1$s
        stentor_job_stage_seconds_bucket{stage="total",le="+Inf"} %1$s
        stentor_job_stage_seconds_sum{stage="recognise"} %5$s
        """
            .formatted(
                Math.floor(jobs),
                jobs * 7.5,
                Math.floor(jobs * 0.2),
                Math.floor(jobs * 0.7),
                jobs * 0.2));
  }

  /** Has the platform show what this is set to. */
  void put() {
    StatusDocument one = PlatformDouble.status("lab", state);
    List<ProcessStatus> processes = new ArrayList<>();
    if (state != EnvironmentState.FAILED && state != EnvironmentState.ABSENT) {
      processes.add(new ProcessStatus("supervisor", 31_341, Optional.empty()));
      processes.add(new ProcessStatus("master", 31_398, Optional.empty()));
      served.stream()
          .limit(20)
          .forEach(
              model -> processes.add(new ProcessStatus("worker", 31_405, Optional.of(model.id()))));
    }
    platform.put(
        new StatusDocument(
            1,
            LAB,
            one.platform(),
            state,
            one.endpoint(),
            one.since(),
            expiresAt,
            served,
            processes,
            List.of(),
            StatusDocument.Cost.FREE,
            problems),
        PlatformDouble.wanted("lab"));
  }

  /** Has nothing left of it. */
  void takeDown() {
    try {
      var _ = platform.down(LAB, new EventStream(clock));
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      clock.pass(SECOND);
      later.pass(SECOND);
    }
  }

  /** An hour in which a queue grew, workers came, and the queue emptied. */
  void busyHour() {
    model.open();
    for (int second = 0; second < 3_600; second++) {
      long depth = 0;
      int wanted = 1;
      int ready = 1;
      if (second > 600 && second <= 900) {
        depth = (second - 600L) / 5;
        wanted = second > 620 ? 4 : 1;
        ready = second > 650 ? 4 : 1;
      } else if (second > 900 && second <= 1_400) {
        depth = Math.max(0, 60 - (second - 900) / 8);
        wanted = 4;
        ready = 4;
      } else if (second > 1_400 && second < 1_700) {
        wanted = 4;
        ready = 4;
      } else if (second > 2_500 && second < 2_700) {
        depth = Math.abs(Math.round(8 * Math.sin(second / 30.0)));
      }
      jobs += ready * (depth > 0 ? 0.6 : 0.05);
      served = List.of(served("moonshine-tiny-en", wanted, ready, depth, depth > 0 ? ready : 0));
      put();
      pass(1);
    }
  }
}
