package stentor.engines.moonshine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stentor.engines.Cancellation;

/**
 * Decodes step by step, always taking the most probable piece. Tensors go from one step to the next
 * inside ONNX Runtime; only the scores are looked at here, in the memory it writes them to.
 */
final class GreedyDecoder implements AutoCloseable {

  /** The piece that begins a text. */
  static final int START = 1;

  /** The piece that ends a text. */
  static final int END = 2;

  private static final String IDS = "input_ids";
  private static final String HIDDEN = "encoder_hidden_states";
  private static final String USE_CACHE = "use_cache_branch";
  private static final String SCORES = "logits";

  /** More than any vocabulary has: a shape that would need more memory is not believed. */
  private static final int MOST_PIECES = 1_000_000;

  private final OrtSession session;
  private final Scores scores;
  private final LongBuffer id;
  private final OnnxTensor idTensor;
  private final OnnxTensor scoresTensor;
  private final OnnxTensor first;
  private final OnnxTensor later;
  private final DecoderCaches caches;

  /**
   * With a decoder, which stays the caller's to close.
   *
   * @throws WrongModelException if it is not one of Moonshine
   */
  GreedyDecoder(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.session = session;
    int vocabulary = vocabularySize(session);
    scores = new Scores(vocabulary);
    id = direct(Long.BYTES).asLongBuffer();
    caches = new DecoderCaches(environment, session);
    idTensor = OnnxTensor.createTensor(environment, id, new long[] {1, 1});
    scoresTensor =
        OnnxTensor.createTensor(environment, scores.buffer(), new long[] {1, 1, vocabulary});
    first = OnnxTensor.createTensor(environment, new boolean[] {false});
    later = OnnxTensor.createTensor(environment, new boolean[] {true});
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static int vocabularySize(OrtSession session) throws OrtException {
    NodeInfo output = session.getOutputInfo().get(SCORES);
    if (!session.getInputNames().containsAll(Set.of(IDS, HIDDEN, USE_CACHE))
        || output == null
        || !(output.getInfo() instanceof TensorInfo tensor)
        || tensor.getShape().length != 3
        || tensor.getShape()[2] <= END
        || tensor.getShape()[2] > MOST_PIECES) {
      throw new WrongModelException(
          MoonshineNetwork.DECODER + " is not the decoder of a Moonshine model");
    }
    return Math.toIntExact(tensor.getShape()[2]);
  }

  /** How many pieces there are to choose from. */
  int vocabularySize() {
    return scores.size();
  }

  /**
   * Decodes what an encoder made.
   *
   * @param hidden the encoder's output, {@code [1, time, width]}
   * @param limit the most pieces
   */
  Decoded decode(OnnxTensor hidden, int limit, Cancellation cancellation) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>(caches.beforeFirst());
    inputs.put(HIDDEN, hidden);
    inputs.put(IDS, idTensor);
    inputs.put(USE_CACHE, first);
    // The keys and values of the encoder come from the first step and are used to the end.
    try (OrtSession.Result firstStep = step(START, inputs, caches.ofFirst(), cancellation)) {
      inputs.put(USE_CACHE, later);
      return decodeOn(firstStep, inputs, limit, cancellation);
    }
  }

  private Decoded decodeOn(
      OrtSession.Result firstStep,
      Map<String, OnnxTensor> inputs,
      int limit,
      Cancellation cancellation)
      throws OrtException {
    List<Piece> pieces = new ArrayList<>();
    double total = 0;
    OrtSession.Result before = firstStep;
    try {
      while (true) {
        Piece piece = scores.best();
        total += piece.logProbability();
        if (piece.id() == END) {
          return new Decoded(pieces, total, true);
        }
        pieces.add(piece);
        if (pieces.size() >= limit) {
          return new Decoded(pieces, total, false);
        }
        OrtSession.Result result = step(piece.id(), inputs, caches.ofLater(), cancellation);
        if (before != firstStep) {
          before.close();
        }
        before = result;
      }
    } finally {
      if (before != firstStep) {
        before.close();
      }
    }
  }

  private OrtSession.Result step(
      int piece, Map<String, OnnxTensor> inputs, Set<String> outputs, Cancellation cancellation)
      throws OrtException {
    cancellation.check();
    id.put(0, piece);
    OrtSession.Result result = session.run(inputs, outputs, Map.of(SCORES, scoresTensor));
    DecoderCaches.pass(result, inputs);
    return result;
  }

  @Override
  public void close() {
    caches.close();
    idTensor.close();
    scoresTensor.close();
    first.close();
    later.close();
  }
}
