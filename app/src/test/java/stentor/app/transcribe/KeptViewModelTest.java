package stentor.app.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import stentor.app.async.TaskRunner;
import stentor.app.testing.ManualLater;
import stentor.app.text.Messages;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class KeptViewModelTest {

  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final TaskRunner tasks =
      new TaskRunner(threads::add, Runnable::run, Clock.systemUTC(), new ManualLater());
  private final Messages messages = new Messages();
  private final List<Path> fetched = new ArrayList<>();
  private final PlayerDouble player = new PlayerDouble();
  private final Transcribed talk =
      Samples.transcribed(Path.of("talk.wav"), Samples.segment(0, "hello there"));
  private boolean interrupted;
  private Optional<Transcribed> kept = Optional.of(talk);
  private final KeptViewModel model =
      new KeptViewModel(
          new TranscriptViewModel(this::fetch, player, tasks, messages),
          () -> kept,
          tasks,
          messages);

  /** As a fetch from an environment, which blocks and can be interrupted. */
  private Path fetch(Transcribed transcribed) throws InterruptedException {
    if (Thread.interrupted()) {
      interrupted = true;
      throw new InterruptedException();
    }
    fetched.add(transcribed.file());
    return transcribed.file();
  }

  private void work() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  @Test
  void it_is_read_when_it_is_opened_and_its_audio_is_fetched() {
    assertThat(threads).isEmpty();
    model.open();
    work();

    assertThat(model.transcript().shownProperty().get()).contains(talk);
    assertThat(model.problemProperty().get()).isEmpty();
    assertThat(fetched).containsExactly(Path.of("talk.wav"));
  }

  @Test
  void left_while_its_audio_is_fetched_the_fetch_is_interrupted() {
    model.open();
    threads.remove().run();
    assertThat(threads).hasSize(1);

    model.leave();
    work();

    assertThat(interrupted).isTrue();
    assertThat(fetched).isEmpty();
  }

  @Test
  void left_while_it_is_read_nothing_is_shown_nor_fetched_until_it_is_opened_again() {
    model.open();
    model.leave();
    work();
    assertThat(model.transcript().shownProperty().get()).isEmpty();
    assertThat(fetched).isEmpty();

    model.open();
    work();
    assertThat(model.transcript().shownProperty().get()).contains(talk);
  }

  @Test
  void one_that_is_not_kept_any_more_says_so() {
    kept = Optional.empty();
    model.open();
    work();

    assertThat(model.problemProperty().get()).isEqualTo(messages.text("transcribe.kept.gone"));
  }
}
