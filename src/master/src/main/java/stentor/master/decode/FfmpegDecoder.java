package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.master.decode.LimitedProcess.Limits;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.speech.audio.AudioDecoder;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.AudioProblem;
import stentor.speech.audio.Container;
import stentor.speech.audio.Samples;
import stentor.speech.audio.WavFormat;

/**
 * Decodes recordings that are not WAV by FFmpeg's programs, each file in processes of its own with
 * limits. Which demuxer reads the file is ours to say, by its first bytes; only decoders of speech
 * and music may run; nothing can be opened but the file, and that is open already. Safe for all
 * threads.
 */
final class FfmpegDecoder {

  /**
   * A day of Opus, the slowest that was measured, takes two minutes of a core; the index of a day
   * of AAC in MP4 takes some 200 MB.
   */
  static final Limits LIMITS = new Limits(Duration.ofMinutes(20), 1024L * 1024 * 1024);

  /** Evidence that something is not what it seems. */
  static final String NO_SAMPLE = "there is not one sample in it that can be decoded";

  private static final int MOST_PROBE_BYTES = 65_536;

  /** Encoders add some frames before and after, and round; nothing audible is shorter. */
  private static final double TOLERATED_SECONDS = 0.3;

  private final InstalledFfmpeg installed;
  private final Limits limits;
  private final AudioLimits audioLimits;
  private final AudioDecoder audio;

  /**
   * A decoder that looks for FFmpeg when it first needs it.
   *
   * @param own folder of the one that came with the programs
   */
  FfmpegDecoder(Optional<Path> own, Limits limits, AudioLimits audioLimits) {
    this.installed = InstalledFfmpeg.here(own, limits);
    this.limits = limits;
    this.audioLimits = audioLimits;
    this.audio = new AudioDecoder(audioLimits);
  }

  /**
   * Writes the prepared audio.
   *
   * @param container what the recording's first bytes say it is, not WAV
   * @param output where the prepared audio goes; there is no file on failure
   * @throws AudioException if it cannot be decoded here
   * @throws IOException if a file cannot be read or written
   */
  AudioDecoder.Prepared decode(Path input, Container container, Path output) throws IOException {
    try {
      Ffmpeg ffmpeg =
          installed
              .ffmpeg()
              .orElseThrow(() -> new AudioException(new AudioProblem.NotInstalled(container)));
      Probe.Stream stream = check(probe(ffmpeg, input, container), container);
      Optional<Double> declared = declared(stream, input, container);
      long length = write(ffmpeg, input, container, output);
      double seconds = (double) length / Samples.RATE;
      boolean truncated = declared.filter(told -> told - seconds > TOLERATED_SECONDS).isPresent();
      return new AudioDecoder.Prepared(length, truncated);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(ended);
    }
  }

  private Probe probe(Ffmpeg ffmpeg, Path input, Container container)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ffmpeg.prober().toString());
    command.addAll(FfmpegOptions.input(container));
    command.addAll(
        List.of(
            // It would decode the beginning of all that is in it, pictures too.
            "-nofind_stream_info",
            "-select_streams",
            "a:0",
            "-show_entries",
            "stream=codec_name,sample_rate,channels,duration,time_base:format=nb_streams,duration",
            "-of",
            "json=compact=1",
            "-i",
            "fd:"));
    try (LimitedProcess process = LimitedProcess.start(command, ffmpeg.libraries(), input, limits);
        InputStream answer = process.output()) {
      byte[] told = answer.readNBytes(MOST_PROBE_BYTES);
      checkStatus(process, container);
      return Documents.read(told, Probe.class);
    } catch (DocumentException nonsense) {
      throw undecodable(container, "what is in it cannot be told");
    }
  }

  private static Probe.Stream check(Probe probe, Container container) {
    if (probe.streams().isEmpty()) {
      throw new AudioException(new AudioProblem.NoAudio(container));
    }
    Probe.Stream stream = probe.stream();
    String codec = stream.codec().orElse("unknown");
    if (!FfmpegOptions.CODECS.contains(codec)) {
      throw new AudioException(new AudioProblem.UnsupportedCodec(container, codec));
    }
    // A small file of a tiny rate would unfold to a huge one. MP3 and AAC, whose files tell it in
    // frames only, have no such rates.
    int rate = stream.rate();
    if (rate != 0 && (rate < WavFormat.MINIMUM_RATE || rate > WavFormat.MAXIMUM_RATE)) {
      throw undecodable(
          container,
          "its sample rate is %d Hz, accepted is %d to %d"
              .formatted(rate, WavFormat.MINIMUM_RATE, WavFormat.MAXIMUM_RATE));
    }
    if (stream.channels() > WavFormat.MAXIMUM_CHANNELS) {
      throw undecodable(
          container,
          "it has %d channels, accepted are at most %d"
              .formatted(stream.channels(), WavFormat.MAXIMUM_CHANNELS));
    }
    return stream;
  }

  /**
   * The length that the file itself tells, in seconds; absent where it could only be estimated from
   * its size or found by reading to its end, which a file cut short survives.
   */
  private static Optional<Double> declared(Probe.Stream stream, Path input, Container container)
      throws IOException {
    return switch (container) {
      case FLAC, MP4, MATROSKA -> stream.seconds();
      case MP3 -> {
        try (InputStream mp3 = Files.newInputStream(input)) {
          yield XingTag.in(mp3) ? stream.seconds() : Optional.empty();
        }
      }
      case WAV, AAC, OGG, AMR -> Optional.empty();
    };
  }

  private long write(Ffmpeg ffmpeg, Path input, Container container, Path output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(ffmpeg.decoder().toString(), "-nostdin"));
    command.addAll(FfmpegOptions.input(container));
    command.addAll(
        FfmpegOptions.output(
            audioLimits,
            // Silence where nothing was recorded keeps the words where pictures have them.
            "aresample=async=1:first_pts=0"));
    command.add(FfmpegOptions.TO_OUTPUT);
    boolean done = false;
    try (LimitedProcess process = LimitedProcess.start(command, ffmpeg.libraries(), input, limits);
        InputStream samples = process.output()) {
      long length = audio.writeRaw(samples, output);
      checkStatus(process, container);
      if (length == 0) {
        throw undecodable(container, NO_SAMPLE);
      }
      done = true;
      return length;
    } finally {
      if (!done) {
        Files.deleteIfExists(output);
      }
    }
  }

  /**
   * Waits for its end.
   *
   * @throws AudioException if it ended in any way but well
   */
  static void checkStatus(LimitedProcess process, Container container) throws InterruptedException {
    int status = process.status();
    if (status != 0) {
      String complaint = process.complaint();
      throw undecodable(
          container,
          "its decoder ended with status %d%s"
              .formatted(status, complaint.isEmpty() ? "" : " (" + complaint + ")"));
    }
  }

  static AudioException undecodable(Container container, String evidence) {
    return new AudioException(new AudioProblem.Undecodable(container, evidence));
  }
}
