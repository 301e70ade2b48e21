package stentor.speech.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds of file a recording may come in. Its first bytes tell which it is; its name tells
 * nothing. What is encoded inside, and whether it is sound, only reading shows.
 */
public enum Container {
  /** RIFF, RIFX, RF64 or BW64 with WAVE in it. */
  WAV("WAV", "wav", "wave", "bwf", "rf64"),
  /** Frames of MPEG audio, layer II or III, with an ID3 tag before them or not. */
  MP3("MP3", "mp3"),
  /** Frames of AAC, each with its ADTS header. */
  AAC("AAC", "aac"),
  /** FLAC in its own container. */
  FLAC("FLAC", "flac"),
  /** Ogg: Opus, Vorbis or FLAC. */
  OGG("Ogg", "ogg", "oga", "opus"),
  /** Matroska and WebM, with pictures or without. */
  MATROSKA("WebM", "webm", "mkv", "mka"),
  /** MP4 and its kin of Apple and 3GPP, with pictures or without. */
  MP4("MP4", "mp4", "m4a", "m4b", "mov", "3gp"),
  /** AMR, narrow or wide band. */
  AMR("AMR", "amr");

  private static final int HEAD_BYTES = 12;
  private static final int TAG_BYTES = 10;

  /** Longer tags are no tags: cover pictures are smaller. */
  private static final int MOST_TAG_BYTES = 64 << 20;

  private static final Set<String> WAV_FORMS = Set.of("RIFF", "RIFX", "RF64", "BW64");
  private static final byte[] EBML = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // from List.of
  private final List<String> endings;

  Container(String label, String... endings) {
    this.label = label;
    this.endings = List.of(endings);
  }

  /** What people call it: {@code MP3}. */
  public String label() {
    return label;
  }

  /** How names of such files usually end, in lower case, without the dot. */
  public List<String> endings() {
    return endings;
  }

  /** The endings of all of them. */
  public static List<String> allEndings() {
    return Arrays.stream(values()).flatMap(kind -> kind.endings.stream()).toList();
  }

  /** All of them as a person reads them: {@code WAV, MP3, ...}. */
  static String allLabels() {
    return Arrays.stream(values()).map(Container::label).collect(Collectors.joining(", "));
  }

  /**
   * Looks at the beginning of a recording: at a few bytes, or past an ID3 tag of at most 64 MB.
   *
   * @param in the recording from its first byte; not closed here
   * @throws AudioException if it is empty or begins as no container does
   * @throws IOException if reading fails
   */
  public static Container of(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD_BYTES);
    if (head.length == 0) {
      throw new AudioException(new AudioProblem.Empty());
    }
    if (text(head, 0, "ID3")) {
      return afterTag(head, in);
    }
    if (isWav(head)) {
      return WAV;
    }
    if (text(head, 4, "ftyp")) {
      return MP4;
    }
    if (text(head, 0, "OggS")) {
      return OGG;
    }
    if (text(head, 0, "fLaC")) {
      return FLAC;
    }
    if (text(head, 0, "#!AMR")) {
      return AMR;
    }
    if (head.length >= EBML.length && Arrays.equals(Arrays.copyOf(head, EBML.length), EBML)) {
      return MATROSKA;
    }
    if (isAdts(head)) {
      return AAC;
    }
    if (isMpegAudio(head)) {
      return MP3;
    }
    throw new AudioException(
        new AudioProblem.UnknownContainer(
            HeaderInput.printable(ByteBuffer.wrap(head), head.length)));
  }

  /** A file cut short within its first 12 bytes counts, too: the reader says where it ends. */
  private static boolean isWav(byte[] head) {
    return head.length >= 4
        && WAV_FORMS.contains(new String(head, 0, 4, StandardCharsets.ISO_8859_1))
        && (head.length < HEAD_BYTES || text(head, 8, "WAVE"));
  }

  /** The tag stands before frames of every kind; what follows is MP3 unless it says otherwise. */
  private static Container afterTag(byte[] head, InputStream in) throws IOException {
    if (head.length < HEAD_BYTES) {
      return MP3;
    }
    // Four bytes of seven bits each; a footer of ten bytes is one bit of the flags.
    long size = (head[6] & 0x7FL) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7;
    size += (head[9] & 0x7F) + ((head[5] & 0x10) != 0 ? TAG_BYTES : 0);
    if (size > MOST_TAG_BYTES) {
      return MP3;
    }
    ByteArrayOutputStream next = new ByteArrayOutputStream();
    long known = HEAD_BYTES - (long) TAG_BYTES;
    if (size < known) {
      next.write(head, (int) (TAG_BYTES + size), (int) (known - size));
    } else {
      skip(in, size - known);
    }
    next.write(in.readNBytes(EBML.length));
    byte[] first = next.toByteArray();
    if (text(first, 0, "fLaC")) {
      return FLAC;
    }
    return isAdts(first) ? AAC : MP3;
  }

  private static void skip(InputStream in, long length) throws IOException {
    byte[] passed = new byte[8192];
    long left = length;
    while (left > 0) {
      int read = in.read(passed, 0, (int) Math.min(left, passed.length));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  /** ISO 13818-7: twelve ones, then a layer of 0, and a rate that exists. */
  private static boolean isAdts(byte[] bytes) {
    return bytes.length >= 4
        && (bytes[0] & 0xFF) == 0xFF
        && (bytes[1] & 0xF6) == 0xF0
        && (bytes[2] >> 2 & 0xF) < 13;
  }

  /**
   * ISO 11172-3: eleven ones, then a version, a layer, a bit rate and a rate that exist. Layer I is
   * left out: nobody has it, and text in UTF-16 looks like it.
   */
  private static boolean isMpegAudio(byte[] bytes) {
    if (bytes.length < 4 || (bytes[0] & 0xFF) != 0xFF || (bytes[1] & 0xE0) != 0xE0) {
      return false;
    }
    int version = bytes[1] >> 3 & 3;
    int layer = bytes[1] >> 1 & 3;
    return version != 1
        && (layer == 1 || layer == 2)
        && (bytes[2] >> 4 & 0xF) != 0xF
        && (bytes[2] >> 2 & 3) != 3;
  }

  private static boolean text(byte[] bytes, int at, String text) {
    return bytes.length >= at + text.length()
        && new String(bytes, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }
}
