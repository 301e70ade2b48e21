package stentor.speech.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Small sound WAV files, for tests that damage them. */
final class SoundFiles {

  private SoundFiles() {}

  /** The same bytes as audio of many encodings, in every form of the header. */
  static List<byte[]> wav(byte[] audio) {
    byte[] sizes =
        ByteBuffer.allocate(28)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0)
            .putLong(audio.length)
            .array();
    return List.of(
        WavBytes.plain(1, 1, 16_000, 16, audio),
        WavBytes.plain(1, 2, 44_100, 24, audio),
        WavBytes.plain(3, 1, 48_000, 32, audio),
        WavBytes.plain(3, 3, 48_000, 64, audio),
        WavBytes.plain(6, 1, 8000, 8, audio),
        WavBytes.form("RIFF", 100 + audio.length)
            .chunk("LIST", new byte[31])
            .extensible(1, 6, 48_000, 16, 16)
            .chunk("data", audio)
            .bytes(),
        WavBytes.form("RIFX", 100 + audio.length)
            .format(1, 2, 22_050, 16)
            .chunk("data", audio)
            .bytes(),
        WavBytes.form("RF64", -1)
            .chunk("ds64", sizes)
            .format(7, 2, 8000, 8)
            .chunkHead("data", -1)
            .raw(audio)
            .bytes());
  }
}
