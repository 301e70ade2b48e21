package stentor.simulator.ecr;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The registry's calls about blobs and their uploads. */
final class BlobCalls {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Blobs blobs;

  BlobCalls(Blobs blobs) {
    this.blobs = blobs;
  }

  void blob(Context context, String repository, String digest) throws IOException, RegistryError {
    switch (context.method().name()) {
      case "GET", "HEAD" -> {
        Path file =
            blobs
                .find(repository, digest)
                .orElseThrow(
                    () -> new RegistryError(404, "BLOB_UNKNOWN", "blob unknown to registry"));
        Registry.send(context, "application/octet-stream", digest, file);
      }
      default -> throw unsupported(context);
    }
  }

  void upload(Context context, String repository, String id) throws IOException, RegistryError {
    if (id.isEmpty()) {
      if (!context.method().name().equals("POST")) {
        throw unsupported(context);
      }
      begin(context, repository);
      return;
    }
    OptionalLong size = blobs.size(id);
    if (size.isEmpty()) {
      throw new RegistryError(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }
    switch (context.method().name()) {
      case "GET" -> tell(context, 204, repository, id);
      case "PATCH" -> {
        append(context, repository, id, size.getAsLong());
        tell(context, 202, repository, id);
      }
      case "PUT" -> {
        append(context, repository, id, size.getAsLong());
        finish(context, repository, id, parameter(context, "digest").orElse(""));
      }
      case "DELETE" -> {
        blobs.abandon(id);
        context.status(204);
      }
      default -> throw unsupported(context);
    }
  }

  /** By itself, with all bytes at once, or from another repository, where they are already. */
  private void begin(Context context, String repository) throws IOException, RegistryError {
    Optional<Path> elsewhere =
        blobs.find(
            parameter(context, "from").orElse(repository), parameter(context, "mount").orElse(""));
    String id = blobs.begin();
    if (elsewhere.isPresent()) {
      try (var bytes = Files.newInputStream(elsewhere.get())) {
        blobs.append(id, bytes);
      }
      finish(context, repository, id, parameter(context, "mount").orElse(""));
    } else if (parameter(context, "digest").isPresent()) {
      blobs.append(id, context.bodyInputStream());
      finish(context, repository, id, parameter(context, "digest").orElse(""));
    } else {
      tell(context, 202, repository, id);
    }
  }

  /** A chunk that says where it belongs has to follow what is there. */
  private void append(Context context, String repository, String id, long size)
      throws IOException, RegistryError {
    String header = context.header("Content-Range");
    if (header != null) {
      Matcher range = RANGE.matcher(header);
      if (!range.matches() || Long.parseLong(range.group(1)) != size) {
        where(context, repository, id);
        throw new RegistryError(
            RANGE_NOT_SATISFIABLE, "BLOB_UPLOAD_INVALID", "the chunk is out of order");
      }
    }
    blobs.append(id, context.bodyInputStream());
  }

  private void finish(Context context, String repository, String id, String digest)
      throws IOException, RegistryError {
    if (!blobs.finish(repository, id, digest)) {
      throw new RegistryError(
          400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }
    context.header("Location", "/v2/" + repository + "/blobs/" + digest);
    context.header("Docker-Content-Digest", digest);
    context.status(201);
  }

  private void tell(Context context, int status, String repository, String id) throws IOException {
    where(context, repository, id);
    context.status(status);
  }

  private void where(Context context, String repository, String id) throws IOException {
    long size = blobs.size(id).orElse(0);
    context.header("Location", "/v2/" + repository + "/blobs/uploads/" + id);
    context.header("Docker-Upload-UUID", id);
    context.header("Range", "0-" + Math.max(0, size - 1));
  }

  private static RegistryError unsupported(Context context) {
    return new RegistryError(
        405, "UNSUPPORTED", context.method().name() + " is not supported here");
  }

  private static Optional<String> parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name));
  }
}
