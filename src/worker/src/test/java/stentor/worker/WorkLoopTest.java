package stentor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.QueueProblem;
import stentor.jobs.queue.WorkQueue;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PartMessage;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkLoopTest {

  private final JobId job = JobId.next(Clock.systemUTC(), new Random(2));
  private final Stopping stopping = new Stopping();
  private final List<Integer> worked = Collections.synchronizedList(new ArrayList<>());
  private IntConsumer whileWorking = part -> {};
  private int idled;

  @Test
  void short_jobs_are_taken_before_long_ones() throws Exception {
    TwoQueues queues = new TwoQueues();
    queues.longOnes.addAll(List.of(100, 101));
    queues.shortOnes.addAll(List.of(1, 2));

    run(queues, 4);

    assertThat(worked).containsExactly(1, 2, 100, 101);
  }

  @Test
  void a_short_job_that_comes_while_a_long_one_is_worked_on_is_next() throws Exception {
    TwoQueues queues = new TwoQueues();
    queues.longOnes.addAll(List.of(100, 101, 102));
    queues.onReceive =
        () -> {
          if (worked.size() == 1) {
            queues.shortOnes.add(1);
            queues.onReceive = () -> {};
          }
        };

    run(queues, 4);

    assertThat(worked).containsExactly(100, 1, 101, 102);
  }

  @Test
  void a_short_job_waits_for_one_part_of_a_long_one_also_where_those_before_took_no_time()
      throws Exception {
    TwoQueues queues = new TwoQueues();
    queues.longOnes.addAll(IntStream.range(100, 130).boxed().toList());
    whileWorking =
        part -> {
          if (part == 120) {
            queues.shortOnes.add(1);
          }
        };

    run(queues, 25);

    assertThat(worked.indexOf(1)).isEqualTo(worked.indexOf(120) + 1);
  }

  @Test
  void whenever_nothing_waits_there_is_time_for_other_things() throws Exception {
    TwoQueues queues = new TwoQueues();
    queues.onReceive =
        () -> {
          if (idled == 3) {
            queues.shortOnes.add(1);
          }
        };

    run(queues, 1);

    assertThat(idled).isEqualTo(3);
  }

  @Test
  void between_parts_too_since_those_of_a_cancelled_job_may_come_for_minutes() throws Exception {
    TwoQueues queues = new TwoQueues();
    queues.shortOnes.addAll(List.of(1, 2, 3));

    run(queues, 3);

    assertThat(idled).isEqualTo(2);
  }

  @Test
  void queues_that_are_away_do_not_keep_the_engine_from_being_tried() throws Exception {
    TwoQueues queues = new TwoQueues();
    queues.onReceive =
        () -> {
          if (idled < 2) {
            throw new QueueException(
                new QueueProblem.Unavailable("short", "away"), new IllegalStateException("away"));
          }
          queues.shortOnes.add(1);
        };

    run(queues, 1);

    assertThat(idled).isEqualTo(2);
  }

  private void run(TwoQueues queues, int parts) throws InterruptedException {
    new WorkLoop(
            new EnvironmentName("test"),
            "model",
            queues,
            lease -> {
              whileWorking.accept(lease.message().part());
              worked.add(lease.message().part());
              if (worked.size() == parts) {
                stopping.drain();
              }
            },
            () -> idled++,
            stopping)
        .run();
  }

  /** A short and a long queue. */
  private final class TwoQueues implements WorkQueue {
    private final List<Integer> shortOnes = new ArrayList<>();
    private final List<Integer> longOnes = new ArrayList<>();
    private Runnable onReceive = () -> {};

    @Override
    public void ensure(QueueName queue) {}

    @Override
    public void send(QueueName queue, List<PartMessage> messages) {}

    @Override
    public void sendDead(QueueName dead, DeadLetter letter) {}

    @Override
    public List<Lease> receive(
        QueueName queue, int most, Duration wait, Duration visibilityTimeout) {
      return IntStream.range(0, most)
          .mapToObj(any -> receive(queue, wait, visibilityTimeout))
          .flatMap(Optional::stream)
          .toList();
    }

    @Override
    public Optional<Lease> receive(QueueName queue, Duration wait, Duration visibilityTimeout) {
      onReceive.run();
      List<Integer> parts = queue.kind() == QueueName.Kind.SHORT ? shortOnes : longOnes;
      return parts.isEmpty()
          ? Optional.empty()
          : Optional.of(new RecordedLease(new PartMessage(job, parts.removeFirst())));
    }

    @Override
    public Depth depth(QueueName queue) {
      return new Depth(shortOnes.size(), 0, 0);
    }
  }
}
