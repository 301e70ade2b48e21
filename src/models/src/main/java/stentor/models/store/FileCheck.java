package stentor.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.models.Cancellation;
import stentor.protocol.model.ModelFile;

/** Compares a model's files with its document. Each fault is a clause for people. */
final class FileCheck {

  private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

  private FileCheck() {}

  /** The faults that sizes and the stamp show; hashes everything only where no stamp fits. */
  static List<String> quick(InstalledModel model, Cancellation cancellation) {
    List<String> faults = sizeFaults(model);
    return !faults.isEmpty() || VerifiedStamp.fits(model.folder(), model.document())
        ? faults
        : hashFaults(model, cancellation);
  }

  /** The faults that reading every byte shows. */
  static List<String> full(InstalledModel model, Cancellation cancellation) {
    List<String> faults = sizeFaults(model);
    return faults.isEmpty() ? hashFaults(model, cancellation) : faults;
  }

  private static List<String> sizeFaults(InstalledModel model) {
    List<String> faults = new ArrayList<>();
    for (ModelFile file : model.document().files()) {
      Path path = model.folder().resolve(file.path());
      try {
        if (!Files.isRegularFile(path)) {
          faults.add(file.path() + " is missing");
        } else if (Files.size(path) != file.bytes()) {
          faults.add(
              file.path() + " has " + Files.size(path) + " bytes instead of " + file.bytes());
        }
      } catch (IOException unreadable) {
        faults.add(file.path() + " cannot be read (" + unreadable + ")");
      }
    }
    return faults;
  }

  private static List<String> hashFaults(InstalledModel model, Cancellation cancellation) {
    List<String> faults = new ArrayList<>();
    try {
      VerifiedStamp stamp = VerifiedStamp.of(model.folder(), model.document());
      for (ModelFile file : model.document().files()) {
        String hash = Sha256.of(model.folder().resolve(file.path()), cancellation);
        if (!hash.equals(file.sha256())) {
          faults.add(file.path() + " has other content (SHA-256 " + hash + ")");
        }
      }
      if (faults.isEmpty()) {
        remember(model, stamp);
      }
    } catch (IOException unreadable) {
      faults.add("its files cannot be read (" + unreadable + ")");
    }
    return faults;
  }

  private static void remember(InstalledModel model, VerifiedStamp stamp) {
    try {
      stamp.write(model.folder());
    } catch (IOException readOnly) {
      LOG.debug("{} is hashed again at its next use: {}", model.title(), readOnly.toString());
    }
  }
}
