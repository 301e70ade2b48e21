package stentor.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PartMessage;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BatchSenderTest {

  private static final QueueName SHORT =
      new QueueName(new EnvironmentName("test"), "noop", QueueName.Kind.SHORT);
  private static final QueueName LONG =
      new QueueName(new EnvironmentName("test"), "noop", QueueName.Kind.LONG);

  private final JobId job = JobId.next(Clock.systemUTC(), new Random(1));
  private final Batches batches = new Batches();
  private final BatchSender sender = new BatchSender(batches);

  @Test
  void every_message_of_many_callers_is_sent_once_in_batches_of_at_most_ten() throws Exception {
    List<Future<?>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        int part = i;
        calls.add(
            threads.submit(
                () -> {
                  sender.send(SHORT, List.of(new PartMessage(job, part)));
                  assertThat(batches.arrived).contains(part);
                  return null;
                }));
      }
    }
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(batches.sent.stream().mapToInt(List::size).sum()).isEqualTo(500);
    assertThat(batches.sent).allMatch(batch -> batch.size() <= 10);
    assertThat(batches.arrived).hasSize(500);
  }

  @Test
  void a_job_of_many_parts_goes_in_several_batches() throws InterruptedException {
    sender.send(LONG, IntStream.range(0, 23).mapToObj(n -> new PartMessage(job, n)).toList());

    assertThat(batches.sent).extracting(List::size).containsExactly(10, 10, 3);
  }

  @Test
  void a_batch_that_fails_is_told_to_its_callers_and_to_no_others() throws InterruptedException {
    batches.refused.add(7);

    assertThatThrownBy(() -> sender.send(SHORT, List.of(new PartMessage(job, 7))))
        .isInstanceOfSatisfying(
            QueueException.class,
            failed -> assertThat(failed.problem().code()).isEqualTo("queue_unavailable"));
    sender.send(SHORT, List.of(new PartMessage(job, 8)));
    sender.send(LONG, List.of(new PartMessage(job, 9)));

    assertThat(batches.arrived).containsExactlyInAnyOrder(8, 9);
  }

  /** Queues that remember each call. */
  private static final class Batches implements WorkQueue {
    private final List<List<PartMessage>> sent = Collections.synchronizedList(new ArrayList<>());
    private final Set<Integer> arrived = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refused = new HashSet<>();

    @Override
    public void ensure(QueueName queue) {}

    @Override
    public void send(QueueName queue, List<PartMessage> messages) {
      if (messages.stream().map(PartMessage::part).anyMatch(refused::contains)) {
        throw new QueueException(
            new QueueProblem.Unavailable(queue.toString(), "as it was told"),
            new IllegalStateException());
      }
      sent.add(messages);
      messages.forEach(message -> arrived.add(message.part()));
    }

    @Override
    public void sendDead(QueueName dead, DeadLetter letter) {}

    @Override
    public Optional<Lease> receive(QueueName queue, Duration wait, Duration visibilityTimeout) {
      return Optional.empty();
    }

    @Override
    public Depth depth(QueueName queue) {
      return new Depth(0, 0, 0);
    }
  }
}
