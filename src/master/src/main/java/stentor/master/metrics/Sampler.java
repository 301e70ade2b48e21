package stentor.master.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.master.metrics.MasterMetrics.QueueLabel;
import stentor.protocol.environment.EnvironmentName;

/** Looks now and then at what is dear to look at: the queues and the jobs that are open. */
public final class Sampler {

  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A look shall take a small part of the time, however many jobs there are. */
  private static final int PAUSES_A_LOOK = 20;

  private final EnvironmentName environment;
  private final WorkQueue queue;
  private final OpenJobs openJobs;
  private final Supplier<Set<String>> served;
  private final MasterMetrics metrics;

  /**
   * Looks at these.
   *
   * @param served ids of the models whose queues are looked at
   */
  public Sampler(
      EnvironmentName environment,
      WorkQueue queue,
      OpenJobs openJobs,
      Supplier<Set<String>> served,
      MasterMetrics metrics) {
    this.environment = environment;
    this.queue = queue;
    this.openJobs = openJobs;
    this.served = served;
    this.metrics = metrics;
  }

  /** Looks until it is interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      long begun = System.nanoTime();
      try {
        openJobs.look();
        metrics.queues(depths());
      } catch (IOException | QueueException unavailable) {
        LOG.debug("What waits could not be measured", unavailable);
      } catch (RuntimeException defect) {
        // It goes on: admission counts on the number of open jobs.
        LOG.error("What waits could not be measured", defect);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      Duration pause = took.multipliedBy(PAUSES_A_LOOK);
      Thread.sleep(pause.compareTo(PAUSE) > 0 ? pause : PAUSE);
    }
  }

  private Map<QueueLabel, Long> depths() {
    Map<QueueLabel, Long> depths = new LinkedHashMap<>();
    for (String model : served.get()) {
      for (QueueName.Kind kind : QueueName.Kind.values()) {
        depths.put(
            new QueueLabel(model, kind.name().toLowerCase(Locale.ROOT)),
            queue.depth(new QueueName(environment, model, kind)).total());
      }
    }
    return depths;
  }
}
