package stentor.speech.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The chunk {@code fmt }: {@code WAVEFORMAT} or {@code WAVEFORMATEXTENSIBLE}.
 *
 * @param chunk its bytes in its byte order, at least {@value #PLAIN_BYTES}
 */
record FormatChunk(ByteBuffer chunk) {

  /** Bytes of the shortest form. */
  static final int PLAIN_BYTES = 16;

  /** Bytes of the longest form that is looked at. */
  static final int EXTENSIBLE_BYTES = 40;

  private static final int PCM = 0x0001;
  private static final int FLOAT = 0x0003;
  private static final int A_LAW = 0x0006;
  private static final int MU_LAW = 0x0007;
  private static final int EXTENSIBLE = 0xFFFE;

  /** Last 8 bytes of every GUID that is made of a format tag: xxxxxxxx-0000-0010-8000-00AA.... */
  private static final long TAG_GUID_END = 0x8000_00AA_0038_9B71L;

  /** What the chunk says, checked. */
  WavFormat format() {
    WavFormat format =
        new WavFormat(encoding(), unsignedShort(2), chunk.getInt(4)); // ranges are checked there
    int frameBytes = unsignedShort(12);
    if (frameBytes != format.frameBytes()) {
      throw new AudioException(
          new AudioProblem.AbsurdHeader(
              "bytes a frame (block align)",
              frameBytes,
              "%d for %d channels of %d bytes"
                  .formatted(format.frameBytes(), format.channels(), format.encoding().bytes())));
    }
    return format;
  }

  private SampleEncoding encoding() {
    int tag = unsignedShort(0);
    int bits = unsignedShort(14);
    if (tag == EXTENSIBLE) {
      tag = extendedTag();
    }
    return switch (tag) {
      case PCM -> integers(bits);
      case FLOAT ->
          switch (bits) {
            case 32 -> SampleEncoding.FLOAT_32;
            case 64 -> SampleEncoding.FLOAT_64;
            default -> throw unsupported(tag, bits);
          };
      case A_LAW -> eightBits(SampleEncoding.A_LAW, tag, bits);
      case MU_LAW -> eightBits(SampleEncoding.MU_LAW, tag, bits);
      default -> throw unsupported(tag, bits);
    };
  }

  private int extendedTag() {
    if (chunk.limit() < EXTENSIBLE_BYTES) {
      throw new AudioException(
          new AudioProblem.AbsurdHeader(
              "size of the chunk 'fmt ' of an extensible format",
              chunk.limit(),
              "at least " + EXTENSIBLE_BYTES));
    }
    // A GUID's first three numbers follow the file's byte order, its last eight bytes do not.
    boolean tagGuid =
        chunk.getShort(28) == 0x0000
            && chunk.getShort(30) == 0x0010
            && chunk.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(32) == TAG_GUID_END;
    int tag = chunk.getInt(24);
    return tagGuid && tag >= 0 && tag < EXTENSIBLE ? tag : EXTENSIBLE;
  }

  private static SampleEncoding integers(int bits) {
    return switch ((bits + 7) / 8) {
      case 1 -> SampleEncoding.PCM_8;
      case 2 -> SampleEncoding.PCM_16;
      case 3 -> SampleEncoding.PCM_24;
      case 4 -> SampleEncoding.PCM_32;
      default ->
          throw new AudioException(
              new AudioProblem.AbsurdHeader("bits a sample", bits, "1 to 32 for PCM"));
    };
  }

  private static SampleEncoding eightBits(SampleEncoding encoding, int tag, int bits) {
    if (bits != 8) {
      throw unsupported(tag, bits);
    }
    return encoding;
  }

  private static AudioException unsupported(int tag, int bits) {
    return new AudioException(new AudioProblem.UnsupportedEncoding(tag, bits));
  }

  private int unsignedShort(int at) {
    return Short.toUnsignedInt(chunk.getShort(at));
  }
}
