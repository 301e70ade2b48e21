package stentor.app.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.app.async.TaskRunner;
import stentor.app.sound.SoundProblem;
import stentor.app.testing.ManualLater;
import stentor.app.text.Messages;
import stentor.app.transcribe.TranscriptViewModel.Heard;
import stentor.app.transcribe.TranscriptViewModel.Share;
import stentor.app.transcribe.TranscriptViewModel.Stage;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class TranscriptViewModelTest {

  @TempDir private Path folder;
  private final PlayerDouble player = new PlayerDouble();
  private TranscriptAudio audio = Transcribed::file;
  private TranscriptViewModel model;

  @BeforeEach
  void open() {
    TaskRunner tasks =
        new TaskRunner(Runnable::run, Runnable::run, Clock.systemUTC(), new ManualLater());
    model = new TranscriptViewModel(one -> audio.of(one), player, tasks, new Messages());
  }

  private Path wav() throws IOException {
    Path file = folder.resolve("talk.wav");
    try (var in =
        TranscriptViewModelTest.class.getResourceAsStream("/stentor/app/samples/printing.wav")) {
      Files.write(file, java.util.Objects.requireNonNull(in).readAllBytes());
    }
    return file;
  }

  private void show(Segment... segments) throws IOException {
    model.show(Optional.of(Samples.transcribed(wav(), segments)));
  }

  @Test
  void a_transcript_comes_with_its_wave_and_can_be_heard() throws Exception {
    show(Samples.segment(0, "hello there"), Samples.segment(3, "wood? blocks"));

    assertThat(model.waveformProperty().get()).isPresent();
    assertThat(player.loaded).containsExactly(folder.resolve("talk.wav"));
    assertThat(model.facts()).isEqualTo("0:05 · 16 kHz");
    assertThat(model.models()).isEqualTo("moonshine-tiny-en 1");
    assertThat(model.took()).isEqualTo("3.1 s, 1.6 × real time");
    assertThat(model.shares())
        .extracting(Share::stage)
        .containsExactly(Stage.PREPARED, Stage.WAITED, Stage.RECOGNISED, Stage.JOINED);
    assertThat(model.shares().get(2).seconds())
        .isEqualTo(2.1, org.assertj.core.data.Offset.offset(1e-6));
    assertThat(model.language().orElseThrow().reason()).isEqualTo("only");
  }

  @Test
  void a_word_of_little_confidence_is_pointed_out() {
    List<SegmentLine> lines =
        SegmentLine.of(
            new Transcript("en", 5, List.of(Samples.segment(0, "sure unsure?")), List.of()));

    assertThat(lines.getFirst().words())
        .extracting(SegmentLine.Piece::sureness)
        .containsExactly(Sureness.SURE, Sureness.UNSURE);
  }

  @Test
  void without_confidences_of_words_the_segment_counts_as_a_whole() {
    Segment given = Samples.segment(0, "one two");
    for (double mean : new double[] {-0.5, -0.9}) {
      Segment segment =
          new Segment(
              0,
              2,
              "one two",
              "en",
              stentor.speech.transcript.WordTimes.estimate(
                  given.text(), new stentor.speech.transcript.TimeSpan(0, 2), List.of()),
              List.of(),
              OptionalDouble.of(mean),
              false);
      assertThat(
              SegmentLine.of(new Transcript("en", 2, List.of(segment), List.of()))
                  .getFirst()
                  .words())
          .extracting(SegmentLine.Piece::sureness)
          .containsOnly(mean < Math.log(0.5) ? Sureness.UNSURE : Sureness.SURE);
    }
  }

  @Test
  void the_word_that_is_heard_is_known_and_none_in_a_pause() throws Exception {
    show(Samples.segment(0, "hello there"), Samples.segment(4, "wood blocks"));

    model.hear(4);
    player.playedTo(5.2);
    assertThat(model.heardProperty().get()).isEqualTo(new Heard(1, 1));
    player.playedTo(3);
    assertThat(model.heardProperty().get()).isEqualTo(Heard.NOTHING);
  }

  @Test
  void arrows_go_from_segment_to_segment() throws Exception {
    show(Samples.segment(0, "one"), Samples.segment(2, "two"), Samples.segment(4, "three"));

    model.step(1);
    assertThat(model.positionProperty().get()).isEqualTo(2);
    model.step(1);
    model.step(1);
    assertThat(model.positionProperty().get()).isEqualTo(4);
    model.step(-1);
    assertThat(model.positionProperty().get()).isEqualTo(2);
    assertThat(model.isPlaying()).isFalse();
    model.togglePlay();
    assertThat(model.isPlaying()).isTrue();
    model.nextSpeed();
    assertThat(model.speedProperty().get()).isEqualTo(1.25);
  }

  @Test
  void flags_are_told_in_sentences_and_a_gap_has_no_words() throws Exception {
    Transcribed incomplete =
        new Transcribed(
            wav(),
            EnvironmentName.DEFAULT,
            Optional.empty(),
            Samples.AT,
            java.time.Duration.ZERO,
            Samples.answer(
                List.of(Transcript.INCOMPLETE, Transcript.TRUNCATED_INPUT),
                Samples.segment(0, "one"),
                Samples.gap(1, 2)));

    model.show(Optional.of(incomplete));

    assertThat(model.flags())
        .containsExactly(
            "A part could not be recognised; its place is marked.",
            "The recording ends before its header says; what is there was transcribed.");
    assertThat(model.segments().get(1).gap()).isTrue();
    assertThat(model.segments().get(1).words()).isEmpty();
  }

  @Test
  void a_transcript_without_its_audio_is_read_all_the_same() {
    Path gone = folder.resolve("gone.wav");
    audio =
        one -> {
          throw new TranscribeException(new TranscribeProblem.AudioGone(gone));
        };

    model.show(Optional.of(Samples.transcribed(gone, Samples.segment(0, "hello there"))));

    assertThat(model.text()).isEqualTo("hello there");
    assertThat(model.audioNoteProperty().get()).startsWith("The recording is not here any more");
    assertThat(model.canPlay()).isFalse();
  }

  @Test
  void where_there_is_no_sound_device_that_is_said_and_a_new_try_may_help() throws Exception {
    show(Samples.segment(0, "hello there"));
    player.fails(new SoundProblem.NoSoundDevice());

    assertThat(model.audioNoteProperty().get()).startsWith("No sound device was found");

    model.togglePlay();
    assertThat(model.isPlaying()).isTrue();
    assertThat(model.audioNoteProperty().get()).isEmpty();
  }

  @Test
  void a_reference_gives_rates_and_every_difference_with_its_words_around() throws Exception {
    show(Samples.segment(0, "hello there wood blocks"));

    model.checkAgainst("Hello, their would blocks indeed!");

    ReferenceScore score = model.scoreProperty().get().orElseThrow();
    assertThat(score.words().substitutions()).isEqualTo(2);
    assertThat(score.words().deletions()).isEqualTo(1);
    assertThat(score.words().rate()).isEqualTo(0.6);
    assertThat(Difference.of(score.edits()))
        .containsExactly(
            new Difference(Difference.Kind.INSTEAD, "there", "their", "hello", "wood blocks"),
            new Difference(Difference.Kind.INSTEAD, "wood", "would", "hello there", "blocks"),
            new Difference(Difference.Kind.MISSING, "", "indeed", "there wood blocks", ""));
  }

  @Test
  void a_reference_in_another_encoding_is_refused_with_a_way_out() throws Exception {
    show(Samples.segment(0, "hello there"));
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "für".getBytes(StandardCharsets.ISO_8859_1));

    model.checkAgainst(latin);

    assertThat(model.scoreProperty().get()).isEmpty();
    assertThat(model.scoreNoteProperty().get()).contains("latin.txt is no reference", "UTF-8");
  }

  @Test
  void chinese_is_compared_sign_by_sign() {
    ReferenceScore score = ReferenceScore.of("我们要谈活字", "我们谈活宇", "zh");

    assertThat(score.words().referenceLength()).isEqualTo(6);
    assertThat(score.words().errors()).isEqualTo(2);
  }
}
