package stentor.engines.whisper;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import stentor.engines.EngineException;
import stentor.engines.ModelFiles;

/**
 * The frame of a Whisper model in whisper.cpp's format, walked from one end to the other without
 * reading the weights. whisper.cpp believes what a file says and ends the process, or reads what is
 * not there, where it says something impossible; a file that has this frame is whole.
 *
 * @param multilingual whether the model has pieces for languages, as whisper.cpp decides it
 */
record GgmlFile(boolean multilingual) {

  private static final int MAGIC = 0x67676d6c;

  /** Models that know languages have at least so many pieces. */
  private static final int MULTILINGUAL_VOCABULARY = 51_865;

  /** Codes of the weights' types that whisper.cpp 1.7 can load, without that of their version. */
  private static final Set<Integer> FILE_TYPES = Set.of(0, 1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 14);

  private static final int TYPE_VERSIONS = 1000;
  private static final int MOST_DIMENSIONS = 4;
  private static final int LONGEST_NAME = 1024;
  private static final int LARGEST = 1 << 20;

  /** A type of weights: so many of them make a block of so many bytes. */
  private record Block(int weights, int bytes) {}

  private static final Map<Integer, Block> BLOCKS =
      Map.ofEntries(
          Map.entry(0, new Block(1, 4)),
          Map.entry(1, new Block(1, 2)),
          Map.entry(2, new Block(32, 18)),
          Map.entry(3, new Block(32, 20)),
          Map.entry(6, new Block(32, 22)),
          Map.entry(7, new Block(32, 24)),
          Map.entry(8, new Block(32, 34)),
          Map.entry(10, new Block(256, 84)),
          Map.entry(11, new Block(256, 110)),
          Map.entry(12, new Block(256, 144)),
          Map.entry(13, new Block(256, 176)),
          Map.entry(14, new Block(256, 210)));

  /**
   * Walks through a file.
   *
   * @throws EngineException with {@link stentor.engines.EngineProblem.BadModel} if it is no whole
   *     Whisper model
   * @throws IOException if it cannot be read
   */
  static GgmlFile of(ModelFiles files, Path file) throws IOException {
    try (Walk walk =
        new Walk(
            files,
            file.getFileName().toString(),
            Files.size(file),
            new BufferedInputStream(Files.newInputStream(file)))) {
      return walk.whole();
    }
  }

  private static final class Walk implements AutoCloseable {

    private final ModelFiles files;
    private final String name;
    private final InputStream in;
    private long left;

    Walk(ModelFiles files, String name, long bytes, InputStream in) {
      this.files = files;
      this.name = name;
      this.left = bytes;
      this.in = in;
    }

    GgmlFile whole() throws IOException {
      check(left >= Integer.BYTES && number() == MAGIC, "is not a model of whisper.cpp");
      try {
        int vocabulary = sizes();
        filters();
        vocabulary(vocabulary);
        int tensors = 0;
        while (left > 0) {
          tensor();
          tensors++;
        }
        // Without any, whisper.cpp computes with whatever is in memory.
        check(tensors > 0, "has no weights");
        return new GgmlFile(vocabulary >= MULTILINGUAL_VOCABULARY);
      } catch (EOFException cut) {
        throw (EngineException) files.bad(name + " is cut short").initCause(cut);
      }
    }

    private int mels;

    /** How many pieces the vocabulary has. */
    private int sizes() throws IOException {
      int vocabulary = size();
      size();
      int audioState = size();
      int audioHeads = size();
      size();
      size();
      int textState = size();
      int textHeads = size();
      size();
      mels = size();
      check(audioState % audioHeads == 0 && textState % textHeads == 0, "has impossible sizes");
      int type = number();
      check(
          type >= 0 && FILE_TYPES.contains(type % TYPE_VERSIONS),
          "has weights of an unknown type (" + type + ")");
      return vocabulary;
    }

    private void filters() throws IOException {
      int filters = size();
      check(filters == mels, "has filters that do not fit its sizes");
      skip((long) filters * size() * Float.BYTES);
    }

    private void vocabulary(int most) throws IOException {
      int pieces = size();
      check(pieces <= most, "has more pieces than its sizes say");
      for (int i = 0; i < pieces; i++) {
        int length = number();
        check(length >= 0 && length <= LONGEST_NAME, "has an impossible vocabulary");
        skip(length);
      }
    }

    private void tensor() throws IOException {
      int dimensions = number();
      int length = number();
      int type = number();
      check(
          dimensions >= 1
              && dimensions <= MOST_DIMENSIONS
              && length >= 1
              && length <= LONGEST_NAME
              && BLOCKS.containsKey(type),
          "is damaged");
      long weights = 1;
      for (int i = 0; i < dimensions; i++) {
        weights = Math.multiplyExact(weights, (long) size());
      }
      skip(length);
      Block block = Objects.requireNonNull(BLOCKS.get(type));
      check(weights % block.weights() == 0, "is damaged");
      skip(weights / block.weights() * block.bytes());
    }

    /** A number that counts something. */
    private int size() throws IOException {
      int size = number();
      check(size >= 1 && size <= LARGEST, "has impossible sizes");
      return size;
    }

    private int number() throws IOException {
      byte[] bytes = in.readNBytes(Integer.BYTES);
      if (bytes.length < Integer.BYTES) {
        throw new EOFException(name);
      }
      left -= Integer.BYTES;
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private void skip(long bytes) throws IOException {
      if (bytes > left) {
        throw new EOFException(name);
      }
      in.skipNBytes(bytes);
      left -= bytes;
    }

    private void check(boolean right, String otherwise) {
      if (!right) {
        throw files.bad(name + " " + otherwise);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
