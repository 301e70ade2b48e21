package stentor.engines.moonshine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.EngineProvider;
import stentor.engines.EngineSettings;
import stentor.engines.onnx.OnnxLibrary;
import stentor.speech.audio.Samples;

/**
 * Loads Moonshine models, of any size. A model's folder holds {@code encoder_model.onnx}, {@code
 * decoder_model_merged.onnx} and {@code vocabulary.txt}, whose lines are the pieces in order.
 */
public final class MoonshineEngineProvider implements EngineProvider {

  private static final String NAME = "moonshine";
  private static final double LONGEST_SECONDS = 30;
  private static final int WARM_UP_PIECES = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Engine load(Path folder, EngineSettings settings) {
    for (String file :
        List.of(MoonshineNetwork.ENCODER, MoonshineNetwork.DECODER, Vocabulary.FILE)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw bad(folder, "it has no file " + file);
      }
    }
    OrtEnvironment environment = OnnxLibrary.environment(NAME);
    try {
      Vocabulary vocabulary = Vocabulary.read(folder);
      MoonshineNetwork network = MoonshineNetwork.load(environment, folder, settings.threads());
      try {
        if (vocabulary.size() > network.vocabularySize()) {
          throw new WrongModelException("vocabulary and decoder are not of one model");
        }
        // The first run is slow: not the first user's.
        network.decode(new float[Samples.RATE], WARM_UP_PIECES, Cancellation.NEVER);
      } catch (OrtException | RuntimeException e) {
        network.close();
        throw e;
      }
      return new MoonshineEngine(
          new EngineDescription(NAME, settings.threads(), LONGEST_SECONDS), network, vocabulary);
    } catch (OrtException | IOException | WrongModelException e) {
      throw new EngineException(
          new EngineProblem.BadModel(folder.toString(), String.valueOf(e.getMessage())), e);
    }
  }

  private static EngineException bad(Path folder, String reason) {
    return new EngineException(new EngineProblem.BadModel(folder.toString(), reason));
  }
}
