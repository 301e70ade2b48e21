package stentor.models.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.CataloguePackage;
import stentor.models.registry.Registry;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * Brings the archive of one package into a file, going on behind what is there. What arrived is not
 * checked here.
 */
final class Download {

  /** How long it waits before each further attempt. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  /** An attempt that brought so much gives the next ones their full number again. */
  private static final long PROGRESS_BYTES = 1 << 20;

  private static final long MOST_PACKUMENT_BYTES = 4 << 20;
  private static final int NOT_FOUND = 404;

  private final RegistryClient client;
  private final CataloguePackage part;
  private final Path file;
  private final FetchRun run;

  Download(RegistryClient client, CataloguePackage part, Path file, FetchRun run) {
    this.client = client;
    this.part = part;
    this.file = file;
    this.run = run;
  }

  /** What one attempt came to. */
  private enum Outcome {
    ENDED,
    NOT_THERE
  }

  /** A status that may be another one the next time. */
  private static final class TransientStatus extends IOException {
    private static final long serialVersionUID = 1;
    private final int status;

    TransientStatus(int status) {
      super("HTTP status " + status);
      this.status = status;
    }
  }

  /** The file could not be written; no other attempt helps. */
  private static final class LocalFailure extends IOException {
    private static final long serialVersionUID = 1;

    LocalFailure(IOException cause) {
      super(cause.toString(), cause);
    }
  }

  /** The part of a packument (npm's registry API, package version) that is needed. */
  private record Packument(Optional<Distribution> dist) {}

  /** Where the archive is. */
  private record Distribution(Optional<URI> tarball) {}

  /**
   * Runs to the end of the archive.
   *
   * @throws ModelException with {@link ModelProblem.NoNetwork} or {@link
   *     ModelProblem.RegistryRefused}, or if it was cancelled
   * @throws IOException if the file cannot be written
   */
  void run() throws IOException {
    int failures = 0;
    boolean askedPackument = false;
    URI place = usualPlace();
    while (true) {
      long before = size();
      try {
        if (attempt(place) == Outcome.ENDED) {
          return;
        }
        if (askedPackument) {
          throw refused(NOT_FOUND);
        }
        place = placeInPackument();
        askedPackument = true;
      } catch (LocalFailure local) {
        throw local;
      } catch (IOException failed) {
        run.check();
        failures = size() - before >= PROGRESS_BYTES ? 1 : failures + 1;
        if (failures > PAUSES.size()) {
          throw gaveUp(failed);
        }
        Duration pause = PAUSES.get(failures - 1);
        run.tell(new FetchProgress.Retrying(part.source(), reason(failed), pause));
        run.pause(pause);
      }
    }
  }

  private Outcome attempt(URI place) throws IOException {
    try (PartBody body = openPart()) {
      Runnable tick =
          () -> {
            run.check();
            run.tellBytes(part, body.size());
          };
      tick.run();
      try {
        HttpResponse<Long> answer = client.get(place, body.size(), body, body::size, tick);
        return outcome(answer.statusCode());
      } catch (IOException failed) {
        throw body.writeFailure().<IOException>map(LocalFailure::new).orElse(failed);
      } finally {
        run.tellBytes(part, body.size());
      }
    }
  }

  private PartBody openPart() throws LocalFailure {
    try {
      return new PartBody(file, part.bytes());
    } catch (IOException failed) {
      throw new LocalFailure(failed);
    }
  }

  private Outcome outcome(int status) throws IOException {
    return switch (status) {
      case 200, 206 -> Outcome.ENDED;
      case 416 -> {
        // The server has no such range: what is there cannot be a beginning of it.
        Files.deleteIfExists(file);
        yield Outcome.ENDED;
      }
      case 404, 410 -> Outcome.NOT_THERE;
      case 408, 425, 429, 500, 502, 503, 504 -> throw new TransientStatus(status);
      default -> throw refused(status);
    };
  }

  private URI usualPlace() {
    return client
        .registry()
        .resolve(part.source().fullName() + "/-/" + part.source().registryFile());
  }

  private URI placeInPackument() throws IOException {
    String name = part.source().fullName().replace("/", "%2f");
    HttpResponse<byte[]> answer =
        client.get(
            client.registry().resolve(name + "/" + part.source().version()),
            0,
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_PACKUMENT_BYTES),
            () -> 0,
            run::check);
    return switch (answer.statusCode()) {
      case 200 -> tarball(answer.body());
      case 408, 425, 429, 500, 502, 503, 504 -> throw new TransientStatus(answer.statusCode());
      default -> throw refused(answer.statusCode());
    };
  }

  private URI tarball(byte[] packument) {
    try {
      return Documents.read(packument, Packument.class)
          .dist()
          .flatMap(Distribution::tarball)
          .map(Registry::webAddress)
          .orElseThrow(() -> refused(NOT_FOUND));
    } catch (DocumentException | IllegalArgumentException malformed) {
      throw new ModelException(refused(NOT_FOUND).problem(), malformed);
    }
  }

  private ModelException refused(int status) {
    return new ModelException(
        new ModelProblem.RegistryRefused(
            run.model().id(), part.source().toString(), client.registry().base(), status));
  }

  private ModelException gaveUp(IOException failed) {
    if (failed instanceof TransientStatus answered) {
      return refused(answered.status);
    }
    return new ModelException(
        new ModelProblem.NoNetwork(
            run.model().id(),
            run.model().downloadBytes(),
            client.registry().base(),
            reason(failed)),
        failed);
  }

  private static String reason(IOException failed) {
    String kind = failed.getClass().getSimpleName();
    return failed.getMessage() == null ? kind : kind + ", " + failed.getMessage();
  }

  private long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
