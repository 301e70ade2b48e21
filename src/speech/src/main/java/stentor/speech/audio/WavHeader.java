package stentor.speech.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that stands before the first sample of a WAV file.
 *
 * <p>Sources: Multimedia Programming Interface and Data Specifications 1.0 (IBM and Microsoft,
 * 1991) for RIFF, RIFX and WAVE; RFC 2361 for the format tags; Microsoft's {@code
 * WAVEFORMATEXTENSIBLE}; EBU Tech 3306 and ITU-R BS.2088 for RF64, BW64 and {@code ds64}.
 *
 * @param format how the audio is stored
 * @param order the order of its bytes
 * @param dataBytes how many bytes of audio the header says there are; absent where it was written
 *     before that was known, the audio then goes on to the end
 */
record WavHeader(WavFormat format, ByteOrder order, OptionalLong dataBytes) {

  /** The most that is skipped on the way to the audio: cover pictures and notes are smaller. */
  private static final long MAXIMUM_BYTES = 64L << 20;

  private static final int UNKNOWN_SIZE = 0xFFFFFFFF;

  /** Reads from the first byte of a file to its first sample. */
  static WavHeader read(HeaderInput in) throws IOException {
    return new Parser(in).parse();
  }

  /** One reading of one header; holds what the chunks seen so far have told. */
  private static final class Parser {

    private final HeaderInput in;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private int riffSize;
    private boolean longSizes;
    private OptionalLong longDataBytes = OptionalLong.empty();
    private Optional<WavFormat> format = Optional.empty();

    Parser(HeaderInput in) {
      this.in = in;
    }

    WavHeader parse() throws IOException {
      readForm();
      while (true) {
        ByteBuffer head = in.take(8, format.isEmpty() ? "the chunk 'fmt '" : "the chunk 'data'");
        String id = HeaderInput.printable(head, 4);
        int size = head.order(order).getInt(4);
        if (id.equals("data")) {
          WavFormat known =
              format.orElseThrow(() -> new AudioException(new AudioProblem.FormatMissing()));
          return new WavHeader(known, order, dataBytes(size));
        }
        readChunk(id, Integer.toUnsignedLong(size));
      }
    }

    private void readForm() throws IOException {
      ByteBuffer form = in.takeForm();
      String id = HeaderInput.printable(form, 4);
      order = id.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      longSizes = id.equals("RF64") || id.equals("BW64");
      riffSize = form.order(order).getInt(4);
    }

    private void readChunk(String id, long size) throws IOException {
      // A chunk of odd size is followed by one byte that counts for nothing.
      long stored = size + (size & 1);
      if (stored > MAXIMUM_BYTES - in.position()) {
        throw new AudioException(
            new AudioProblem.AbsurdHeader(
                "chunk '%s' before the audio".formatted(id),
                size,
                "at most %d bytes for all that stands before the audio".formatted(MAXIMUM_BYTES)));
      }
      long end = in.position() + stored;
      if (id.equals("fmt ")) {
        format = Optional.of(readFormat(size));
      } else if (id.equals("ds64") && longSizes) {
        longDataBytes = readLongSizes(size);
      }
      in.skip(end - in.position(), "the rest of the chunk '%s'".formatted(id));
    }

    private WavFormat readFormat(long size) throws IOException {
      if (size < FormatChunk.PLAIN_BYTES) {
        throw new AudioException(
            new AudioProblem.AbsurdHeader(
                "size of the chunk 'fmt '", size, "at least " + FormatChunk.PLAIN_BYTES));
      }
      int read = (int) Math.min(size, FormatChunk.EXTENSIBLE_BYTES);
      return new FormatChunk(in.take(read, "the rest of the chunk 'fmt '").order(order)).format();
    }

    private OptionalLong readLongSizes(long size) throws IOException {
      if (size < 16) {
        throw new AudioException(
            new AudioProblem.AbsurdHeader("size of the chunk 'ds64'", size, "at least 28"));
      }
      long bytes = in.take(16, "the rest of the chunk 'ds64'").order(order).getLong(8);
      if (bytes < -1) {
        throw new AudioException(
            new AudioProblem.AbsurdHeader("64-bit size of the audio", bytes, "below 2^63 bytes"));
      }
      return bytes <= 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private OptionalLong dataBytes(int size) {
      if (size == UNKNOWN_SIZE) {
        return longDataBytes;
      }
      return isPlaceholder(size) ? OptionalLong.empty() : OptionalLong.of(size & 0xFFFF_FFFFL);
    }

    /**
     * Whether the size was written before it could be known: 0 (Python's wave, GStreamer and many
     * recorders), 0x80000000 (arecord), or the largest whole number of frames up to 0x7FFFF000
     * (SoX). A size of 0 is meant where the file says that other chunks follow.
     */
    private boolean isPlaceholder(int size) {
      if (size == 0) {
        long declaredEnd = Integer.toUnsignedLong(riffSize) + 8;
        return riffSize == UNKNOWN_SIZE || declaredEnd <= in.position();
      }
      return size == 0x8000_0000 || (size >= 0x7FFF_E000 && size <= 0x7FFF_F000);
    }
  }
}
