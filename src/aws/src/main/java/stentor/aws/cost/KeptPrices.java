package stentor.aws.cost;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Versioned;

/**
 * The prices that an environment was planned with: {@code prices.json} in its folder. They stay
 * while it stands, so that its end, which a budget decides by them, moves only where somebody asks.
 */
public final class KeptPrices {

  private static final Logger LOG = LoggerFactory.getLogger(KeptPrices.class);

  private final Path file;

  /** Those of the environment in this folder. */
  public KeptPrices(Path folder) {
    this.file = folder.resolve("prices.json");
  }

  /**
   * The document.
   *
   * @param schema version of the document, {@value Versioned#SCHEMA}
   * @param prices the prices
   */
  record Document(int schema, Prices prices) implements Versioned {}

  /**
   * Those that are kept; the built-in ones where none are, or where they are damaged: what things
   * cost must not keep anybody from taking them down.
   */
  public Prices read() throws IOException {
    try {
      return DocumentFiles.read(file, Document.class)
          .map(Document::prices)
          .filter(Prices::arePossible)
          .orElse(Prices.BUILT_IN);
    } catch (DocumentException damaged) {
      LOG.warn("The prices in {} cannot be read: {}", file, damaged.problem().sentence());
      return Prices.BUILT_IN;
    }
  }

  /** Keeps these. */
  public void write(Prices prices) throws IOException {
    DocumentFiles.replace(file, new Document(Versioned.SCHEMA, prices));
  }
}
