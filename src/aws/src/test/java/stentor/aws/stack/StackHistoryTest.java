package stentor.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StackHistoryTest {

  private static final Instant BEGIN = Instant.parse("2026-11-01T10:00:00Z");
  private static final int PAGE = 100;

  private final List<StackEvent> happened = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private int pages;
  private Runnable betweenPages = () -> {};

  private final StackHistory history = new StackHistory(this::page);

  /** The newest first, a hundred at a time; a token names the oldest event of the page before. */
  private DescribeStackEventsResponse page(Optional<String> token) {
    pages++;
    List<StackEvent> newestFirst = new ArrayList<>(happened.reversed());
    int from =
        token
            .map(id -> 1 + newestFirst.stream().map(StackEvent::eventId).toList().indexOf(id))
            .orElse(0);
    List<StackEvent> some =
        newestFirst.subList(from, Math.min(newestFirst.size(), from + PAGE)).stream().toList();
    DescribeStackEventsResponse.Builder answer =
        DescribeStackEventsResponse.builder().stackEvents(some);
    if (from + PAGE < newestFirst.size()) {
      answer.nextToken(some.getLast().eventId());
    }
    betweenPages.run();
    return answer.build();
  }

  private void happen(int first, int last) {
    IntStream.rangeClosed(first, last)
        .forEach(
            number ->
                happened.add(
                    StackEvent.builder()
                        .eventId("event-" + number)
                        .timestamp(BEGIN.plusSeconds(number))
                        .logicalResourceId("Resource" + number)
                        .resourceStatus(ResourceStatus.CREATE_COMPLETE)
                        .build()));
  }

  private void read() throws InterruptedException {
    history.read(event -> told.add(event.eventId()));
  }

  private static List<String> events(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(number -> "event-" + number).toList();
  }

  @Test
  void events_of_many_pages_are_told_in_the_order_in_which_they_happened() throws Exception {
    happen(1, 250);

    read();

    assertThat(told).isEqualTo(events(1, 250));
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void what_was_told_is_not_told_again_and_its_pages_are_not_asked_for() throws Exception {
    happen(1, 250);
    read();
    happen(251, 260);

    read();

    assertThat(told).isEqualTo(events(1, 260));
    assertThat(pages).isEqualTo(4);
  }

  @Test
  void what_happens_while_pages_are_read_is_neither_lost_nor_doubled() throws Exception {
    happen(1, 150);
    betweenPages =
        () -> {
          betweenPages = () -> {};
          happen(151, 152);
        };

    read();
    read();

    assertThat(told).isEqualTo(events(1, 152));
  }

  @Test
  void a_cut_between_two_pages_loses_nothing() throws Exception {
    happen(1, 150);
    betweenPages =
        () -> {
          betweenPages = () -> {};
          throw new IllegalStateException("cut");
        };

    assertThatThrownBy(this::read).hasMessage("cut");
    read();

    assertThat(told).isEqualTo(events(1, 150));
  }

  @Test
  void what_is_skipped_is_not_told() throws Exception {
    happen(1, 10);
    history.skip();
    happen(11, 12);

    read();

    assertThat(told).isEqualTo(events(11, 12));
  }
}
