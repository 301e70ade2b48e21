package stentor.jobs.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Scanner;

/** A process that wants every duty, told to begin by a line; prints those it got. */
final class DutySeeker {

  private DutySeeker() {}

  /** Arguments: {@code FOLDER HOLDER DUTIES}. */
  public static void main(String[] arguments) throws IOException {
    JobStore store = FolderJobStore.in(Path.of(arguments[0]), Clock.systemUTC());
    System.out.println("ready");
    new Scanner(System.in, StandardCharsets.UTF_8).nextLine();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      String duty = "duty-" + "x".repeat(i);
      boolean taken = store.hold(duty, arguments[1], Duration.ofHours(1));
      boolean kept = store.hold(duty, arguments[1], Duration.ofHours(1));
      if (taken && kept) {
        System.out.println(duty);
      }
    }
  }
}
