package stentor.engines.vosk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.vosk.Model;
import org.vosk.Recognizer;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.EngineProvider;
import stentor.engines.EngineSettings;
import stentor.engines.ModelFiles;
import stentor.speech.audio.Samples;

/**
 * Loads Kaldi models in the layout of Vosk's model page: the folder of the archive, unpacked. The
 * acoustic model is {@code am/final.mdl} with {@code conf/} and {@code graph/} beside it, or, as
 * old models have it, {@code final.mdl} with everything in one folder. The graph is {@code
 * HCLG.fst}, or {@code HCLr.fst} with {@code Gr.fst}; {@code ivector/} is needed where it exists.
 *
 * <p>Decoding is on one thread, whatever the settings say.
 */
public final class VoskEngineProvider implements EngineProvider {

  private static final String NAME = "vosk";

  /** As long as the cutter's longest part; Vosk itself has no limit. */
  private static final double LONGEST_SECONDS = 30;

  private static final byte[] BINARY_KALDI = {0, 'B'};
  private static final byte[] TEXT_KALDI = "<TransitionModel>".getBytes(StandardCharsets.US_ASCII);

  /** OpenFst ends the process over some files that are none of its own. */
  private static final byte[] FST = {(byte) 0xd6, (byte) 0xfd, (byte) 0xb2, 0x7e};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Engine load(Path folder, EngineSettings settings) {
    check(new ModelFiles(folder));
    VoskLibrary.load(NAME);
    try {
      Model model = new Model(folder.toString());
      try {
        // A model can be loaded and yet have parts that do not fit.
        new Recognizer(model, Samples.RATE).close();
      } catch (IOException | RuntimeException e) {
        model.close();
        throw e;
      }
      return new VoskEngine(new EngineDescription(NAME, 1, LONGEST_SECONDS), model);
    } catch (IOException e) {
      throw new EngineException(
          new EngineProblem.BadModel(
              folder.toString(),
              "Kaldi cannot load it; what Kaldi says about it is in the worker's log"),
          e);
    }
  }

  private static void check(ModelFiles files) {
    boolean old = !files.has("am/final.mdl") && files.has("final.mdl");
    String acoustic = old ? "" : "am/";
    String configuration = old ? "" : "conf/";
    String graph = old ? "" : "graph/";
    files.require(acoustic + "final.mdl", "a Kaldi model", BINARY_KALDI, TEXT_KALDI);
    files.require(configuration + "mfcc.conf");
    if (!old) {
      files.require(configuration + "model.conf");
    }
    boolean lookahead = files.has(graph + "HCLr.fst") && !files.has(graph + "HCLG.fst");
    if (lookahead) {
      files.require(graph + "HCLr.fst", "a graph of OpenFst", FST);
      files.require(graph + "Gr.fst", "a graph of OpenFst", FST);
      files.require(graph + "disambig_tid.int");
    } else {
      files.require(graph + "HCLG.fst", "a graph of OpenFst", FST);
    }
    if (files.has("ivector/final.ie")) {
      files.require("ivector/final.ie", "a Kaldi object", BINARY_KALDI);
      files.require("ivector/splice.conf");
      files.require("ivector/online_cmvn.conf");
      files.require("ivector/final.mat");
      files.require("ivector/global_cmvn.stats");
      files.require("ivector/final.dubm", "a Kaldi object", BINARY_KALDI);
    }
  }
}
