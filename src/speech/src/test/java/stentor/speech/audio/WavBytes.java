package stentor.speech.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds WAV files byte by byte, also such as no honest program writes. */
final class WavBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteOrder order;

  private WavBytes(ByteOrder order) {
    this.order = order;
  }

  /** A file that begins with {@code form}, RIFF or one of its relatives, and a size. */
  static WavBytes form(String form, int size) {
    WavBytes wav =
        new WavBytes(form.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return wav.text(form).integer(size).text("WAVE");
  }

  /** The plainest file: {@code audio} as it stands, whole. */
  static byte[] plain(int tag, int channels, int rate, int bits, byte[] audio) {
    return form("RIFF", 36 + audio.length)
        .format(tag, channels, rate, bits)
        .chunk("data", audio)
        .bytes();
  }

  /** A plain file of 16-bit mono audio. */
  static byte[] mono16(int rate, short... samples) {
    return plain(1, 1, rate, 16, shorts(ByteOrder.LITTLE_ENDIAN, samples));
  }

  static byte[] shorts(ByteOrder order, short... samples) {
    ByteBuffer stored = ByteBuffer.allocate(2 * samples.length).order(order);
    for (short sample : samples) {
      stored.putShort(sample);
    }
    return stored.array();
  }

  /** The chunk {@code fmt } of 16 bytes with the block align that follows from the rest. */
  WavBytes format(int tag, int channels, int rate, int bits) {
    return format(tag, channels, rate, bits, channels * ((bits + 7) / 8));
  }

  WavBytes format(int tag, int channels, int rate, int bits, int frameBytes) {
    return chunk("fmt ", formatBytes(tag, channels, rate, bits, frameBytes));
  }

  /** The chunk {@code fmt } of 40 bytes: WAVEFORMATEXTENSIBLE. */
  WavBytes extensible(int tag, int channels, int rate, int bits, int validBits) {
    ByteBuffer format = ByteBuffer.allocate(40).order(order);
    format.put(formatBytes(0xFFFE, channels, rate, bits, channels * bits / 8));
    format.putShort((short) 22).putShort((short) validBits).putInt(0);
    format.putInt(tag).putShort((short) 0).putShort((short) 0x10);
    format.order(ByteOrder.BIG_ENDIAN).putLong(0x800000AA00389B71L);
    return chunk("fmt ", format.array());
  }

  /** A chunk of {@code body}, with the byte that makes an odd one even. */
  WavBytes chunk(String id, byte[] body) {
    chunkHead(id, body.length).raw(body);
    return body.length % 2 == 0 ? this : raw(new byte[1]);
  }

  /** A chunk's name and size, whatever may follow. */
  WavBytes chunkHead(String id, int size) {
    return text(id).integer(size);
  }

  WavBytes raw(byte... body) {
    bytes.writeBytes(body);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private byte[] formatBytes(int tag, int channels, int rate, int bits, int frameBytes) {
    return ByteBuffer.allocate(16)
        .order(order)
        .putShort((short) tag)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * frameBytes)
        .putShort((short) frameBytes)
        .putShort((short) bits)
        .array();
  }

  private WavBytes text(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  private WavBytes integer(int value) {
    return raw(ByteBuffer.allocate(4).order(order).putInt(value).array());
  }
}
