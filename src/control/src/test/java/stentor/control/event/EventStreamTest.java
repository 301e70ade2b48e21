package stentor.control.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One stream of events and those who read it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventStreamTest {

  private final EventStream events = new EventStream(Clock.systemUTC());

  private static List<Long> rest(EventReader reader) throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    Optional<ControlEvent> event = reader.next();
    while (event.isPresent()) {
      numbers.add(event.get().sequence());
      event = reader.next();
    }
    return numbers;
  }

  @Test
  void who_joins_late_hears_all_from_the_first() throws Exception {
    events.note("one");
    events.note("two");
    EventReader late = events.read();
    events.note("three");
    events.close();

    assertThat(rest(late)).containsExactly(1L, 2L, 3L);
    assertThat(rest(events.readFrom(3))).containsExactly(3L);
  }

  @Test
  void a_reader_that_is_far_behind_goes_on_with_the_oldest_that_is_remembered() throws Exception {
    EventReader slow = events.read();
    for (int index = 0; index < 50_000; index++) {
      events.note("again");
    }
    events.close();

    List<Long> numbers = rest(slow);

    assertThat(numbers.getFirst()).isGreaterThan(1);
    assertThat(numbers).hasSizeBetween(10_000, 20_000);
    assertThat(numbers).isSorted().endsWith(50_000L);
  }

  @Test
  void a_sink_that_is_stuck_keeps_nobody_from_working() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    List<Long> seen = new CopyOnWriteArrayList<>();
    try (Following _ =
            events.follow(
                event -> {
                  awaitQuietly(free);
                  seen.add(event.sequence());
                });
        events) {
      for (int index = 0; index < 1000; index++) {
        events.note("work");
      }
      assertThat(seen).isEmpty();
      free.countDown();
    }

    assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 1000).boxed().toList());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void many_threads_tell_and_every_reader_hears_all_in_one_order() throws Exception {
    EventReader first = events.read();
    EventReader second = events.read();
    List<Thread> tellers = new ArrayList<>();
    for (int teller = 0; teller < 8; teller++) {
      tellers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int index = 0; index < 100; index++) {
                      events.note("news");
                    }
                  }));
    }
    for (Thread teller : tellers) {
      teller.join();
    }
    events.close();

    List<Long> all = LongStream.rangeClosed(1, 800).boxed().toList();
    assertThat(rest(first)).isEqualTo(all);
    assertThat(rest(second)).isEqualTo(all);
  }

  @Test
  void an_event_that_could_not_be_recorded_did_not_happen() throws Exception {
    EventStream.Recording broken =
        events.record(
            event -> {
              throw new IllegalStateException("no disk");
            });
    assertThatThrownBy(() -> events.start("step", "Step")).hasMessage("no disk");
    broken.close();

    events.note("goes on");
    events.close();

    assertThat(rest(events.read())).containsExactly(1L);
  }
}
