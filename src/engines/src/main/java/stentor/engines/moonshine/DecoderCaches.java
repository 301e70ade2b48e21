package stentor.engines.moonshine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys and values that a step of the decoder leaves behind, {@code
 * present.LAYER.(decoder|encoder).(key|value)}, and that the next one takes, {@code
 * past_key_values.LAYER...}, as Optimum exports them. Names and shapes are read from the network,
 * so that every size of model fits. Holds the empty ones of the first step.
 */
final class DecoderCaches implements AutoCloseable {

  private static final String PAST = "past_key_values.";
  private static final String PRESENT = "present.";
  private static final String OF_DECODER = ".decoder.";

  private final Map<String, OnnxTensor> empty = new HashMap<>();
  private final Set<String> all = new HashSet<>();
  private final Set<String> ofDecoder = new HashSet<>();

  /**
   * Those of a decoder.
   *
   * @throws WrongModelException if it has none or some that do not fit each other
   */
  DecoderCaches(OrtEnvironment environment, OrtSession decoder) throws OrtException {
    for (Map.Entry<String, NodeInfo> input : decoder.getInputInfo().entrySet()) {
      if (input.getKey().startsWith(PAST)) {
        String present = PRESENT + input.getKey().substring(PAST.length());
        all.add(present);
        if (present.contains(OF_DECODER)) {
          ofDecoder.add(present);
        }
        empty.put(input.getKey(), empty(environment, input.getKey(), input.getValue()));
      }
    }
    if (ofDecoder.isEmpty() || !decoder.getOutputNames().containsAll(all)) {
      close();
      throw new WrongModelException(MoonshineNetwork.DECODER + " is not a decoder with caches");
    }
  }

  /** No batch, one step of time: the network asks for a shape, but not for a value. */
  private OnnxTensor empty(OrtEnvironment environment, String name, NodeInfo input)
      throws OrtException {
    if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.getShape().length != 4) {
      close();
      throw new WrongModelException("the cache " + name + " does not have four dimensions");
    }
    long[] shape = tensor.getShape();
    return OnnxTensor.createTensor(
        environment,
        ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder()).asFloatBuffer(),
        new long[] {0, shape[1], 1, shape[3]});
  }

  /** What the first step takes, by name. */
  Map<String, OnnxTensor> beforeFirst() {
    return Map.copyOf(empty);
  }

  /**
   * The outputs that the first step leaves behind: those of the encoder stay the same from then.
   */
  Set<String> ofFirst() {
    return Set.copyOf(all);
  }

  /** The outputs that every later step leaves behind. */
  Set<String> ofLater() {
    return Set.copyOf(ofDecoder);
  }

  /** Puts what a step left behind in place of what it was given. */
  static void pass(OrtSession.Result step, Map<String, OnnxTensor> inputs) {
    step.forEach(
        output -> {
          if (output.getKey().startsWith(PRESENT)) {
            inputs.put(
                PAST + output.getKey().substring(PRESENT.length()), (OnnxTensor) output.getValue());
          }
        });
  }

  @Override
  public void close() {
    empty.values().forEach(OnnxTensor::close);
  }
}
