package stentor.engines.moonshine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import stentor.engines.Cancellation;

/**
 * Encoder and decoder of a Moonshine model in ONNX Runtime. Not for use by several threads at once.
 */
final class MoonshineNetwork implements SpeechDecoder, AutoCloseable {

  /** File of the encoder in a model's folder. */
  static final String ENCODER = "encoder_model.onnx";

  /** File of the decoder, with and without cache in one graph, in a model's folder. */
  static final String DECODER = "decoder_model_merged.onnx";

  private static final String INPUT = "input_values";
  private static final String HIDDEN = "last_hidden_state";

  private final OrtEnvironment environment;
  private final OrtSession encoder;
  private final OrtSession decoder;
  private final GreedyDecoder greedy;

  private MoonshineNetwork(OrtEnvironment environment, OrtSession encoder, OrtSession decoder)
      throws OrtException {
    this.environment = environment;
    this.encoder = encoder;
    this.decoder = decoder;
    this.greedy = new GreedyDecoder(environment, decoder);
  }

  /**
   * Loads the model in a folder.
   *
   * @throws OrtException if ONNX Runtime cannot
   * @throws WrongModelException if these are not the networks of a Moonshine model
   */
  static MoonshineNetwork load(OrtEnvironment environment, Path folder, int threads)
      throws OrtException {
    OrtSession encoder = session(environment, folder.resolve(ENCODER), threads);
    try {
      if (!encoder.getInputNames().contains(INPUT) || !encoder.getOutputNames().contains(HIDDEN)) {
        throw new WrongModelException(ENCODER + " is not the encoder of a Moonshine model");
      }
      OrtSession decoder = session(environment, folder.resolve(DECODER), threads);
      try {
        return new MoonshineNetwork(environment, encoder, decoder);
      } catch (OrtException | RuntimeException e) {
        decoder.close();
        throw e;
      }
    } catch (OrtException | RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static OrtSession session(OrtEnvironment environment, Path file, int threads)
      throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      // Waiting threads sleep: other workers need the processor more.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment.createSession(file.toString(), options);
    }
  }

  /** How many pieces the decoder chooses from. */
  int vocabularySize() {
    return greedy.vocabularySize();
  }

  @Override
  public Decoded decode(float[] audio, int limit, Cancellation cancellation) throws OrtException {
    cancellation.check();
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(audio.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(audio)
            .flip();
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, buffer, new long[] {1, audio.length});
        OrtSession.Result encoded = encoder.run(Map.of(INPUT, input))) {
      return greedy.decode((OnnxTensor) encoded.get(0), limit, cancellation);
    }
  }

  @Override
  public void close() throws OrtException {
    try (encoder;
        decoder) {
      greedy.close();
    }
  }
}
