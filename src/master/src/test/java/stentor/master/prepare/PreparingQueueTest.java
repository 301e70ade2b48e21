package stentor.master.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;

/** The order in which accepted jobs are prepared, and what becomes of those that cannot be. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PreparingQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final Random random = new Random(7);
  private final RecordedPreparation preparation = new RecordedPreparation();

  @Test
  void jobs_that_clients_wait_for_come_first_and_the_others_come_all_the_same() throws Exception {
    try (PreparingQueue queue = queue(() -> false)) {
      JobId first = held(queue);
      List<JobId> background = add(queue, 2, Urgency.BACKGROUND);
      List<JobId> urgent = add(queue, 12, Urgency.WAITED_FOR);
      preparation.gate.countDown();
      awaitPrepared(15);

      List<JobId> expected = new ArrayList<>(List.of(first));
      // The one that was held was urgent, too: eight in a row.
      expected.addAll(urgent.subList(0, 7));
      expected.add(background.get(0));
      expected.addAll(urgent.subList(7, 12));
      expected.add(background.get(1));
      assertThat(preparation.prepared).isEqualTo(expected);
    }
  }

  @Test
  void a_job_that_waits_already_is_not_added_again_until_it_is_done() throws Exception {
    try (PreparingQueue queue = queue(() -> false)) {
      held(queue);
      JobId job = next();
      assertThat(queue.add(job, Urgency.BACKGROUND)).isTrue();
      assertThat(queue.add(job, Urgency.BACKGROUND)).isFalse();
      assertThat(queue.size()).isEqualTo(2);
      preparation.gate.countDown();
      await().atMost(PATIENCE).until(() -> queue.size() == 0);

      assertThat(preparation.prepared.stream().filter(job::equals)).hasSize(1);
      assertThat(queue.add(job, Urgency.BACKGROUND)).isTrue();
    }
  }

  @Test
  void a_job_that_nobody_waits_for_gives_way_to_acceptance_but_not_for_ever() {
    try (PreparingQueue queue = queue(() -> true)) {
      add(queue, 2, Urgency.BACKGROUND);

      awaitPrepared(2);
    }
  }

  @Test
  void trouble_that_passes_is_waited_for_while_others_are_prepared() {
    CountDownLatch pause = new CountDownLatch(1);
    try (PreparingQueue queue =
        new PreparingQueue(preparation, 1, () -> false, length -> pause.await())) {
      JobId unlucky = next();
      preparation.troubles.put(unlucky, 1);
      queue.add(unlucky, Urgency.WAITED_FOR);
      List<JobId> others = add(queue, 3, Urgency.BACKGROUND);
      await().atMost(PATIENCE).until(() -> preparation.dispatched.containsAll(others));
      assertThat(preparation.dispatched).doesNotContain(unlucky);

      pause.countDown();

      await().atMost(PATIENCE).until(() -> preparation.dispatched.contains(unlucky));
      assertThat(preparation.failed).isEmpty();
    }
  }

  @Test
  void trouble_that_lasts_is_told_to_who_waits_and_left_to_the_sweeper_where_nobody_does() {
    try (PreparingQueue queue = queue(() -> false)) {
      JobId waited = next();
      JobId background = next();
      Stream.of(waited, background).forEach(job -> preparation.troubles.put(job, 100));
      queue.add(waited, Urgency.WAITED_FOR);
      queue.add(background, Urgency.BACKGROUND);
      await().atMost(PATIENCE).until(() -> queue.size() == 0);

      assertThat(preparation.failed)
          .containsExactly(Map.entry(waited, new Failure("queue_unavailable", "It is away.")));
      assertThat(queue.add(background, Urgency.BACKGROUND)).isTrue();
    }
  }

  private PreparingQueue queue(java.util.function.BooleanSupplier busy) {
    return new PreparingQueue(preparation, 1, busy, pause -> {});
  }

  /** Adds a job that is under way until the gate opens. */
  private JobId held(PreparingQueue queue) throws InterruptedException {
    JobId job = next();
    preparation.held = Optional.of(job);
    queue.add(job, Urgency.WAITED_FOR);
    preparation.holding.await();
    return job;
  }

  private List<JobId> add(PreparingQueue queue, int jobs, Urgency urgency) {
    List<JobId> added = Stream.generate(this::next).limit(jobs).toList();
    added.forEach(job -> queue.add(job, urgency));
    return added;
  }

  private JobId next() {
    return JobId.next(Clock.systemUTC(), random);
  }

  private void awaitPrepared(int jobs) {
    await().atMost(PATIENCE).until(() -> preparation.prepared.size() == jobs);
  }

  /** Remembers what was done, in order. */
  private static final class RecordedPreparation implements Preparation {

    private final List<JobId> prepared = new CopyOnWriteArrayList<>();
    private final List<JobId> dispatched = new CopyOnWriteArrayList<>();
    private final Map<JobId, Failure> failed = new ConcurrentHashMap<>();
    private final Map<JobId, Integer> troubles = new HashMap<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch holding = new CountDownLatch(1);
    private volatile Optional<JobId> held = Optional.empty();

    @Override
    public Optional<Trouble> prepare(JobId job) throws InterruptedException {
      if (held.filter(job::equals).isPresent()) {
        holding.countDown();
        gate.await();
      }
      prepared.add(job);
      return Optional.empty();
    }

    @Override
    public synchronized Optional<Trouble> dispatch(JobId job, Urgency urgency) {
      int left = troubles.getOrDefault(job, 0);
      if (left > 0) {
        troubles.put(job, left - 1);
        return Optional.of(new Trouble(new Failure("queue_unavailable", "It is away."), true));
      }
      dispatched.add(job);
      return Optional.empty();
    }

    @Override
    public void fail(JobId job, Failure failure) {
      failed.put(job, failure);
    }
  }
}
