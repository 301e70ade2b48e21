package stentor.simulator.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.server.command.AbstractCommandSupport;

/**
 * A command sent to a gate. There is no shell here, which would act on this computer: {@code
 * sha256sum FILE...} is known, with single quotes, and nothing else.
 */
final class GateCommand extends AbstractCommandSupport {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");
  private static final int NOT_FOUND = 127;

  private final Path files;

  GateCommand(String command, Path files) {
    super(command, null);
    this.files = files;
  }

  @Override
  public void run() {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(getCommand());
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    try {
      if (words.isEmpty() || !words.removeFirst().equals("sha256sum")) {
        say(getErrorStream(), "bash: " + getCommand() + ": command not found");
        onExit(NOT_FOUND);
        return;
      }
      words.remove("--");
      boolean all = true;
      for (String word : words) {
        all &= sum(word);
      }
      onExit(all ? 0 : 1);
    } catch (IOException cut) {
      onExit(1, String.valueOf(cut.getMessage()));
    }
  }

  private boolean sum(String word) throws IOException {
    String inside = GateServer.inside(word).replaceFirst("^/+", "");
    Path file = files.resolve(inside).normalize();
    if (!file.startsWith(files) || !Files.isRegularFile(file)) {
      say(getErrorStream(), "sha256sum: " + word + ": No such file or directory");
      return false;
    }
    MessageDigest digest = sha256();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    say(getOutputStream(), HexFormat.of().formatHex(digest.digest()) + "  " + word);
    return true;
  }

  private static void say(OutputStream stream, String line) throws IOException {
    stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
