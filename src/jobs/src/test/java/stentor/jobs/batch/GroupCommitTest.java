package stentor.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GroupCommitTest {

  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());

  @Test
  void an_item_that_comes_alone_goes_alone_at_once() throws InterruptedException {
    GroupCommit<Integer, Integer> group = new GroupCommit<>(10, this::count);

    assertThat(group.commit(List.of(1))).containsExactly(1);
    assertThat(group.commit(List.of(2))).containsExactly(1);

    assertThat(batches).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void what_comes_while_a_batch_is_under_way_goes_together_in_the_next() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    GroupCommit<Integer, Integer> group =
        new GroupCommit<>(
            10,
            batch -> {
              int size = count(batch);
              waitFor(open);
              return size;
            });
    List<Future<List<Integer>>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers.add(threads.submit(() -> group.commit(List.of(0))));
      await().until(() -> batches.size() == 1);
      List<Thread> waiting = new CopyOnWriteArrayList<>();
      for (int i = 1; i <= 25; i++) {
        int item = i;
        answers.add(
            threads.submit(
                () -> {
                  waiting.add(Thread.currentThread());
                  return group.commit(List.of(item));
                }));
        int size = i;
        await()
            .until(
                () ->
                    waiting.size() == size && waiting.getLast().getState() == Thread.State.WAITING);
      }
      open.countDown();
    }

    assertThat(batches).extracting(List::size).containsExactly(1, 10, 10, 5);
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.rangeClosed(0, 25).boxed().toList());
    assertThat(answers.get(1).get()).containsExactly(10);
    assertThat(answers.getLast().get()).containsExactly(5);
  }

  @Test
  void items_of_one_caller_may_be_more_than_a_batch() throws InterruptedException {
    GroupCommit<Integer, Integer> group = new GroupCommit<>(2, this::count);

    assertThat(group.commit(List.of(1, 2, 3))).containsExactly(2, 2, 1);
    assertThat(group.commit(List.of())).isEmpty();
  }

  @Test
  void who_is_interrupted_leaves_and_the_others_get_their_answer() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    GroupCommit<Integer, Integer> group =
        new GroupCommit<>(
            10,
            batch -> {
              int size = count(batch);
              waitFor(open);
              return size;
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Integer>> hurried = threads.submit(() -> group.commit(List.of(1)));
      await().until(() -> batches.size() == 1);
      Future<List<Integer>> patient = threads.submit(() -> group.commit(List.of(2)));
      hurried.cancel(true);
      open.countDown();

      assertThat(patient.get()).containsExactly(1);
      assertThat(hurried.isCancelled()).isTrue();
    }
  }

  @Test
  void a_defect_reaches_its_callers_and_the_next_batch_goes_on() throws InterruptedException {
    GroupCommit<Integer, Integer> group =
        new GroupCommit<>(
            10,
            batch -> {
              if (batch.contains(13)) {
                throw new IllegalArgumentException("no thirteens");
              }
              return batch.size();
            });

    assertThatThrownBy(() -> group.commit(List.of(13)))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("no thirteens");
    assertThat(group.commit(List.of(14))).containsExactly(1);
  }

  private int count(List<Integer> batch) {
    batches.add(batch);
    return batch.size();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }
}
