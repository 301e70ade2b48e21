package stentor.aws.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.aws.problem.CloudException;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Versioned;

/**
 * The prices of a region: from a copy of AWS's list on this computer that is not older than a week,
 * else from the list itself, else from an older copy, else those that are built in. What was read
 * from a file counts only where it can be true.
 */
public final class PriceBook {

  private static final Logger LOG = LoggerFactory.getLogger(PriceBook.class);

  private static final Duration FRESH = Duration.ofDays(7);
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
  private static final long MOST_BYTES = 64 * 1024;

  private final Path folder;
  private final Clock clock;
  private final PriceList list;

  /**
   * A book.
   *
   * @param folder holds the copies, a file for each region; it need not exist
   * @param list asked where there is no copy
   */
  public PriceBook(Path folder, Clock clock, PriceList list) {
    this.folder = folder;
    this.clock = clock;
    this.list = list;
  }

  /**
   * A copy.
   *
   * @param schema version of the document, {@value Versioned#SCHEMA}
   * @param readAt when the list was read
   * @param prices what it said
   */
  record Copy(int schema, Instant readAt, Prices prices) implements Versioned {}

  /** The prices of this region, or the built-in ones of another. */
  public Prices of(String region) throws InterruptedException {
    if (!REGION.matcher(region).matches()) {
      return Prices.BUILT_IN;
    }
    Path file = folder.resolve(region + ".json");
    Optional<Copy> copy = read(file, region);
    if (copy.filter(this::isFresh).isPresent()) {
      return copy.get().prices();
    }
    try {
      Prices prices = list.of(region);
      if (prices.arePossible()) {
        write(file, new Copy(Versioned.SCHEMA, clock.instant(), prices));
        return prices;
      }
      LOG.warn("The price list has impossible prices for {}: {}", region, prices);
    } catch (CloudException unread) {
      LOG.warn("The price list cannot be read: {}", unread.problem().sentence());
    }
    return copy.map(Copy::prices).orElse(Prices.BUILT_IN);
  }

  private boolean isFresh(Copy copy) {
    Duration age = Duration.between(copy.readAt(), clock.instant());
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  private static Optional<Copy> read(Path file, String region) {
    try {
      if (!Files.exists(file) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      return DocumentFiles.read(file, Copy.class)
          .filter(copy -> copy.prices().region().equals(region) && copy.prices().arePossible());
    } catch (IOException | DocumentException unusable) {
      LOG.warn("The prices in {} cannot be read: {}", file, unusable.getMessage());
      return Optional.empty();
    }
  }

  /** Without a copy the list is read again next time. */
  private void write(Path file, Copy copy) {
    try {
      Files.createDirectories(folder);
      DocumentFiles.replace(file, copy);
    } catch (IOException unwritable) {
      LOG.warn("The prices cannot be written to {}: {}", file, unwritable.getMessage());
    }
  }
}
