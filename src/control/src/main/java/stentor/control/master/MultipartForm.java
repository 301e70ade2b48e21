package stentor.control.master;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A request's body of the type {@code multipart/form-data} (RFC 7578): some short fields, then one
 * file, which is read while it is sent and never held in memory.
 */
final class MultipartForm {

  private static final String FILE_FIELD = "file";

  private final String boundary = "stentor-" + UUID.randomUUID();
  private final StringBuilder head = new StringBuilder();

  /** Adds a field. */
  MultipartForm field(String name, String value) {
    part("name=\"" + name + "\"").append("\r\n").append(value).append("\r\n");
    return this;
  }

  /** The header {@code Content-Type} of the request. */
  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /**
   * The body with this file in the field {@code file}. The length is told only of a regular file: a
   * pipe has none.
   */
  BodyPublisher withFile(Path file) throws IOException {
    part("name=\"%s\"; filename=\"%s\"".formatted(FILE_FIELD, escaped(name(file))))
        .append("Content-Type: application/octet-stream\r\n\r\n");
    BodyPublisher content = Files.isRegularFile(file) ? BodyPublishers.ofFile(file) : pipe(file);
    return BodyPublishers.concat(
        BodyPublishers.ofString(head.toString(), StandardCharsets.UTF_8),
        content,
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8));
  }

  private static BodyPublisher pipe(Path file) throws IOException {
    var stream = Files.newInputStream(file);
    return BodyPublishers.ofInputStream(() -> stream);
  }

  private StringBuilder part(String disposition) {
    return head.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; ")
        .append(disposition)
        .append("\r\n");
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? FILE_FIELD : name.toString();
  }

  /** As browsers write it (WHATWG HTML, "multipart/form-data encoding algorithm"). */
  private static String escaped(String name) {
    return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
  }
}
