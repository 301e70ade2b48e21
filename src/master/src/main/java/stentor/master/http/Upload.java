package stentor.master.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import jakarta.servlet.http.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.speech.audio.Container;

/** A recording that was sent, spooled to disk, and the first look at it. */
final class Upload {

  /** The largest recording that is taken: 2 GiB. */
  static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;

  private static final int MOST_PARTS = 64;
  private static final int MOST_FIELD_BYTES = 64 * 1024;

  private final String name;
  private final long size;
  private final Content content;

  private Upload(String name, long size, Content content) {
    this.name = name;
    this.size = size;
    this.content = content;
  }

  /** Where the bytes are. */
  private interface Content {
    InputStream open() throws IOException;
  }

  /**
   * A recording in a file of ours.
   *
   * @param name the client's name for it
   * @throws stentor.speech.audio.AudioException if it cannot be a recording that is read here
   */
  static Upload of(Path file, String name) throws IOException {
    Upload upload = new Upload(name, Files.size(file), () -> Files.newInputStream(file));
    upload.look();
    return upload;
  }

  /**
   * The part named {@code file}.
   *
   * @throws MasterException if there is none
   * @throws stentor.speech.audio.AudioException if it cannot be a recording that is read here
   */
  static Upload of(Context context) throws IOException {
    Optional<UploadedFile> file = context.isMultipartFormData() ? read(context) : Optional.empty();
    if (file.isEmpty()) {
      throw new MasterException(
          new MasterProblem.MissingParameter(
              "file", "a multipart/form-data body with a part named 'file' that has a file name"));
    }
    Upload upload = new Upload(file.get().filename(), file.get().size(), file.get()::content);
    upload.look();
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
      List<UploadedFile> files = filesNamedFile(context);
      checkFields(context.req().getParts());
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
      throw new MasterException(MasterProblem.BodyBrokeOff.ofForm());
    }
  }

  /** The server refuses by itself what is far too much, and does not say what it is. */
  private static List<UploadedFile> filesNamedFile(Context context) throws Exception {
    try {
      return context.uploadedFiles("file");
    } catch (RuntimeException defect) {
      throw defect;
    } catch (Exception tooMuch) {
      try {
        // Throws the same again where the body itself is malformed.
        checkFields(context.req().getParts());
      } catch (MasterException refused) {
        refused.addSuppressed(tooMuch);
        throw refused;
      }
      throw tooMuch;
    }
  }

  /** What is no file is read into memory. */
  private static void checkFields(Collection<Part> parts) {
    if (parts.size() > MOST_PARTS) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              "file", "the body has " + parts.size() + " parts", "at most " + MOST_PARTS));
    }
    for (Part part : parts) {
      if (part.getSubmittedFileName() == null && part.getSize() > MOST_FIELD_BYTES) {
        throw new MasterException(
            new MasterProblem.BadParameter(
                part.getName(),
                "it has " + part.getSize() + " bytes and is no file",
                "at most " + MOST_FIELD_BYTES + " bytes, or a file name"));
      }
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
    return name;
  }

  long size() {
    return size;
  }

  InputStream content() throws IOException {
    return content.open();
  }

  private void look() throws IOException {
    if (size() > MOST_BYTES) {
      throw new MasterException(new MasterProblem.TooLarge(MOST_BYTES));
    }
    try (InputStream in = content()) {
      Container.of(in);
    }
  }
}
