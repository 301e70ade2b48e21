package stentor.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A root of its own for the launcher: the real scripts, a few sources, and a Maven that builds a
 * {@code dist/} of one class within milliseconds. Nothing of the machine reaches the launcher but a
 * handful of tools and the JDK of this test.
 */
final class LauncherSandbox implements AutoCloseable {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("stentor.root", "..")).toAbsolutePath();
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "dirname",
          "readlink",
          "find",
          "head",
          "sed",
          "grep",
          "mkdir",
          "rm",
          "rmdir",
          "ln",
          "mv",
          "ps",
          "sleep",
          "cat",
          "mktemp",
          "touch",
          "chmod");

  private final Path folder;
  private final Path tools;
  private final Path mavenFolder;
  private final Map<String, String> environment = new HashMap<>();
  private Path root;

  LauncherSandbox(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    root = Files.createDirectory(this.folder.resolve("root with space"));
    tools = Files.createDirectory(this.folder.resolve("tools"));
    mavenFolder = Files.createDirectory(this.folder.resolve("maven"));
    for (String script : List.of("stentor", "installers/aot")) {
      Path copy = root.resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(REPOSITORY.resolve(script), copy, COPY_ATTRIBUTES);
    }
    write("pom.xml", "<project/>");
    write("src/speech/pom.xml", "<project/>");
    write("src/speech/src/main/java/Speech.java", "class Speech {}");
    write("src/speech/src/test/java/SpeechTest.java", "class SpeechTest {}");
    write("resources/catalogue.json", "{}");
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
    }
    program(mavenFolder.resolve("mvn"), maven());
    environment.put("PATH", mavenFolder + ":" + tools);
    environment.put("HOME", this.folder.toString());
    environment.put("STENTOR_JAVA_HOME", System.getProperty("java.home"));
    environment.put("STENTOR_JDK_SEARCH", "");
    environment.put("STENTOR_AOT", "off");
    environment.put("SANDBOX", this.folder.toString());
    environment.put("PROGRAM", programJar().toString());
  }

  /** What a launcher left behind: exit code and the two streams. */
  record Outcome(int exit, String out, String error, long process) {}

  /** A launcher that was started and not waited for. */
  static final class Start {
    private final Process process;
    private final Path out;
    private final Path error;

    private Start(Process process, Path out, Path error) {
      this.process = process;
      this.out = out;
      this.error = error;
    }

    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    String errorSoFar() throws IOException {
      return Files.readString(error);
    }

    Outcome end() throws IOException, InterruptedException {
      if (!process.waitFor(60, SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the launcher did not end: " + errorSoFar());
      }
      return new Outcome(process.exitValue(), Files.readString(out), errorSoFar(), process.pid());
    }
  }

  Start start(Path launcher, Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path error = Files.createTempFile(folder, "error", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(out.toFile())
            .redirectError(error.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Start(builder.start(), out, error);
  }

  Start start(String... arguments) throws IOException {
    return start(root.resolve("stentor"), folder, arguments);
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  LauncherSandbox with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  LauncherSandbox without(String variable) {
    environment.remove(variable);
    return this;
  }

  LauncherSandbox withoutMaven() {
    return with("PATH", tools.toString());
  }

  /** Puts a folder in front of everything on the PATH. */
  LauncherSandbox onPathFirst(Path first) {
    return with("PATH", first + ":" + environment.get("PATH"));
  }

  /** While held, a build that began does not end. */
  void holdBuilds() throws IOException {
    Files.createFile(folder.resolve("hold"));
  }

  void releaseBuilds() throws IOException {
    Files.delete(folder.resolve("hold"));
  }

  /** The processes of the builds made so far, in order. */
  List<Long> builds() throws IOException {
    Path log = folder.resolve("builds");
    return Files.exists(log)
        ? Files.readAllLines(log).stream().map(Long::valueOf).toList()
        : List.of();
  }

  void move() throws IOException {
    root = Files.move(root, folder.resolve("elsewhere"));
  }

  /** Writes a file of the root, a minute after the last build. */
  void edit(String file, String text) throws IOException {
    ageBuild();
    write(file, text);
  }

  void delete(String file) throws IOException {
    ageBuild();
    Files.delete(root.resolve(file));
  }

  /** An installation of another Java: only what the launcher looks at. */
  Path otherJava(String name, String version, String... programs) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : programs) {
      program(home.resolve("bin").resolve(program), "#!/bin/sh\nexit 9\n");
    }
    return home;
  }

  Path tool(String name) throws IOException {
    return program(tools.resolve(name), "#!/bin/sh\nexit 9\n");
  }

  /** Takes away the links out of the sandbox, which JUnit would warn about. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(file);
      }
    }
  }

  Path root() {
    return root;
  }

  Path dist() {
    return root.resolve("dist");
  }

  /**
   * Makes the last build a minute old and everything else two, so that what is changed next is
   * newer.
   */
  private void ageBuild() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(120)));
      }
    }
    Files.setLastModifiedTime(
        dist().resolve(".built"), FileTime.from(Instant.now().minusSeconds(60)));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(root.resolve(file).getParent());
    Files.writeString(root.resolve(file), text);
  }

  private static Path program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
    return file;
  }

  private static Path onPath(String tool) throws IOException {
    for (String folder : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")) {
      Path file = Path.of(folder, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IOException("this system has no " + tool);
  }

  /** The built program: a jar, since the JVM caches no classes of folders. */
  private Path programJar() throws IOException {
    String name = LaunchedProgram.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("program.jar");
    try (InputStream classFile = LaunchedProgram.class.getResourceAsStream("/" + name);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      Objects.requireNonNull(classFile, name).transferTo(out);
    }
    return jar;
  }

  /**
   * Builds as Maven does, as far as the launcher can see: output, dist/, .built with the time of
   * the start.
   */
  private static String maven() {
    return """
        #!/usr/bin/env bash
        if [ "$1" = --version ]; then printf '\\033[1mApache Maven %s\\033[m\\n' "${FAKE_MAVEN:-3.9.9}"; exit; fi
        echo $$ >> "$SANDBOX/builds"
        mkdir -p dist/lib; rm -rf dist/.built dist/aot; touch dist/begin
        while [ -e "$SANDBOX/hold" ]; do sleep 0.05; done
        if [ -e "$SANDBOX/broken" ]; then
          printf '[INFO] much\\n[\\033[1;31mERROR\\033[m] Speech.java:[1,1] class expected\\n[ERROR] -> [Help 1]\\n'; exit 1
        fi
        [ ! -e "$SANDBOX/edit" ] || { sleep 0.05; touch src/speech/src/main/java/Speech.java; }
        for program in app cli master supervisor worker; do
        cat > dist/$program.args << END
        -XX:+UseSerialGC -XX:TieredStopAtLevel=1
        -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr
        -Dstentor.dist="$PWD/dist"
        -Dprogram=$program
        -cp
        "$PROGRAM"
        stentor.launcher.LaunchedProgram
        END
        done
        mv dist/begin dist/.built
        """;
  }

  /** Makes every build fail from now on, or succeed again. */
  void breakBuilds(boolean broken) throws IOException {
    if (broken) {
      Files.createFile(folder.resolve("broken"));
    } else {
      Files.delete(folder.resolve("broken"));
    }
  }

  /** Lets builds edit a source while they run, or not. */
  void editWhileBuilding(boolean edit) throws IOException {
    if (edit) {
      Files.createFile(folder.resolve("edit"));
    } else {
      Files.delete(folder.resolve("edit"));
    }
  }

  /** A lock as a launcher holds it, here held by a process that lives. */
  void leaveLockOf(ProcessHandle owner) throws IOException, InterruptedException {
    Process ps =
        new ProcessBuilder("ps", "-o", "pid=", "-o", "lstart=", "-p", Long.toString(owner.pid()))
            .start();
    byte[] line = ps.getInputStream().readAllBytes();
    ps.waitFor();
    Files.createDirectories(dist().resolve(".lock"));
    Files.write(dist().resolve(".lock/owners"), line);
  }

  /** A lock as a launcher leaves it that was killed in the middle of its build. */
  void leaveLockOfDeadProcess() throws IOException, InterruptedException {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(dist().resolve(".lock"));
    Files.write(
        dist().resolve(".lock/owners"),
        (gone.pid() + " Thu Jan  1 00:00:00 2026\n").getBytes(UTF_8));
  }
}
