package stentor.models.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.protocol.file.DurableFiles;
import stentor.protocol.file.IoReason;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;
import stentor.protocol.model.CalibrationDocument;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelNames;

/**
 * The folder of installed models: {@code <id>/<version>/} each, with a {@code model.json} and the
 * files it lists. A version appears whole, by one rename, and is never changed, but that it is told
 * how it was calibrated. Stateless: safe for all threads and processes.
 */
public final class ModelStore {

  private static final String SET_ASIDE = ".damaged";

  private final Path folder;

  /**
   * Opens a store.
   *
   * @param folder the folder of models; may not exist yet
   */
  public ModelStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * What lies in the store.
   *
   * @param models all readable models by id, the newest version of an id first
   * @param problems why other folders could not be read
   */
  public record Listing(List<InstalledModel> models, List<ModelProblem> problems) {

    /** Copies the lists. */
    public Listing {
      models = List.copyOf(models);
      problems = List.copyOf(problems);
    }
  }

  /** The folder of all models. */
  public Path folder() {
    return folder;
  }

  /**
   * All models, by their documents; files are not looked at.
   *
   * @throws ModelException if the folder itself cannot be read
   */
  public Listing list() {
    List<InstalledModel> models = new ArrayList<>();
    List<ModelProblem> problems = new ArrayList<>();
    for (String id : names(folder).filter(ModelNames::isId).sorted().toList()) {
      for (String version : versions(id)) {
        try {
          models.add(read(id, version));
        } catch (ModelException unreadable) {
          problems.add(unreadable.problem());
        }
      }
    }
    return new Listing(models, problems);
  }

  /**
   * The newest version of a model; its files are not looked at.
   *
   * @param id any text; one that is no id names no model
   * @throws ModelException if its document cannot be read
   */
  public Optional<InstalledModel> find(String id) {
    return ModelNames.isId(id)
        ? versions(id).stream().findFirst().map(version -> read(id, version))
        : Optional.empty();
  }

  /**
   * One version of a model; its files are not looked at.
   *
   * @param id any text; one that is no id names no model
   * @param version any text; one that is no version names none
   * @throws ModelException if its document cannot be read
   */
  public Optional<InstalledModel> find(String id, String version) {
    return isThere(id, version) ? Optional.of(read(id, version)) : Optional.empty();
  }

  /**
   * The newest version of a model, for use: every file has the size it should have and was not
   * changed since it was hashed, or it is hashed now.
   *
   * @throws ModelException with {@link ModelProblem.UnknownModel}, {@link ModelProblem.Damaged} or
   *     {@link ModelProblem.MalformedDocument}
   */
  public InstalledModel open(String id, Cancellation cancellation) {
    return sound(find(id).orElseThrow(() -> unknown(id)), cancellation);
  }

  /** As {@link #open(String, Cancellation)}, for one version. */
  public InstalledModel open(String id, String version, Cancellation cancellation) {
    return sound(find(id, version).orElseThrow(() -> unknown(id + " " + version)), cancellation);
  }

  /**
   * Hashes every file of the newest version of a model.
   *
   * @throws ModelException as {@link #open}
   */
  public InstalledModel verify(String id, Cancellation cancellation) {
    InstalledModel model = find(id).orElseThrow(() -> unknown(id));
    return withoutFaults(model, FileCheck.full(model, cancellation));
  }

  /** What lies at the place of a version, checked as by {@link #open}. */
  public Presence examine(String id, String version, Cancellation cancellation) {
    if (!isThere(id, version)) {
      return new Presence.Absent();
    }
    try {
      InstalledModel model = read(id, version);
      List<String> faults = FileCheck.quick(model, cancellation);
      return faults.isEmpty()
          ? new Presence.Sound(model)
          : new Presence.Unsound(damaged(model, faults));
    } catch (ModelException failed) {
      if (failed.problem() instanceof ModelProblem.MalformedDocument malformed) {
        return new Presence.Unsound(malformed);
      }
      throw failed;
    }
  }

  /**
   * Takes a model into the store: writes its {@code model.json}, forces all to the disk, publishes
   * it by one rename.
   *
   * @param built a folder on the same disk that holds exactly the files of the document, each
   *     already verified; it is gone afterwards
   * @throws IOException if that fails; the store is then as it was
   */
  public InstalledModel publish(Path built, ModelDocument document) throws IOException {
    VerifiedStamp.of(built, document).write(built);
    DurableFiles.replace(built.resolve(ModelDocument.FILE), Documents.writeIndented(document));
    Path place = place(document.id(), document.version());
    DurableFiles.publish(built, place);
    return new InstalledModel(document, place);
  }

  /**
   * Moves a version that is of no use out of the way, to {@code .damaged/<id>-<version>}, where
   * somebody may look at it; an older one of the same name there is deleted.
   */
  public void setAside(String id, String version) throws IOException {
    Path aside = folder.resolve(SET_ASIDE).resolve(id + "-" + version);
    DurableFiles.deleteTree(aside);
    Files.createDirectories(folder.resolve(SET_ASIDE));
    Files.move(place(id, version), aside);
  }

  /**
   * How a model was calibrated, if it was.
   *
   * @throws ModelException with {@link ModelProblem.MalformedDocument} if that cannot be read
   */
  public Optional<CalibrationDocument> calibration(InstalledModel model) {
    try {
      return DocumentFiles.read(
          model.folder().resolve(CalibrationDocument.FILE), CalibrationDocument.class);
    } catch (DocumentException malformed) {
      throw malformed(
          model.folder(), "its calibration.json: " + malformed.problem().why(), malformed);
    } catch (IOException unreadable) {
      throw malformed(
          model.folder(), "its calibration.json cannot be read (" + unreadable + ")", unreadable);
    }
  }

  /**
   * Writes down how a model was calibrated, in the place of what was known, by one rename.
   *
   * @throws ModelException with {@link ModelProblem.StoreFailed}; what was known stays then
   */
  public void calibrate(InstalledModel model, CalibrationDocument calibration) {
    try {
      DurableFiles.replace(
          model.folder().resolve(CalibrationDocument.FILE), Documents.writeIndented(calibration));
    } catch (IOException failed) {
      throw new ModelException(
          new ModelProblem.StoreFailed(model.folder(), IoReason.of(failed)), failed);
    }
  }

  private ModelException unknown(String name) {
    List<String> known = list().models().stream().map(model -> model.document().id()).toList();
    return new ModelException(
        new ModelProblem.UnknownModel(name, known.stream().distinct().toList()));
  }

  private InstalledModel sound(InstalledModel model, Cancellation cancellation) {
    return withoutFaults(model, FileCheck.quick(model, cancellation));
  }

  private static InstalledModel withoutFaults(InstalledModel model, List<String> faults) {
    if (!faults.isEmpty()) {
      throw new ModelException(damaged(model, faults));
    }
    return model;
  }

  private static ModelProblem damaged(InstalledModel model, List<String> faults) {
    return new ModelProblem.Damaged(
        model.document().id(), model.document().version(), model.folder(), faults);
  }

  private InstalledModel read(String id, String version) {
    Path place = place(id, version);
    try {
      ModelDocument document =
          Documents.read(place.resolve(ModelDocument.FILE), ModelDocument.class);
      if (!document.id().equals(id) || !document.version().equals(version)) {
        String other = document.id() + " " + document.version();
        throw new ModelException(
            new ModelProblem.MalformedDocument(place, "its model.json is of " + other));
      }
      return new InstalledModel(document, place);
    } catch (DocumentException malformed) {
      throw malformed(place, malformed.problem().why(), malformed);
    } catch (IOException unreadable) {
      throw malformed(place, "its model.json cannot be read (" + unreadable + ")", unreadable);
    }
  }

  private boolean isThere(String id, String version) {
    return ModelNames.isId(id)
        && ModelNames.isVersion(version)
        && Files.isDirectory(place(id, version), LinkOption.NOFOLLOW_LINKS);
  }

  private Path place(String id, String version) {
    return folder.resolve(id).resolve(version);
  }

  private List<String> versions(String id) {
    Comparator<String> newestFirst = new VersionOrder().reversed();
    return names(folder.resolve(id)).filter(ModelNames::isVersion).sorted(newestFirst).toList();
  }

  private Stream<String> names(Path parent) {
    if (!Files.isDirectory(parent)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(Files::isDirectory)
          .map(child -> child.getFileName().toString())
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException unreadable) {
      throw new ModelException(
          new ModelProblem.StoreFailed(folder, unreadable.toString()), unreadable);
    }
  }

  private static ModelException malformed(Path place, String reason, Exception cause) {
    return new ModelException(new ModelProblem.MalformedDocument(place, reason), cause);
  }
}
