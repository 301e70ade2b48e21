package stentor.speech.audio;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import stentor.speech.problem.Problem;

/**
 * Why a recording cannot be used. They share the code {@value #CODE}, the contract's one answer to
 * "this cannot be read as audio"; type and text tell them apart. Only {@link NotPrepared} is no
 * fault of who sent the recording and has a code of its own.
 */
public sealed interface AudioProblem extends Problem
    permits AudioProblem.Empty,
        AudioProblem.NotWav,
        AudioProblem.UnknownContainer,
        AudioProblem.NoAudio,
        AudioProblem.UnsupportedCodec,
        AudioProblem.Undecodable,
        AudioProblem.NotInstalled,
        AudioProblem.NotStreamable,
        AudioProblem.EndsInHeader,
        AudioProblem.FormatMissing,
        AudioProblem.UnsupportedEncoding,
        AudioProblem.AbsurdHeader,
        AudioProblem.UnusableCaps,
        AudioProblem.TooLong,
        AudioProblem.NotPrepared {

  /** The code of all of them. */
  String CODE = "invalid_audio";

  @Override
  default String code() {
    return CODE;
  }

  /** There was not one byte. */
  record Empty() implements AudioProblem {
    @Override
    public String what() {
      return "The recording is empty";
    }

    @Override
    public String why() {
      return "it has 0 bytes";
    }

    @Override
    public List<String> fixes() {
      return List.of("Check that the recording or the upload finished, and send the file again.");
    }
  }

  /**
   * The first bytes are not those of a WAV file.
   *
   * @param beginning the first bytes, at most 12, printable ones as they are and others as dots
   */
  record NotWav(String beginning) implements AudioProblem {
    @Override
    public String what() {
      return "This is not a WAV recording, whatever its name says";
    }

    @Override
    public String why() {
      return "it begins with \"%s\" where a WAV file has \"RIFF....WAVE\"".formatted(beginning);
    }

    @Override
    public List<String> fixes() {
      return List.of("If it is audio of another kind, convert it: " + CONVERT);
    }
  }

  /**
   * The first bytes are those of no file that is read here.
   *
   * @param beginning the first bytes, at most 12, printable ones as they are and others as dots
   */
  record UnknownContainer(String beginning) implements AudioProblem {
    @Override
    public String what() {
      return "This is no recording of a kind that is read here, whatever its name says";
    }

    @Override
    public String why() {
      return "it begins with \"%s\", as none of these does: %s"
          .formatted(beginning, Container.allLabels());
    }

    @Override
    public List<String> fixes() {
      return List.of("If it is audio of another kind, convert it: " + CONVERT);
    }
  }

  /**
   * There are pictures, subtitles or nothing in it, but no sound.
   *
   * @param container what it came in
   */
  record NoAudio(Container container) implements AudioProblem {
    @Override
    public String what() {
      return "There is no audio in this %s file".formatted(container.label());
    }

    @Override
    public String why() {
      return "none of its streams is one of audio";
    }

    @Override
    public List<String> fixes() {
      return List.of("Check that sound was recorded, and send a file that has it.");
    }
  }

  /**
   * The audio is encoded in a way that is not read here.
   *
   * @param container what it came in
   * @param codec the encoding's short name, for example {@code wmav2}
   */
  record UnsupportedCodec(Container container, String codec) implements AudioProblem {
    @Override
    public String what() {
      return "The audio in this %s file is encoded in a way that cannot be read here"
          .formatted(container.label());
    }

    @Override
    public String why() {
      return "its encoding is '%s'; read are MP3, AAC, ALAC, Opus, Vorbis, FLAC, AMR, AC-3 and PCM"
          .formatted(codec);
    }

    @Override
    public List<String> fixes() {
      return List.of("Convert it: " + CONVERT);
    }
  }

  /**
   * It begins as a recording does, but cannot be decoded.
   *
   * @param container what its beginning says it is
   * @param evidence what went wrong
   */
  record Undecodable(Container container, String evidence) implements AudioProblem {
    @Override
    public String what() {
      return "This %s file cannot be decoded".formatted(container.label());
    }

    @Override
    public String why() {
      return evidence;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Check that it plays; where the copy or the upload was cut short, send it again.",
          "Or let another program rewrite it: " + CONVERT);
    }
  }

  /**
   * This installation has no decoder for it.
   *
   * @param container what it came in
   */
  record NotInstalled(Container container) implements AudioProblem {
    @Override
    public String what() {
      return "%s recordings cannot be read by this installation".formatted(container.label());
    }

    @Override
    public String why() {
      return "no ffmpeg that runs came with it for this system or is on the PATH; it reads WAV only";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Convert it: " + CONVERT,
          "Or install ffmpeg 6 or newer on the computer that runs the environment, and start the"
              + " environment again.");
    }
  }

  /**
   * It cannot be decoded while it comes.
   *
   * @param container what it came in
   */
  record NotStreamable(Container container) implements AudioProblem {
    @Override
    public String what() {
      return "This %s file cannot be decoded while it is being sent".formatted(container.label());
    }

    @Override
    public String why() {
      return "its index comes after its audio";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Send it as a whole, to /client/dynamic/recognize.",
          "Or record in fragments, or in WebM or Ogg.");
    }
  }

  /**
   * The file ends before the first sample could stand.
   *
   * @param bytes how many bytes there were
   * @param awaited what should have come next, for example {@code the chunk 'fmt '}
   */
  record EndsInHeader(long bytes, String awaited) implements AudioProblem {
    @Override
    public String what() {
      return "The recording ends before its audio begins";
    }

    @Override
    public String why() {
      return String.format(
          Locale.ROOT, "after %,d bytes the file ends where %s should be", bytes, awaited);
    }

    @Override
    public List<String> fixes() {
      return List.of("The file was cut short: copy, download or upload it again.");
    }
  }

  /** The audio comes before the description without which it is only bytes. */
  record FormatMissing() implements AudioProblem {
    @Override
    public String what() {
      return "The header of this WAV file does not say how its audio is stored";
    }

    @Override
    public String why() {
      return "the chunk 'data' comes with no chunk 'fmt ' before it";
    }

    @Override
    public List<String> fixes() {
      return REWRITE;
    }
  }

  /**
   * The samples are stored in a way that is not read here.
   *
   * @param formatTag the encoding's number in Microsoft's register (RFC 2361), unsigned 16 bit
   * @param bits bits a sample as the header has them
   */
  record UnsupportedEncoding(int formatTag, int bits) implements AudioProblem {
    @Override
    public String what() {
      return "The audio in this WAV file is encoded in a way that cannot be read here";
    }

    @Override
    public String why() {
      String name =
          switch (formatTag) {
            case 0x0001 -> "PCM";
            case 0x0002 -> "Microsoft ADPCM";
            case 0x0003 -> "IEEE float";
            case 0x0011 -> "IMA ADPCM";
            case 0x0031 -> "GSM 6.10";
            case 0x0050 -> "MPEG";
            case 0x0055 -> "MP3";
            case 0x00FF -> "AAC";
            case 0x0161 -> "Windows Media Audio";
            case 0xFFFE -> "an extension of another maker";
            default -> "unknown here";
          };
      return String.format(
          Locale.ROOT,
          "its format tag is 0x%04X (%s) with %d bits a sample; read are PCM of 1 to 32 bits,"
              + " IEEE float of 32 or 64, and mu-law and A-law of 8",
          formatTag,
          name,
          bits);
    }

    @Override
    public List<String> fixes() {
      return List.of("Convert it: " + CONVERT);
    }
  }

  /**
   * A number in the header that no real recording has.
   *
   * @param field which number, for example {@code sample rate}
   * @param value what the header says, unsigned
   * @param accepted what would be accepted, for example {@code 1 to 64}
   */
  record AbsurdHeader(String field, long value, String accepted) implements AudioProblem {
    @Override
    public String what() {
      return "The header of this WAV file is damaged";
    }

    @Override
    public String why() {
      return "its %s is %s, accepted is %s"
          .formatted(field, Long.toUnsignedString(value), accepted);
    }

    @Override
    public List<String> fixes() {
      return REWRITE;
    }
  }

  /**
   * GStreamer capabilities that say how raw audio is stored cannot be used.
   *
   * @param reason why not, a clause
   */
  record UnusableCaps(String reason) implements AudioProblem {
    @Override
    public String what() {
      return "The content type of the raw audio cannot be used";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Send for example: audio/x-raw, layout=(string)interleaved, rate=(int)16000,"
              + " format=(string)S16LE, channels=(int)1.");
    }
  }

  /**
   * More audio than is accepted in one recording.
   *
   * @param limit the longest accepted
   */
  record TooLong(Duration limit) implements AudioProblem {
    @Override
    public String what() {
      return "The recording is too long";
    }

    @Override
    public String why() {
      return String.format(
          Locale.ROOT,
          "it has more than %d h %d min %d s of audio",
          limit.toHours(),
          limit.toMinutesPart(),
          limit.toSecondsPart());
    }

    @Override
    public List<String> fixes() {
      return List.of("Cut it into shorter recordings and send these one by one.");
    }
  }

  /**
   * A file of the job store that should be {@link PreparedAudio} is not, or is damaged.
   *
   * @param evidence what is wrong with it
   */
  record NotPrepared(String evidence) implements AudioProblem {
    @Override
    public String code() {
      return "stored_audio_damaged";
    }

    @Override
    public String what() {
      return "The stored audio of this job is damaged";
    }

    @Override
    public String why() {
      return evidence;
    }

    @Override
    public List<String> fixes() {
      return List.of("Send the recording again as a new job.");
    }
  }

  /** The command that turns about anything into what is read here. */
  String CONVERT = "ffmpeg -i INPUT -ac 1 -ar 16000 -c:a pcm_s16le OUTPUT.wav";

  /** What mends a damaged header, where anything does. */
  List<String> REWRITE =
      List.of(
          "Export the recording again from the program that made it.",
          "Or let another program rewrite it: " + CONVERT);
}
