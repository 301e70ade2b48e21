package stentor.engines.moonshine;

import ai.onnxruntime.OrtException;
import stentor.engines.Cancellation;

/** Decodes audio once, without guards. */
@FunctionalInterface
interface SpeechDecoder {

  /**
   * What is said in some audio, by the network alone.
   *
   * @param audio 16 kHz, {@code [samples]}, half a second or more
   * @param limit the most pieces
   * @throws OrtException if the network breaks
   */
  Decoded decode(float[] audio, int limit, Cancellation cancellation) throws OrtException;
}
