package stentor.master.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stentor.master.MasterProgram;
import stentor.master.decode.Decoders.Decoding;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.Container;
import stentor.speech.audio.WavReader;

/** Recordings that are not WAV, through real child processes and the FFmpeg of the build. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledIf("stentor.master.decode.SampleFiles#available")
class FormatsTest {

  private static final double SECONDS = 7.553625;

  /** A tenth of a second, which an encoder may shift what it is given. */
  private static final int SHIFT = 1600;

  private static Decoders decoders;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    decoders = new Decoders(command(SampleFiles.FFMPEG), 1, Decoders.LEAST_TIME);
  }

  @AfterAll
  static void end() {
    decoders.close();
  }

  static Stream<Arguments> formats() {
    return Stream.of(
        format("a.mp3", 0.93),
        format("tagged.mp3", 0.93, "-metadata", "title=A title", "-id3v2_version", "3"),
        format("a.mp2", 0.93, "-f", "mp2", "-b:a", "128k"),
        format("stereo.mp3", 0.93, "-ac", "2", "-ar", "44100"),
        format("a.aac", 0.95),
        format("a.m4a", 0.95),
        format("alac.m4a", 0.999, "-c:a", "alac"),
        format("front.m4a", 0.95, "-movflags", "+faststart"),
        format("fragments.mp4", 0.95, "-movflags", "+frag_keyframe+empty_moov", "-f", "mp4"),
        format("a.mov", 0.999, "-c:a", "pcm_s16le"),
        format("a.flac", 0.999),
        format("flac.ogg", 0.999, "-c:a", "flac"),
        format("vorbis.ogg", 0.9, "-c:a", "vorbis", "-strict", "-2", "-ac", "2"),
        format("a.opus", 0.9, "-c:a", "libopus"),
        format("a.webm", 0.9, "-c:a", "libopus"),
        format("a.mkv", 0.999, "-c:a", "pcm_s16le"),
        format("a.amr", 0.7, "-ar", "8000", "-c:a", "libopencore_amrnb", "-b:a", "12.2k"),
        format("wide.amr", 0.7, "-c:a", "libvo_amrwbenc", "-f", "amr"));
  }

  private static Arguments format(String name, double likeness, String... words) {
    return Arguments.of(name, likeness, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void what_was_said_is_decoded_at_its_length(String name, double likeness, String[] words)
      throws Exception {
    Path file = new SampleFiles(folder).encode(name, words);
    // Its name does not matter.
    Path nameless = Files.move(file, folder.resolve("recording"));

    Decoding.Prepared prepared = prepared(nameless);

    assertThat(prepared.seconds()).isCloseTo(SECONDS, within(0.2));
    assertThat(prepared.truncated()).isFalse();
    assertThat(prepared.parts()).isNotEmpty();
    float[] heard = SampleFiles.samples(output());
    assertThat(SampleFiles.likeness(original(), heard, SHIFT)).isGreaterThan(likeness);
  }

  @Test
  void the_sound_of_a_video_is_taken() throws Exception {
    Path video =
        new SampleFiles(folder)
            .encode(
                "a.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc=duration=10:size=64x48:rate=10",
                "-c:v",
                "mpeg4");

    Decoding.Prepared prepared = prepared(video);

    assertThat(prepared.seconds()).isCloseTo(SECONDS, within(0.1));
    assertThat(prepared.truncated()).as("it is shorter than the pictures").isFalse();
  }

  @Test
  void a_pause_that_was_not_recorded_stays_a_pause() throws Exception {
    SampleFiles files = new SampleFiles(folder);
    Path gap =
        files.encode(
            "gap.mkv", "-af", "aselect='not(between(t,2,5))'", "-c:a", "pcm_s16le", "-vsync", "0");

    assertThat(prepared(gap).seconds()).isCloseTo(SECONDS, within(0.1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cutFormats")
  void what_was_cut_short_is_decoded_as_far_as_it_goes_and_told(String name, String[] words)
      throws Exception {
    SampleFiles files = new SampleFiles(folder);

    Decoding.Prepared prepared = prepared(files.cut(files.encode(name, words), 0.5));

    assertThat(prepared.truncated()).isTrue();
    assertThat(prepared.seconds()).isBetween(1.0, SECONDS - 1);
  }

  static Stream<Arguments> cutFormats() {
    return Stream.of(
        cutFormat("a.mp3"),
        cutFormat("variable.mp3", "-q:a", "5"),
        cutFormat("a.flac"),
        cutFormat("a.webm", "-c:a", "libopus"),
        cutFormat("front.m4a", "-movflags", "+faststart"));
  }

  private static Arguments cutFormat(String name, String... words) {
    return Arguments.of(name, words);
  }

  @Test
  void a_length_that_is_only_estimated_makes_nothing_truncated() throws Exception {
    SampleFiles files = new SampleFiles(folder);
    // Silence first makes the estimate from the first frames wrong.
    Path untold = files.encode("untold.mp3", "-write_xing", "0", "-q:a", "5", "-af", "adelay=4000");

    assertThat(prepared(untold).truncated()).isFalse();
  }

  @Test
  void an_index_at_the_end_that_was_cut_off_is_told() throws Exception {
    SampleFiles files = new SampleFiles(folder);

    assertThat(refused(files.cut(files.encode("a.m4a"), 0.5)))
        .startsWith("This MP4 file cannot be decoded")
        .contains("moov");
  }

  @Test
  void pictures_without_sound_are_told() throws Exception {
    Path mute =
        new SampleFiles(folder)
            .make(
                "mute.mp4",
                List.of("-f", "lavfi", "-i", "testsrc=duration=1:size=64x48", "-c:v", "mpeg4"));

    assertThat(refused(mute)).contains("There is no audio in this MP4 file");
  }

  @Test
  void an_encoding_that_is_not_read_is_told_by_its_name() throws Exception {
    Path odd = new SampleFiles(folder).encode("a.mkv", "-c:a", "wmav2");

    assertThat(refused(odd)).contains("encoded in a way that cannot be read here", "'wmav2'");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("disguises")
  void lists_of_other_files_are_refused_whatever_they_begin_with(String name, byte[] bytes)
      throws Exception {
    Path secret = Files.copy(SampleFiles.CLIP, folder.resolve("secret.wav"));
    String text =
        new String(bytes, StandardCharsets.ISO_8859_1).replace("SECRET", secret.toString());

    Path file = new SampleFiles(folder).write(name, text.getBytes(StandardCharsets.ISO_8859_1));

    refused(file);
  }

  static Stream<Arguments> disguises() {
    String list = "ffconcat version 1.0\nfile 'SECRET'\n";
    String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXTINF:8,\nfile://SECRET\n#EXT-X-ENDLIST\n";
    return Stream.of(
        Arguments.of("list.mp3", bytes(list)),
        Arguments.of("list.m3u8", bytes(hls)),
        Arguments.of("tagged.mp3", bytes("ID3\3\0\0\0\0\0\0" + hls)),
        Arguments.of("tagged-list.mp3", bytes("ID3\3\0\0\0\0\0\0" + list)),
        Arguments.of("ogg.ogg", bytes("OggS" + list)),
        Arguments.of("flac.flac", bytes("fLaC" + list)),
        Arguments.of("movie.mp4", bytes("\0\0\0\24ftypM4A \0\0\0\0" + hls)),
        Arguments.of("frame.mp3", bytes("\u00ff\u00fb\u0090d" + list)));
  }

  @Test
  void a_list_after_the_beginning_of_amr_is_noise_and_not_followed() throws Exception {
    // Any bytes are frames of AMR: what is told of is not heard.
    String list = "#!AMR\n#EXTM3U\n#EXTINF:8,\nfile://" + SampleFiles.CLIP + "\n".repeat(20);

    Decoding decoding = decode(new SampleFiles(folder).write("list.amr", bytes(list)));

    if (decoding instanceof Decoding.Prepared prepared) {
      assertThat(prepared.seconds()).isLessThan(3);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_movie_that_names_another_file_as_its_sound_is_refused() throws Exception {
    SampleFiles files = new SampleFiles(folder);
    Path movie = files.encode("a.mov", "-c:a", "pcm_s16le");
    byte[] bytes = Files.readAllBytes(movie);
    // 'url ' with the flag "in this file" becomes a reference without it.
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("url \0\0\0\1");
    assertThat(at).isPositive();
    bytes[at + 7] = 0;

    // Read from the file itself, or refused; nothing else is opened: "fd" is all that may be.
    Decoding decoding = decode(files.write("elsewhere.mov", bytes));

    assertThat(decoding).isInstanceOfAny(Decoding.Prepared.class, Decoding.Failed.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beginnings")
  void noise_after_a_good_beginning_is_refused(String name, byte[] beginning) throws Exception {
    byte[] noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(beginning);
    file.write(noise);

    refused(new SampleFiles(folder).write("noise", file.toByteArray()));
  }

  static Stream<Arguments> beginnings() {
    return Stream.of(
        Arguments.of("FLAC", bytes("fLaC")),
        Arguments.of("Ogg", bytes("OggS")),
        Arguments.of("WebM", bytes("\u001aE\u00df\u00a3")),
        Arguments.of("MP4", bytes("\0\0\0\24ftypM4A \0\0\0\0")));
  }

  @Test
  void what_is_cut_off_within_its_header_is_refused() throws Exception {
    SampleFiles files = new SampleFiles(folder);
    for (String name : List.of("a.m4a", "a.flac", "a.webm", "a.opus")) {
      byte[] whole = Files.readAllBytes(files.encode(name));
      for (int length : List.of(4, 12, 40)) {
        if (length >= 12 || !name.endsWith("m4a")) {
          refused(files.write("short", Arrays.copyOf(whole, length)));
        }
      }
    }
  }

  @Test
  void a_rate_that_would_unfold_a_small_file_to_a_huge_one_is_refused() throws Exception {
    SampleFiles files = new SampleFiles(folder);
    byte[] flac = Files.readAllBytes(files.encode("a.flac"));
    // 20 bits of the rate begin 18 bytes from the start: 16 kHz becomes 1 Hz.
    flac[18] = 0;
    flac[19] = 0;
    flac[20] = (byte) (0x10 | (flac[20] & 0x0F));

    assertThat(refused(files.write("slow.flac", flac))).contains("sample rate is 1 Hz");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_decoding_that_hangs_is_ended_with_all_its_processes() throws Exception {
    Path hanging = ffmpeg("exec sleep 4242");
    try (Decoders others = new Decoders(command(hanging), 1, Duration.ofSeconds(4))) {
      Path mp3 = new SampleFiles(folder).encode("a.mp3");

      Decoding decoding = others.decode(mp3, output());

      assertThat(message(decoding)).contains("took more than");
      assertThat(output()).doesNotExist();
    }
    assertGone("sleep 4242");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void one_that_turns_in_circles_is_ended_by_its_processor_time() throws Exception {
    FfmpegDecoder decoder = limited("while :; do :; done", Duration.ofSeconds(1), 1L << 30);

    assertThat(undecodable(decoder)).contains("status");
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void one_that_wants_more_memory_than_it_may_have_is_ended() throws Exception {
    String bomb = "x=$(head -c 400000000 /dev/zero | tr '\\0' a); echo ${#x} > grown";
    FfmpegDecoder decoder = limited(bomb, Duration.ofSeconds(60), 100L << 20);

    assertThat(undecodable(decoder)).contains("status");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void one_that_writes_without_end_is_stopped_at_the_longest_recording() throws Exception {
    FfmpegDecoder decoder =
        new FfmpegDecoder(
            Optional.of(ffmpeg("exec cat /dev/zero")),
            FfmpegDecoder.LIMITS,
            new AudioLimits(Duration.ofSeconds(60)));

    assertThat(undecodable(decoder)).contains("too long");
    assertThat(output()).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void one_that_writes_files_or_complains_without_end_is_ended_and_its_words_are_kept_short()
      throws Exception {
    FfmpegDecoder writing =
        limited("echo x > " + folder.resolve("stolen"), Duration.ofSeconds(9), 1L << 30);
    assertThat(undecodable(writing)).contains("status");
    assertThat(folder.resolve("stolen")).matches(file -> file.toFile().length() == 0);

    FfmpegDecoder complaining =
        limited(
            "head -c 3000000 /dev/zero | tr '\\0' e >&2; exit 3", Duration.ofSeconds(9), 1L << 30);
    assertThat(undecodable(complaining)).contains("status 3").hasSizeLessThan(700);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_decoder_that_dies_leaves_no_ffmpeg_behind() throws Exception {
    Path endless = ffmpeg("exec yes 4243");
    List<String> command = command(endless);
    Path mp3 = new SampleFiles(folder).encode("a.mp3");
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    child
        .getOutputStream()
        .write(
            ("{\"input\":\"" + mp3 + "\",\"output\":\"" + output() + "\"}\n")
                .getBytes(StandardCharsets.UTF_8));
    child.getOutputStream().flush();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> running("yes 4243").findAny().isPresent());

    child.destroyForcibly().onExit().get(30, TimeUnit.SECONDS);

    assertGone("yes 4243");
  }

  @Test
  void an_installation_without_a_decoder_says_that_it_reads_wav_only() throws Exception {
    Path mp3 = new SampleFiles(folder).encode("a.mp3");
    List<String> command =
        Stream.concat(Stream.of("env", "PATH=/nowhere"), command(folder).stream()).toList();
    try (Decoders others = new Decoders(command, 1, Decoders.LEAST_TIME)) {
      assertThat(message(others.decode(mp3, output()))).contains("MP3", "WAV only");
    }
  }

  private FfmpegDecoder limited(String script, Duration processor, long memory) throws IOException {
    return new FfmpegDecoder(
        Optional.of(ffmpeg(script)),
        new LimitedProcess.Limits(processor, memory),
        AudioLimits.DEFAULT);
  }

  private String undecodable(FfmpegDecoder decoder) throws Exception {
    Path mp3 = new SampleFiles(folder).encode("a.mp3");
    try {
      decoder.decode(mp3, Container.MP3, output());
    } catch (AudioException refused) {
      return refused.problem().sentence();
    }
    throw new AssertionError("It was decoded");
  }

  /**
   * A program in FFmpeg's place that knows what is in the file, and then does as the script says.
   */
  private Path ffmpeg(String script) throws IOException {
    Path programs = Files.createTempDirectory(folder, "programs");
    program(
        programs.resolve("ffmpeg"),
        "case \"$*\" in *-protocols*) echo fd; exit 0;; esac\n" + script + "\n");
    program(
        programs.resolve("ffprobe"),
        """
        echo '{"streams":[{"codec_name":"mp3","sample_rate":"16000","channels":1}],"format":{"nb_streams":1}}'
        """);
    return programs;
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Stream<ProcessHandle> running(String command) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").endsWith(command));
  }

  private static void assertGone(String command) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> running(command).findAny().isEmpty());
  }

  private Decoding.Prepared prepared(Path file) throws Exception {
    Decoding decoding = decode(file);
    assertThat(decoding).isInstanceOf(Decoding.Prepared.class);
    return (Decoding.Prepared) decoding;
  }

  private String refused(Path file) throws Exception {
    Decoding decoding = decode(file);
    assertThat(decoding)
        .isInstanceOfSatisfying(
            Decoding.Failed.class,
            failed -> assertThat(failed.failure().code()).isEqualTo("invalid_audio"));
    assertThat(output()).doesNotExist();
    return message(decoding);
  }

  private static String message(Decoding decoding) {
    return decoding instanceof Decoding.Failed failed ? failed.failure().message() : "";
  }

  private Decoding decode(Path file) throws Exception {
    return decoders.decode(file, output());
  }

  private Path output() {
    return folder.resolve("prepared.wav");
  }

  private static float[] original() throws IOException {
    try (WavReader reader = WavReader.open(SampleFiles.CLIP)) {
      float[] all = new float[200_000];
      int length = 0;
      float[] block = new float[4096];
      for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
        System.arraycopy(block, 0, all, length, read);
        length += read;
      }
      return Arrays.copyOf(all, length);
    }
  }

  private static List<String> command(Path ffmpeg) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        MasterProgram.class.getName(),
        "--decode",
        "--ffmpeg",
        ffmpeg.toString());
  }
}
