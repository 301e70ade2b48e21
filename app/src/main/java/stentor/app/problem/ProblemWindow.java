package stentor.app.problem;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.FileChoice;
import stentor.app.navigation.Navigator;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;
import stentor.speech.problem.Problem;

/** Shows problems over the window's content, each once at a time. Used on the window's thread. */
public final class ProblemWindow implements ProblemShower {

  private final Overlay overlay;
  private final Fxml fxml;
  private final ProblemViewModel.Parts parts;
  private final KnownFixes known;
  private final Set<Problem> open = new HashSet<>();

  /**
   * Makes one.
   *
   * @param overlay lies over the window's content
   * @param report is what can be saved
   * @param navigator shows where a problem can be mended
   */
  public ProblemWindow(
      Overlay overlay,
      Fxml fxml,
      TaskRunner tasks,
      Report report,
      FileChoice files,
      Clipboards clipboard,
      Navigator navigator,
      Clock clock,
      ZoneId zone) {
    this.overlay = overlay;
    this.fxml = fxml;
    this.parts =
        new ProblemViewModel.Parts(tasks, report, files, clipboard, fxml.messages(), clock, zone);
    this.known = new KnownFixes(navigator, fxml.messages());
  }

  @Override
  public void show(Problem problem, List<Fix> fixes) {
    if (!open.add(problem)) {
      return;
    }
    ProblemViewModel model =
        new ProblemViewModel(problem, fixes.isEmpty() ? known.of(problem) : fixes, parts);
    Parent card = new ProblemView(model, fxml, overlay::closeLast).root();
    overlay.open(card, Pos.TOP_CENTER, () -> open.remove(problem));
  }
}
