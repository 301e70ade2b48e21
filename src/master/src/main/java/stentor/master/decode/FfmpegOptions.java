package stentor.master.decode;

import java.util.List;
import java.util.Set;
import stentor.speech.audio.AudioLimits;
import stentor.speech.audio.Container;
import stentor.speech.audio.Samples;

/** What FFmpeg's programs are told, whatever they read from. */
final class FfmpegOptions {

  /** FFmpeg's own limit of one piece of memory. */
  private static final String MOST_PIECE_BYTES = "268435456";

  /** Names of what is inside, as FFmpeg has them. */
  static final Set<String> CODECS =
      Set.of(
          "mp3",
          "mp2",
          "aac",
          "aac_latm",
          "alac",
          "opus",
          "vorbis",
          "flac",
          "amr_nb",
          "amr_wb",
          "ac3",
          "eac3",
          "pcm_u8",
          "pcm_s8",
          "pcm_s16le",
          "pcm_s16be",
          "pcm_s24le",
          "pcm_s24be",
          "pcm_s32le",
          "pcm_s32be",
          "pcm_f32le",
          "pcm_f32be",
          "pcm_f64le",
          "pcm_f64be",
          "pcm_mulaw",
          "pcm_alaw");

  /** The decoders of these, where they are called otherwise. */
  private static final Set<String> OTHER_DECODERS =
      Set.of(
          "mp3float",
          "mp2float",
          "libopus",
          "amrnb",
          "amrwb",
          "libopencore_amrnb",
          "libopencore_amrwb");

  /** The last of all: it is written to the standard output. */
  static final String TO_OUTPUT = "pipe:1";

  private FfmpegOptions() {}

  /** How the input is read: as this container and nothing else. */
  static List<String> input(Container container) {
    return List.of(
        "-v",
        "error",
        "-protocol_whitelist",
        "fd",
        "-max_alloc",
        MOST_PIECE_BYTES,
        "-f",
        demuxer(container));
  }

  private static String demuxer(Container container) {
    return switch (container) {
      case WAV -> "wav";
      case MP3 -> "mp3";
      case AAC -> "aac";
      case FLAC -> "flac";
      case OGG -> "ogg";
      case MATROSKA -> "matroska";
      case MP4 -> "mov";
      case AMR -> "amr";
    };
  }

  /**
   * What is decoded, and that it is written as 16-bit mono to what is named next.
   *
   * @param limits more than these is not written, but for a second by which it shows
   * @param filter how it is resampled
   */
  static List<String> output(AudioLimits limits, String filter) {
    return List.of(
        "-codec_whitelist",
        String.join(",", CODECS) + "," + String.join(",", OTHER_DECODERS),
        "-threads",
        "1",
        "-i",
        "fd:",
        "-map",
        "0:a:0",
        "-vn",
        "-sn",
        "-dn",
        "-t",
        // One more, so that what is too long is seen to be.
        Long.toString(limits.longest().toSeconds() + 1),
        "-af",
        filter,
        "-ac",
        "1",
        "-ar",
        Integer.toString(Samples.RATE),
        "-f",
        "s16le");
  }
}
