package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A native program that reads hostile bytes as its standard input, one file or as they come, with
 * limits where the system has them: processor time, address space, no files written, no core left
 * behind. It sees no environment but what it needs to start. Closing it kills it.
 */
final class LimitedProcess implements AutoCloseable {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final int MOST_COMPLAINT_BYTES = 8192;
  private static final int MOST_TOLD = 200;

  /** What the system's loader says of libraries that stand in for others, before all else. */
  private static final String LOADER = "no version information available";

  private final Process process;
  private final CompletableFuture<String> complaint = new CompletableFuture<>();

  private LimitedProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().name("complaints").start(() -> complaint.complete(firstLine()));
  }

  /**
   * What it may take.
   *
   * @param processor time of all its threads together
   * @param memoryBytes its address space
   */
  record Limits(Duration processor, long memoryBytes) {

    /** The script that sets them; a system without one of them leaves that out. */
    private String script() {
      return "ulimit -c 0; ulimit -f 0; ulimit -t %d; ulimit -v %d; exec \"$0\" \"$@\""
          .formatted(processor.toSeconds(), memoryBytes / 1024);
    }
  }

  /**
   * Starts it.
   *
   * @param libraries where its libraries are, if they are not the system's
   * @param input what it reads; seekable
   */
  static LimitedProcess start(
      List<String> program, Optional<Path> libraries, Path input, Limits limits)
      throws IOException {
    return start(program, libraries, ProcessBuilder.Redirect.from(input.toFile()), limits);
  }

  /**
   * Starts it, to be fed.
   *
   * @param libraries where its libraries are, if they are not the system's
   */
  static LimitedProcess start(List<String> program, Optional<Path> libraries, Limits limits)
      throws IOException {
    return start(program, libraries, ProcessBuilder.Redirect.PIPE, limits);
  }

  private static LimitedProcess start(
      List<String> program, Optional<Path> libraries, ProcessBuilder.Redirect input, Limits limits)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      command.addAll(List.of(SHELL.toString(), "-c", limits.script()));
    }
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input);
    builder.environment().keySet().retainAll(List.of("SystemRoot"));
    libraries.ifPresent(folder -> builder.environment().put("LD_LIBRARY_PATH", folder.toString()));
    // An arena for each thread would count as address space.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    return new LimitedProcess(builder.start());
  }

  /** What it reads, where it is fed; to be closed after the last. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** What it writes; at its end it wrote all, or died. */
  InputStream output() {
    return process.getInputStream();
  }

  /** Waits for its end; its exit status, more than 128 where it was killed. */
  int status() throws InterruptedException {
    return process.waitFor();
  }

  /** The first line it complained of, shortened, printable; empty where it did not. */
  String complaint() {
    return complaint.join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Reads all it says, and keeps the beginning: what comes later follows from it. */
  private String firstLine() {
    byte[] said;
    try (InputStream errors = process.getErrorStream()) {
      said = errors.readNBytes(MOST_COMPLAINT_BYTES);
      errors.skip(Long.MAX_VALUE);
    } catch (IOException killed) {
      return "";
    }
    return new String(said, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.contains(LOADER))
        .map(line -> line.replaceAll("\\[[^\\]]*@ 0x[0-9a-f]+\\] ", "").strip())
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(line -> line.replaceAll("[^ -~]", "."))
        .map(line -> line.substring(0, Math.min(line.length(), MOST_TOLD)))
        .orElse("");
  }
}
