package stentor.launcher;

import java.util.List;

/** What the launcher starts in these tests: tells how it was started and ends as it is told. */
final class LaunchedProgram {
  private LaunchedProgram() {}

  /**
   * Prints one line each for the arguments, the working directory, the process id, and which of the
   * programs it was started as.
   *
   * @param arguments {@code exit CODE} ends with that code, anything else with 0
   */
  public static void main(String[] arguments) {
    System.out.println("arguments=" + List.of(arguments));
    System.out.println("directory=" + System.getProperty("user.dir"));
    System.out.println("process=" + ProcessHandle.current().pid());
    System.out.println("program=" + System.getProperty("program"));
    if (arguments.length == 2 && arguments[0].equals("exit")) {
      System.exit(Integer.parseInt(arguments[1]));
    }
  }
}
