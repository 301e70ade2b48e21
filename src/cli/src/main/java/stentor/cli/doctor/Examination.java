package stentor.cli.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.cli.Services;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.catalogue.CatalogueModel;
import stentor.models.registry.RegistryLookup;
import stentor.models.store.InstalledModel;
import stentor.models.store.Presence;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.file.IoReason;
import stentor.protocol.program.Dist;
import stentor.speech.problem.ProblemException;

/**
 * Looks at everything that Stentor needs of this computer, and mends nothing: an environment that
 * has stopped stays so. What stays of a look: a model's files that had to be read are noted as
 * verified, and npm, where it is asked for its registry, keeps logs of its own.
 */
final class Examination {

  private static final int OLDEST_JAVA = 25;

  /** Supervisor, master and a worker take 1,000 MB together; the system wants its share. */
  private static final long LEAST_MEMORY = 2_000_000_000L;

  private static final long LEAST_DISK = 1_000_000_000L;

  /** Without a network the packages of models are taken from a folder. */
  private static final String SOURCE_FOLDER = "STENTOR_MODELS_SOURCE";

  private final Services services;

  Examination(Services services) {
    this.services = services;
  }

  /** All findings, in the order in which one thing needs the other. */
  List<Finding> findings() throws InterruptedException {
    List<Finding> findings =
        new ArrayList<>(
            List.of(java(), memory(), home(), programs(), port(), defaultModel(), packages()));
    for (EnvironmentName name : services.environments().all()) {
      findings.add(environment(name));
    }
    return findings;
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    String found = version + " in " + System.getProperty("java.home");
    return version.feature() >= OLDEST_JAVA
        ? Finding.good("Java", found)
        : Finding.bad("Java", found, "Install JDK " + OLDEST_JAVA + " or later.");
  }

  private static Finding memory() {
    if (!(ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system)) {
      return Finding.good("Memory", "this Java does not tell");
    }
    long total = system.getTotalMemorySize();
    String found = gigabytes(total);
    return total >= LEAST_MEMORY
        ? Finding.good("Memory", found)
        : Finding.bad("Memory", found, "Use a computer with " + gigabytes(LEAST_MEMORY) + ".");
  }

  private Finding home() {
    Path home = services.home().root();
    Path there = home;
    while (!Files.exists(there)) {
      there = Optional.ofNullable(there.getParent()).orElse(there);
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return Finding.bad(
          "Folder",
          "%s cannot be written".formatted(there),
          "Make it yours, or set STENTOR_HOME to another folder.");
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String found = "%s, %s free".formatted(home, gigabytes(free));
      return free >= LEAST_DISK
          ? Finding.good("Folder", found)
          : Finding.bad("Folder", found, "Free some space, or set STENTOR_HOME to another disk.");
    } catch (IOException failed) {
      return Finding.bad("Folder", home + ": " + IoReason.of(failed));
    }
  }

  private static Finding programs() {
    Optional<String> dist = Optional.ofNullable(System.getProperty(Dist.PROPERTY));
    if (dist.isEmpty()) {
      return Finding.bad("Programs", "not started from dist/", "Start the command stentor.");
    }
    List<String> missing =
        Stream.of("supervisor", "master", "worker")
            .filter(program -> !Files.isRegularFile(Path.of(dist.get(), program + ".args")))
            .toList();
    return missing.isEmpty()
        ? Finding.good("Programs", dist.get())
        : Finding.bad(
            "Programs",
            "%s lacks %s".formatted(dist.get(), String.join(", ", missing)),
            "Build or install Stentor again.");
  }

  private static Finding port() {
    try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Finding.good("Network", "this computer's own address takes connections");
    } catch (IOException failed) {
      return Finding.bad(
          "Network",
          "no port of this computer's own address can be listened on: " + IoReason.of(failed),
          "Allow programs to listen on 127.0.0.1.");
    }
  }

  private Finding defaultModel() {
    CatalogueModel model = defaultOfCatalogue();
    try {
      return switch (services
          .library()
          .get()
          .store()
          .examine(model.id(), model.version(), Cancellation.never())) {
        case Presence.Sound(InstalledModel sound) ->
            Finding.good("Model", sound.title() + ", as it was pinned");
        case Presence.Absent _ ->
            Finding.good(
                "Model",
                String.format(
                    Locale.ROOT,
                    "%s is fetched at its first use (%.1f MB)",
                    model.id(),
                    model.downloadBytes() / 1e6));
        case Presence.Unsound unsound ->
            new Finding("Model", false, unsound.problem().what(), unsound.problem().fixes());
      };
    } catch (ProblemException failed) {
      return finding("Model", failed);
    }
  }

  private Finding packages() {
    String folder = System.getenv().getOrDefault(SOURCE_FOLDER, "");
    if (!folder.isBlank()) {
      return Files.isDirectory(Path.of(folder))
          ? Finding.good("Packages", "models come from the folder " + folder)
          : Finding.bad(
              "Packages",
              "the folder " + folder + " does not exist",
              "Unset or correct " + SOURCE_FOLDER + ".");
    }
    try {
      var registry =
          RegistryLookup.ofThisProcess()
              .registryOf(
                  defaultOfCatalogue().packages().getFirst().source(), Cancellation.never());
      return Finding.good("Packages", "models come from the registry " + registry.base().getHost());
    } catch (ModelException unknown) {
      return finding("Packages", unknown);
    }
  }

  private CatalogueModel defaultOfCatalogue() {
    var catalogue = services.library().get().catalogue();
    return catalogue.find(catalogue.defaultModel()).orElseThrow();
  }

  private Finding environment(EnvironmentName name) throws InterruptedException {
    String thing = "Environment " + name;
    try {
      StatusDocument status = services.environments().look(name);
      String state = status.state().name().toLowerCase(Locale.ROOT);
      return switch (status.state()) {
        case ABSENT, STARTING, UP, STOPPING -> Finding.good(thing, state);
        case DEGRADED, FAILED -> unwell(thing, name, state, status.problems());
      };
    } catch (ProblemException failed) {
      return finding(thing, failed);
    }
  }

  private static Finding unwell(
      String thing, EnvironmentName name, String state, List<ProblemStatus> problems) {
    String title = problems.stream().map(problem -> ": " + problem.title()).findFirst().orElse("");
    List<String> fixes =
        problems.stream().flatMap(problem -> problem.fixes().stream()).distinct().toList();
    return new Finding(
        thing,
        false,
        state + title,
        fixes.isEmpty() ? List.of("See stentor logs --environment " + name + ".") : fixes);
  }

  private static Finding finding(String name, ProblemException failed) {
    String why = failed.problem().why();
    return new Finding(
        name,
        false,
        failed.problem().what() + (why.isEmpty() ? "" : ": " + why),
        failed.problem().fixes());
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
