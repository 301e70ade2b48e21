package stentor.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Looks at a model's files before native code does, which may end the process over a file that is
 * no model.
 *
 * @param folder of the model
 */
public record ModelFiles(Path folder) {

  /** Whether the folder has such a file. */
  public boolean has(String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  /**
   * Asks for a file.
   *
   * @throws EngineException with {@link EngineProblem.BadModel} if the folder does not have it
   */
  public Path require(String name) {
    if (!has(name)) {
      throw bad("it has no file " + name);
    }
    return folder.resolve(name);
  }

  /**
   * Asks for a file that begins with certain bytes.
   *
   * @param kind what a file is that begins so, for people
   * @throws EngineException with {@link EngineProblem.BadModel} if the folder does not have it, or
   *     it begins otherwise
   */
  public Path require(String name, String kind, byte[]... beginnings) {
    Path file = require(name);
    try (InputStream in = Files.newInputStream(file)) {
      int longest = Arrays.stream(beginnings).mapToInt(each -> each.length).max().orElse(0);
      byte[] head = in.readNBytes(longest);
      for (byte[] beginning : beginnings) {
        if (head.length >= beginning.length
            && Arrays.equals(head, 0, beginning.length, beginning, 0, beginning.length)) {
          return file;
        }
      }
      throw bad(name + " is not " + kind);
    } catch (IOException e) {
      throw new EngineException(
          new EngineProblem.BadModel(folder.toString(), name + " cannot be read: " + e), e);
    }
  }

  /** The problem that this folder holds no such model. */
  public EngineException bad(String reason) {
    return new EngineException(new EngineProblem.BadModel(folder.toString(), reason));
  }
}
