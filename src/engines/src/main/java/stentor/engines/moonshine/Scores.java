package stentor.engines.moonshine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** The decoder's scores of all pieces in one step, in memory that ONNX Runtime writes to. */
final class Scores {

  /**
   * Pieces e^30 times less probable than the best are left out of the sum: 32,768 of them would
   * change a log-probability by 3e-9, and most of the time would be spent on them.
   */
  private static final float NEGLIGIBLE = 30;

  private final FloatBuffer buffer;
  private final float[] scores;

  Scores(int size) {
    buffer =
        ByteBuffer.allocateDirect(size * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    scores = new float[size];
  }

  /** The memory: {@code [pieces]}, logarithms of probabilities but for a constant. */
  FloatBuffer buffer() {
    return buffer;
  }

  /** How many pieces there are. */
  int size() {
    return scores.length;
  }

  /** The most probable piece, the first of equals. */
  Piece best() {
    buffer.get(0, scores);
    int best = 0;
    for (int id = 1; id < scores.length; id++) {
      if (scores[id] > scores[best]) {
        best = id;
      }
    }
    double total = 0;
    float least = scores[best] - NEGLIGIBLE;
    for (float score : scores) {
      if (score > least) {
        total += Math.exp((double) score - scores[best]);
      }
    }
    return new Piece(best, -Math.log(total));
  }
}
