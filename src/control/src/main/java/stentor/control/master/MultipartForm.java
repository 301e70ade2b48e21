package stentor.control.master;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A request's body of the type {@code multipart/form-data} (RFC 7578): some short fields, then one
 * file, which is read while it is sent and never held in memory.
 */
final class MultipartForm {

  private static final String FILE_FIELD = "file";
  private static final long UNKNOWN = -1;

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
   * The body with a recording in the field {@code file}, under the name of this file. Where the
   * recording has no length, as of a pipe, the body has none.
   */
  BodyPublisher withFile(Path file, RecordingStream recording) {
    part("name=\"%s\"; filename=\"%s\"".formatted(FILE_FIELD, escaped(name(file))))
        .append("Content-Type: application/octet-stream\r\n\r\n");
    BodyPublisher content = content(recording);
    return BodyPublishers.concat(
        BodyPublishers.ofString(head.toString(), StandardCharsets.UTF_8),
        content,
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8));
  }

  private static BodyPublisher content(RecordingStream recording) {
    long length = recording.length().orElse(UNKNOWN);
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> recording);
    if (length == 0) {
      return BodyPublishers.noBody();
    }
    return length == UNKNOWN ? stream : BodyPublishers.fromPublisher(stream, length);
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
