package stentor.app.desktop;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can go wrong with the system's desktop. */
public sealed interface DesktopProblem extends Problem {

  /**
   * Nothing opens addresses or folders here.
   *
   * @param target the address or folder
   * @param command what was tried
   * @param evidence what came of it
   */
  record NotOpened(String target, String command, String evidence) implements DesktopProblem {
    @Override
    public String code() {
      return "not_opened";
    }

    @Override
    public String what() {
      return "%s could not be opened".formatted(target);
    }

    @Override
    public String why() {
      return "%s: %s".formatted(command, evidence);
    }

    @Override
    public List<String> fixes() {
      return List.of("Open it yourself: %s".formatted(target));
    }
  }

  /** There is no desktop. */
  record NoDesktop(String target) implements DesktopProblem {
    @Override
    public String code() {
      return "no_desktop";
    }

    @Override
    public String what() {
      return "%s could not be opened".formatted(target);
    }

    @Override
    public String why() {
      return "the app runs without a display, so that there is no program to open it with";
    }

    @Override
    public List<String> fixes() {
      return List.of("Open it yourself: %s".formatted(target));
    }
  }
}
