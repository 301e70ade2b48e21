package stentor.control.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.control.environment.EnvironmentFolder;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.ProcessStatus;

/**
 * A process of an environment that runs. Its handle stands for that process only: not for another
 * that gets the same number later.
 *
 * @param role {@code supervisor}, {@code master} or {@code worker}; of a process that one of these
 *     started and that no file names, {@code master's child}, for example
 * @param handle the process
 */
record RunningProcess(String role, ProcessHandle handle) {

  private static final String SUPERVISOR = "supervisor";

  /** Clocks of processes and of files may differ by that. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

  /** A supervisor that was started just now. */
  static RunningProcess supervisor(Process process) {
    return new RunningProcess(SUPERVISOR, process.toHandle());
  }

  /** How our programs' argument files are called. */
  private static final Pattern PROGRAM =
      Pattern.compile("@?.*?(supervisor|master|worker)\\.args", Pattern.DOTALL);

  /**
   * Stands on a supervisor's command line, so that it is found there before it has written down
   * that it is: its starter may have been killed in the moment after it had started it.
   */
  static String mark(EnvironmentFolder folder) {
    return "-Dstentor.environment=" + folder.path();
  }

  /**
   * Those whose command lines name the environment's folder, whatever its files say. Empty where
   * the system does not tell command lines.
   */
  static List<RunningProcess> byCommandLine(EnvironmentFolder folder) {
    Set<String> marks = Set.of(mark(folder), folder.path().toString());
    List<RunningProcess> running = new ArrayList<>();
    ProcessHandle.allProcesses()
        .forEach(
            handle ->
                handle
                    .info()
                    .arguments()
                    .map(List::of)
                    .filter(words -> words.stream().anyMatch(marks::contains))
                    .flatMap(RunningProcess::role)
                    .ifPresent(role -> running.add(new RunningProcess(role, handle))));
    return running;
  }

  private static Optional<String> role(List<String> words) {
    return words.stream()
        .map(PROGRAM::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  /** Those that the environment's files name and that run, the supervisor first. */
  static List<RunningProcess> of(EnvironmentFolder folder, SupervisorWatch watch)
      throws IOException {
    List<RunningProcess> running = new ArrayList<>();
    watch
        .process(folder)
        .filter(handle -> isProgram(handle, SUPERVISOR))
        .ifPresent(handle -> running.add(new RunningProcess(SUPERVISOR, handle)));
    Optional<StatusDocument> status = folder.seen();
    if (status.isPresent()) {
      Instant written = writtenAt(folder);
      for (ProcessStatus process : status.get().processes()) {
        ProcessHandle.of(process.pid())
            .filter(handle -> startedBefore(handle, written))
            .filter(handle -> isProgram(handle, process.role()))
            .filter(handle -> running.stream().noneMatch(known -> known.handle().equals(handle)))
            .ifPresent(handle -> running.add(new RunningProcess(process.role(), handle)));
      }
    }
    return running;
  }

  /**
   * These, and after them every process that they started and that runs, directly or not: a
   * master's decoders, say, which no file names. A child is told by the nearest of them.
   */
  static List<RunningProcess> withDescendants(List<RunningProcess> known) {
    Map<ProcessHandle, RunningProcess> all = new LinkedHashMap<>();
    known.forEach(process -> all.putIfAbsent(process.handle(), process));
    // A supervisor, which stands first, is an ancestor of all others.
    for (RunningProcess parent : known.reversed()) {
      parent
          .handle()
          .descendants()
          .forEach(
              child ->
                  all.putIfAbsent(child, new RunningProcess(parent.role() + "'s child", child)));
    }
    return List.copyOf(all.values());
  }

  private static Instant writtenAt(EnvironmentFolder folder) throws IOException {
    try {
      return Files.getLastModifiedTime(folder.statusFile()).toInstant();
    } catch (NoSuchFileException replaced) {
      return Instant.now().plus(CLOCK_SLACK);
    }
  }

  /** A number may have been given to another process since it was written down. */
  private static boolean startedBefore(ProcessHandle handle, Instant written) {
    return handle
        .info()
        .startInstant()
        .map(started -> started.isBefore(written.plus(CLOCK_SLACK)))
        .orElse(true);
  }

  /** Our programs are started by their argument files; Windows does not tell the arguments. */
  private static boolean isProgram(ProcessHandle handle, String role) {
    return handle
        .info()
        .arguments()
        .map(arguments -> Arrays.stream(arguments).anyMatch(text -> text.endsWith(role + ".args")))
        .orElse(true);
  }

  /** When it started; now where the system does not tell. */
  Instant startedAt(Instant now) {
    return handle.info().startInstant().orElse(now);
  }

  String id() {
    return role + " " + handle.pid();
  }
}
