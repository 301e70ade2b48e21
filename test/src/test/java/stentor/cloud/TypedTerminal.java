package stentor.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line on a terminal of its own, with somebody who types what he is asked for. */
record TypedTerminal(Path root, Map<String, String> variables, Map<String, String> answers) {

  private static final long DEADLINE_MINUTES = 8;
  private static final int BUFFER = 4096;

  /** How a command ended, and all that was seen. */
  record Seen(int exit, String text) {}

  /**
   * Runs a command to its end.
   *
   * @return what the terminal showed
   */
  Seen run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("script", "--quiet", "--return", "--command"));
    command.add(root.resolve("stentor") + " " + String.join(" ", words));
    command.add("/dev/null");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Process process = builder.start();
    StringBuilder text = new StringBuilder();
    try (InputStream in = process.getInputStream();
        OutputStream out = process.getOutputStream()) {
      byte[] buffer = new byte[BUFFER];
      int answered = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
        String unanswered = text.substring(answered);
        for (Map.Entry<String, String> answer : answers.entrySet()) {
          int at = unanswered.lastIndexOf(answer.getKey());
          if (at >= 0 && unanswered.indexOf(": ", at) > 0) {
            answered = text.length();
            out.write((answer.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
        }
      }
      if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError("It does not end. " + text);
      }
    } finally {
      process.destroyForcibly();
    }
    return new Seen(process.exitValue(), text.toString());
  }
}
