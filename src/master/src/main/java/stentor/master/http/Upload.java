package stentor.master.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioProblem;

/**
 * The recording in a multipart request, spooled to disk by the server, and the first look at it.
 */
final class Upload {

  /** The largest recording that is taken: 2 GiB. */
  static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;

  private static final int MAGIC_BYTES = 12;
  private static final Set<String> WAV_CONTAINERS = Set.of("RIFF", "RIFX", "RF64", "BW64");

  private final UploadedFile file;

  private Upload(UploadedFile file) {
    this.file = file;
  }

  /**
   * The part named {@code file}.
   *
   * @throws MasterException if there is none
   * @throws AudioException if it cannot be a recording that is read here
   */
  static Upload of(Context context) throws IOException {
    Optional<UploadedFile> file = context.isMultipartFormData() ? read(context) : Optional.empty();
    if (file.isEmpty()) {
      throw new MasterException(
          new MasterProblem.MissingParameter(
              "file", "a multipart/form-data body with a part named 'file' that has a file name"));
    }
    Upload upload = new Upload(file.get());
    upload.checkMagicBytes();
    return upload;
  }

  /**
   * Has the server read the whole body. What is wrong with the body is the client's to mend; what
   * is wrong with the disk it is spooled to is not.
   *
   * @throws IOException if it could not be spooled
   */
  private static Optional<UploadedFile> read(Context context) throws IOException {
    try {
      List<UploadedFile> files = context.uploadedFiles("file");
      if (files.size() > 1) {
        throw new MasterException(
            new MasterProblem.BadParameter(
                "file", "there are " + files.size() + " of them", "one file a request"));
      }
      return files.stream().findFirst();
    } catch (RuntimeException | Error other) {
      throw other;
    } catch (Exception malformed) {
      // Javalin's Kotlin throws ServletException and IOException without declaring them.
      Throwable cause = root(malformed);
      if (cause instanceof IOException spooling && !(cause instanceof EOFException)) {
        throw spooling;
      }
      throw new MasterException(
          new MasterProblem.BadParameter(
              "file",
              "the body cannot be read as multipart/form-data",
              "parts with their headers between boundaries, the last of which is closed"));
    }
  }

  /** The server wraps all that goes wrong; an end too early is an {@link EOFException} there. */
  private static Throwable root(Throwable wrapped) {
    Throwable cause = wrapped;
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      cause = next;
    }
    return cause;
  }

  String name() {
    return file.filename();
  }

  long size() {
    return file.size();
  }

  InputStream content() {
    return file.content();
  }

  private void checkMagicBytes() throws IOException {
    if (size() > MOST_BYTES) {
      throw new MasterException(new MasterProblem.TooLarge(MOST_BYTES));
    }
    if (size() == 0) {
      throw new AudioException(new AudioProblem.Empty());
    }
    byte[] head;
    try (InputStream in = content()) {
      head = in.readNBytes(MAGIC_BYTES);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    boolean wav =
        head.length == MAGIC_BYTES
            && WAV_CONTAINERS.contains(text.substring(0, 4))
            && text.startsWith("WAVE", 8);
    // A shorter one is left to the decoder, which says where it ends.
    if (!wav && (head.length == MAGIC_BYTES || !WAV_CONTAINERS.contains(first(text)))) {
      throw new AudioException(new AudioProblem.NotWav(printable(text)));
    }
  }

  private static String first(String text) {
    return text.substring(0, Math.min(4, text.length()));
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars().forEach(c -> shown.append(c >= 0x20 && c < 0x7F ? (char) c : '.'));
    return shown.toString();
  }
}
