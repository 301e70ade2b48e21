package stentor.protocol.model;

import java.util.regex.Pattern;

/**
 * Which names a model, its versions and its files may have. They become folders, queues and
 * Kubernetes objects, so every name from outside is checked here before it touches a path.
 */
public final class ModelNames {

  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
  private static final Pattern SEGMENT = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,128}");
  private static final int LONGEST_FILE = 255;

  private ModelNames() {}

  /** Whether it is a model id: lower-case letters, digits and inner hyphens, at most 40. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether it is a version: letters, digits and {@code . _ + -}, at most 64. */
  public static boolean isVersion(String text) {
    return VERSION.matcher(text).matches();
  }

  /**
   * Whether it is the path of a file inside a model's folder: relative, parts separated by {@code
   * /}, none of them hidden or leading out, all of them possible on every platform.
   */
  public static boolean isFile(String text) {
    if (text.length() > LONGEST_FILE) {
      return false;
    }
    for (String segment : text.split("/", -1)) {
      boolean plain = SEGMENT.matcher(segment).matches();
      if (!plain || segment.startsWith(".") || segment.endsWith(".") || segment.endsWith(" ")) {
        return false;
      }
    }
    return true;
  }
}
