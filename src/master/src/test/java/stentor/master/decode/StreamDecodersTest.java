package stentor.master.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stentor.master.MasterException;
import stentor.master.decode.StreamDecoders.Unknown;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioProblem;
import stentor.speech.audio.SampleSink;
import stentor.speech.audio.Samples;
import stentor.speech.audio.WavReader;

/** Containers while they come, through the FFmpeg of the build. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledIf("stentor.master.decode.SampleFiles#available")
class StreamDecodersTest {

  private static final double SECONDS = 7.553625;
  private static final int WAV_HEADER = 44;

  /** A tenth of a second, which an encoder may shift what it is given. */
  private static final int SHIFT = 1600;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final StreamDecoders decoders = new StreamDecoders(Optional.of(SampleFiles.FFMPEG), 2);
  private final List<Streamed> begun = new ArrayList<>();

  @AfterEach
  void end() {
    begun.forEach(each -> each.decoding.close());
  }

  static Stream<Arguments> formats() {
    return Stream.of(
        format("a.wav", 0.999),
        format("telephone.wav", 0.7, "-ar", "8000", "-c:a", "pcm_mulaw"),
        format("a.mp3", 0.93),
        format("tagged.mp3", 0.93, "-metadata", "title=A title", "-id3v2_version", "3"),
        format("a.aac", 0.95),
        format("a.flac", 0.999),
        format("a.opus", 0.9, "-c:a", "libopus", "-page_duration", "100000"),
        format("vorbis.ogg", 0.9, "-c:a", "vorbis", "-strict", "-2", "-ac", "2"),
        format("a.webm", 0.9, "-c:a", "libopus", "-f", "webm", "-live", "1"),
        format("front.m4a", 0.95, "-movflags", "+faststart"),
        format("fragments.mp4", 0.95, "-movflags", "+frag_keyframe+empty_moov", "-f", "mp4"),
        format("a.amr", 0.7, "-ar", "8000", "-c:a", "libopencore_amrnb", "-b:a", "12.2k"));
  }

  private static Arguments format(String name, double likeness, String... words) {
    return Arguments.of(name, likeness, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void what_is_said_in_a_container_is_decoded_from_pieces_of_any_size(
      String name, double likeness, String[] words) throws Exception {
    byte[] file = Files.readAllBytes(new SampleFiles(folder).encode(name, words));
    Streamed streamed = begin(Unknown.REFUSED);
    Random random = new Random(5);

    for (int from = 0; from < file.length; ) {
      int length = Math.min(1 + random.nextInt(3000), file.length - from);
      streamed.send(Arrays.copyOfRange(file, from, from + length));
      from += length;
    }
    streamed.decoding.finish();

    float[] heard = streamed.all();
    assertThat((double) heard.length / Samples.RATE).isCloseTo(SECONDS, within(0.2));
    assertThat(SampleFiles.likeness(original(), heard, SHIFT)).isGreaterThan(likeness);
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        format("a.wav", 0.1),
        format("a.mp3", 0.3),
        format("a.aac", 0.3),
        format("a.opus", 0.4, "-c:a", "libopus", "-page_duration", "100000"),
        format("a.webm", 0.3, "-c:a", "libopus", "-f", "webm", "-live", "1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void what_was_sent_is_heard_while_more_is_to_come(String name, double behind, String[] words)
      throws Exception {
    byte[] file = Files.readAllBytes(new SampleFiles(folder).encode(name, words));
    Streamed streamed = begin(Unknown.RAW);

    streamed.send(Arrays.copyOf(file, file.length / 2));

    // A file's rate is not the same all over it.
    await().atMost(PATIENCE).until(() -> streamed.seconds() > SECONDS / 2 - behind - 0.6);
    assertThat(streamed.ended).isNotDone();
    streamed.send(Arrays.copyOfRange(file, file.length / 2, file.length));
    streamed.decoding.finish();
    assertThat((double) streamed.all().length / Samples.RATE).isCloseTo(SECONDS, within(0.2));
  }

  @Test
  void a_wav_that_does_not_know_its_length_yet_goes_on_to_the_end_of_the_stream() throws Exception {
    byte[] file = Files.readAllBytes(SampleFiles.CLIP);
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(4, -1).putInt(WAV_HEADER - 4, -1);
    Streamed streamed = begin(Unknown.RAW);

    streamed.send(file);
    streamed.decoding.finish();

    assertThat(streamed.all()).isEqualTo(original());
  }

  @Test
  void what_comes_after_the_audio_of_a_wav_is_left_and_the_end_is_the_senders() throws Exception {
    Streamed streamed = begin(Unknown.RAW);
    streamed.send(Files.readAllBytes(SampleFiles.CLIP));
    streamed.send(new byte[300_000]);
    await().atMost(PATIENCE).until(() -> streamed.seconds() > SECONDS - 0.01);
    assertThat(streamed.ended).isNotDone();

    streamed.decoding.finish();

    assertThat(streamed.all()).isEqualTo(original());
  }

  @Test
  void bytes_without_a_beginning_are_raw_audio_where_nothing_was_said_of_them() throws Exception {
    byte[] file = Files.readAllBytes(SampleFiles.CLIP);
    Streamed raw = begin(Unknown.RAW);
    raw.send(Arrays.copyOfRange(file, WAV_HEADER, file.length));
    raw.decoding.finish();
    assertThat(raw.all()).isEqualTo(original());

    Streamed silent = begin(Unknown.RAW);
    silent.decoding.finish();
    assertThat(silent.all()).isEmpty();

    Streamed refused = begin(Unknown.REFUSED);
    refused.send(Arrays.copyOfRange(file, WAV_HEADER, file.length));
    assertThat(refused.problem()).isInstanceOf(AudioProblem.UnknownContainer.class);
  }

  @Test
  void an_mp4_whose_index_comes_last_is_refused_before_its_audio() throws Exception {
    byte[] file = Files.readAllBytes(new SampleFiles(folder).encode("a.m4a"));
    Streamed streamed = begin(Unknown.RAW);

    streamed.send(Arrays.copyOf(file, 200));

    assertThat(streamed.problem()).isInstanceOf(AudioProblem.NotStreamable.class);
    assertThat(streamed.problem().sentence()).contains("MP4", "/client/dynamic/recognize");
  }

  @Test
  void what_only_begins_as_a_container_does_is_told_to_be_none() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(2).nextBytes(noise);
    for (String beginning : List.of("OggS", "fLaC", "\0\0\0 ftypisom", "RIFF0000WAVE")) {
      Streamed streamed = begin(Unknown.RAW);
      streamed.send(beginning.getBytes(StandardCharsets.ISO_8859_1));
      streamed.send(noise);
      streamed.decoding.finish();

      assertThat(streamed.problem()).as(beginning).isInstanceOf(AudioProblem.class);
    }
  }

  @Test
  void a_few_bytes_that_unfold_to_hours_are_refused() throws Exception {
    Path silence =
        new SampleFiles(folder)
            .make("a.flac", List.of("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=60"));
    byte[] file = Files.readAllBytes(silence);
    // Its rate, 20 bits of the first block: 10 Hz instead of 8000.
    file[18] = 0;
    file[19] = 0;
    file[20] = (byte) (10 << 4 | (file[20] & 0xF));
    Streamed streamed = begin(Unknown.REFUSED);

    streamed.send(file);
    streamed.decoding.finish();

    assertThat(streamed.problem().sentence()).contains("FLAC", "unfolds");
    assertThat(streamed.seconds()).isLessThan(1200);
  }

  @Test
  void no_more_are_decoded_at_once_than_may_be_and_one_that_leaves_makes_room() throws Exception {
    byte[] file = Files.readAllBytes(new SampleFiles(folder).encode("a.mp3"));
    byte[] half = Arrays.copyOf(file, file.length / 2);
    Streamed one = begin(Unknown.RAW);
    Streamed two = begin(Unknown.RAW);
    one.send(half);
    two.send(half);
    await().atMost(PATIENCE).until(() -> one.seconds() > 1 && two.seconds() > 1);

    Streamed three = begin(Unknown.RAW);
    three.send(half);
    assertThat(three.failure()).isInstanceOf(MasterException.class);
    // WAV needs no process.
    Streamed wav = begin(Unknown.RAW);
    wav.send(Files.readAllBytes(SampleFiles.CLIP));
    wav.decoding.finish();
    assertThat(wav.all()).isNotEmpty();

    assertThat(ours()).isEqualTo(2);
    one.decoding.close();
    await().atMost(PATIENCE).until(() -> ours() == 1);
    assertThat(one.ended).isNotDone();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Streamed four = begin(Unknown.RAW);
              four.send(file);
              four.decoding.finish();
              return four.ended.handle((heard, failed) -> failed == null).get(60, TimeUnit.SECONDS);
            });
  }

  @Test
  void without_ffmpeg_wav_is_read_and_the_rest_refused() throws Exception {
    StreamDecoders wavOnly =
        new StreamDecoders(
            new InstalledFfmpeg(Optional.of(folder), List.of(), StreamDecoders.LIMITS), 2);
    Streamed mp3 = begin(wavOnly, Unknown.RAW);
    mp3.send(Files.readAllBytes(new SampleFiles(folder).encode("a.mp3")));
    assertThat(mp3.problem().sentence()).contains("MP3", "WAV only");

    Streamed wav = begin(wavOnly, Unknown.RAW);
    wav.send(Files.readAllBytes(SampleFiles.CLIP));
    wav.decoding.finish();
    assertThat(wav.all()).isEqualTo(original());
  }

  private Streamed begin(Unknown unknown) {
    return begin(decoders, unknown);
  }

  private Streamed begin(StreamDecoders by, Unknown unknown) {
    Streamed streamed = new Streamed(by, unknown);
    begun.add(streamed);
    return streamed;
  }

  private static float[] original() throws Exception {
    float[] samples = new float[(int) Math.round(SECONDS * Samples.RATE)];
    try (WavReader reader = WavReader.open(SampleFiles.CLIP)) {
      float[] block = new float[8192];
      int at = 0;
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        System.arraycopy(block, 0, samples, at, count);
        at += count;
      }
    }
    return samples;
  }

  /** How many decoders this process has. */
  private static long ours() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("ffmpeg"))
        .count();
  }

  /** One stream, and what was heard of it. */
  private static final class Streamed implements SampleSink {

    private static final int MOST_KEPT = 1 << 20;

    private long samples;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final StreamDecoding decoding;

    Streamed(StreamDecoders by, Unknown unknown) {
      this.decoding = by.begin(unknown, this, ended::completeExceptionally);
    }

    void send(byte[] bytes) throws Exception {
      decoding.accept(ByteBuffer.wrap(bytes));
    }

    @Override
    public synchronized void accept(float[] block, int length) {
      samples += length;
      if (samples <= MOST_KEPT) {
        ByteBuffer bytes = ByteBuffer.allocate(length * Float.BYTES);
        bytes.asFloatBuffer().put(block, 0, length);
        heard.writeBytes(bytes.array());
      }
    }

    @Override
    public void finish() {
      ended.complete(null);
    }

    synchronized double seconds() {
      return (double) samples / Samples.RATE;
    }

    float[] all() throws Exception {
      ended.get(60, TimeUnit.SECONDS);
      float[] all = new float[heard.size() / Float.BYTES];
      ByteBuffer.wrap(heard.toByteArray()).asFloatBuffer().get(all);
      return all;
    }

    Throwable failure() throws Exception {
      return ended
          .handle((none, failed) -> Optional.ofNullable(failed))
          .get(60, TimeUnit.SECONDS)
          .orElseThrow(() -> new AssertionError("It was decoded"));
    }

    AudioProblem problem() throws Exception {
      assertThat(failure()).isInstanceOf(AudioException.class);
      return ((AudioException) failure()).problem();
    }
  }
}
