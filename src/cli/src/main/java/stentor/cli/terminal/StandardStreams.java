package stentor.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import stentor.control.OperatingSystem;

/** Standard input, output and error of this process. */
public final class StandardStreams {

  private static final int INPUT = 0;
  private static final int OUTPUT = 1;
  private static final int ERROR = 2;

  private StandardStreams() {}

  /**
   * The terminal that they are. They carry UTF-8, whatever the locale: transcripts have letters of
   * all languages. A Windows console alone shows what it was set to.
   */
  public static Terminal open() {
    Charset charset =
        OperatingSystem.isWindows() && isConsole()
            ? Charset.forName(System.getProperty("stdout.encoding", "UTF-8"))
            : StandardCharsets.UTF_8;
    boolean errIsTerminal = isTerminal(ERROR);
    Optional<Screen> screen = screen(System.getenv());
    return new Terminal(
        writer(FileDescriptor.out, charset),
        writer(FileDescriptor.err, charset),
        new BufferedReader(new InputStreamReader(System.in, charset)),
        screen.filter(any -> isTerminal(OUTPUT)),
        screen.filter(any -> errIsTerminal),
        errIsTerminal && isTerminal(INPUT),
        StandardStreams::hiddenLine);
  }

  private static Optional<String> hiddenLine(String question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> Optional.ofNullable(console.readPassword("%s", question)))
        .map(String::new);
  }

  /**
   * The screen that such an environment of variables tells of: none where the terminal can do
   * nothing but print ({@code TERM=dumb}), one without colours where nobody wants them ({@code
   * NO_COLOR}, no-color.org).
   */
  static Optional<Screen> screen(Map<String, String> variables) {
    return variables.getOrDefault("TERM", "").equals("dumb")
        ? Optional.empty()
        : Optional.of(
            new Screen(ScreenSize::look, variables.getOrDefault("NO_COLOR", "").isEmpty()));
  }

  private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), charset), false);
  }

  /** Java knows of all streams together only; Linux tells of each what it is. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd", String.valueOf(descriptor));
    if (!Files.isSymbolicLink(link)) {
      return isConsole();
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean isConsole() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
