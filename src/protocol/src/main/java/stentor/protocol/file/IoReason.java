package stentor.protocol.file;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why the system could not read or write, in words. */
public final class IoReason {

  private IoReason() {}

  /** The reason alone: the path is told elsewhere. */
  public static String of(IOException exception) {
    return switch (exception) {
      case NoSuchFileException none -> "it does not exist";
      case AccessDeniedException denied -> "access is denied";
      case NotDirectoryException file -> "it is no folder";
      case FileAlreadyExistsException file -> "there is something else of that name";
      case ConnectException refused -> "the connection was refused";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> {
        String message = exception.getMessage();
        yield message == null ? exception.getClass().getSimpleName() : message;
      }
    };
  }
}
