package stentor.app.receipt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.app.change.OngoingChanges;
import stentor.app.change.OngoingRun;
import stentor.app.change.Phase;
import stentor.app.desktop.FileChoice;
import stentor.app.environment.Place;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.Environments;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Gone;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.json.Documents;
import stentor.speech.problem.Problem;

/** What is gone of an environment, and how that is known. Used on the window's thread. */
public final class ReceiptViewModel {

  private final EnvironmentName name;
  private final Environments environments;
  private final OngoingChanges changes;
  private final TaskRunner tasks;
  private final FileChoice files;
  private final Navigator navigator;
  private final Messages messages;
  private final ZoneId zone;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Looking());
  private final ReadOnlyObjectWrapper<String> saved = new ReadOnlyObjectWrapper<>("");
  private final ReadOnlyObjectWrapper<Optional<Problem>> unsaved =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** What is known. */
  public sealed interface State permits Looking, Shown, Unreadable, None {}

  /** The receipt is being read. */
  public record Looking() implements State {}

  /** There is no receipt of it. */
  public record None() implements State {}

  /** It cannot be read. */
  public record Unreadable(Problem problem) implements State {}

  /**
   * A receipt.
   *
   * @param place where it was
   * @param title the whole in a few words
   * @param text counts, how long it ran, what it cost
   * @param clean whether nothing is left
   * @param rows what was made, by kind
   * @param left what is still there
   * @param questions what was asked afterwards
   * @param document all of it
   */
  public record Shown(
      Place place,
      String title,
      String text,
      boolean clean,
      List<ReceiptRow> rows,
      List<Left> left,
      List<Question> questions,
      ReceiptDocument document)
      implements State {

    /** Copies the lists. */
    public Shown {
      rows = List.copyOf(rows);
      left = List.copyOf(left);
      questions = List.copyOf(questions);
    }
  }

  /**
   * A question that was asked, with its answer.
   *
   * @param text the question
   * @param answer what was found
   * @param at time of day
   */
  public record Question(String text, String answer, String at) {}

  /** Makes one, which knows nothing until {@link #look()}. */
  public ReceiptViewModel(
      EnvironmentName name,
      Environments environments,
      OngoingChanges changes,
      TaskRunner tasks,
      FileChoice files,
      Navigator navigator,
      Messages messages,
      ZoneId zone) {
    this.name = name;
    this.environments = environments;
    this.changes = changes;
    this.tasks = tasks;
    this.files = files;
    this.navigator = navigator;
    this.messages = messages;
    this.zone = zone;
  }

  /** The environment. */
  public EnvironmentName name() {
    return name;
  }

  /** What is known. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Where it was saved, in one line; empty where it was not. */
  public ReadOnlyObjectProperty<String> savedProperty() {
    return saved.getReadOnlyProperty();
  }

  /** Why it could not be saved. */
  public ReadOnlyObjectProperty<Optional<Problem>> unsavedProperty() {
    return unsaved.getReadOnlyProperty();
  }

  /** Shows the receipt of the tear-down that ended in this window, else the one that was kept. */
  public void look() {
    Optional<ReceiptDocument> own =
        changes.of(name).map(OngoingRun::phase).flatMap(ReceiptViewModel::receipt);
    if (own.isPresent()) {
      state.set(show(own.get()));
      return;
    }
    var _ =
        tasks.quietly(
            messages.text("receipt.task.read", name),
            report -> environments.lastReceipt(name),
            Ending.of(
                found -> state.set(found.<State>map(this::show).orElseGet(None::new)),
                problem -> state.set(new Unreadable(problem))));
  }

  private static Optional<ReceiptDocument> receipt(Phase phase) {
    return phase instanceof Phase.TornDown(ReceiptDocument receipt)
        ? Optional.of(receipt)
        : Optional.empty();
  }

  private Shown show(ReceiptDocument receipt) {
    boolean clean = receipt.left().isEmpty();
    return new Shown(
        Place.of(receipt.platform()),
        clean
            ? messages.text("receipt.clean", name)
            : messages.count("receipt.left", receipt.left().size()),
        text(receipt),
        clean,
        rows(receipt),
        receipt.left(),
        receipt.checked().stream()
            .map(
                one ->
                    new Question(
                        one.question(), one.answer(), Figures.timeToSecond(one.at(), zone)))
            .toList(),
        receipt);
  }

  private String text(ReceiptDocument receipt) {
    String counts =
        messages.text(
            "receipt.counts",
            messages.count("receipt.made", receipt.made().size()),
            Figures.whole(receipt.gone().size()),
            Figures.whole(receipt.left().size()));
    String money = money(receipt);
    return ran(receipt)
        .map(time -> messages.text("receipt.text", counts, Figures.duration(time), money))
        .orElse(counts);
  }

  private String money(ReceiptDocument receipt) {
    String amount = Figures.money(receipt.cost().soFar(), receipt.cost().currency());
    return switch (Place.of(receipt.platform())) {
      case REHEARSAL -> messages.text("receipt.cost.simulated", amount);
      case AWS -> messages.text("receipt.cost", amount);
      case HERE ->
          receipt.cost().soFar() == 0
              ? messages.text("receipt.free")
              : messages.text("receipt.cost", amount);
    };
  }

  /** From the first thing that was made to the first question whether it is gone. */
  private static Optional<Duration> ran(ReceiptDocument receipt) {
    Optional<Instant> begin = receipt.made().stream().map(Made::createdAt).min(Instant::compareTo);
    Optional<Instant> end = receipt.checked().stream().map(Checked::at).min(Instant::compareTo);
    return begin
        .flatMap(from -> end.map(to -> Duration.between(from, to)))
        .filter(time -> !time.isNegative());
  }

  private List<ReceiptRow> rows(ReceiptDocument receipt) {
    Set<String> kinds =
        Stream.concat(
                receipt.made().stream().map(Made::kind), receipt.gone().stream().map(Gone::kind))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<ReceiptRow> rows = new ArrayList<>();
    String checked =
        receipt.checked().stream()
            .map(Checked::at)
            .max(Instant::compareTo)
            .map(at -> Figures.timeToSecond(at, zone))
            .orElse("");
    for (String kind : kinds) {
      List<Made> made = receipt.made().stream().filter(one -> one.kind().equals(kind)).toList();
      List<Gone> gone = receipt.gone().stream().filter(one -> one.kind().equals(kind)).toList();
      List<String> proofs = gone.stream().map(Gone::proof).distinct().toList();
      rows.add(
          new ReceiptRow(
              kind(kind),
              made.size(),
              gone.size(),
              proofs.isEmpty() ? messages.text("receipt.unproved") : String.join("; ", proofs),
              checked,
              Stream.concat(made.stream().map(Made::id), gone.stream().map(Gone::id))
                  .distinct()
                  .collect(Collectors.joining("\n"))));
    }
    return rows;
  }

  private String kind(String kind) {
    return switch (kind) {
      case "process" -> messages.text("receipt.kind.process");
      case "port" -> messages.text("receipt.kind.port");
      case "folder" -> messages.text("receipt.kind.folder");
      case "file" -> messages.text("receipt.kind.file");
      case "stack" -> messages.text("receipt.kind.stack");
      default -> kind;
    };
  }

  /** Lets somebody choose a file and writes the receipt into it, as JSON. */
  public void save() {
    if (!(state.get() instanceof Shown shown)) {
      return;
    }
    Optional<Path> chosen =
        files.save(
            messages.text("receipt.save"),
            "receipt-" + name + ".json",
            List.of(new FileChoice.Kind(messages.text("receipt.file"), List.of("json"))));
    chosen.ifPresent(
        file -> {
          byte[] bytes = Documents.write(shown.document());
          unsaved.set(Optional.empty());
          var _ =
              tasks.quietly(
                  messages.text("receipt.save"),
                  report -> written(file, bytes),
                  Ending.of(
                      done -> saved.set(messages.text("receipt.saved", done)),
                      problem -> unsaved.set(Optional.of(problem))));
        });
  }

  private static Path written(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException failed) {
      throw new ControlException(
          new RequestProblem.UnwritableFile(file, failed.getClass().getSimpleName()));
    }
  }

  /** Tries again to remove what is left. */
  public void again() {
    changes.down(name);
    navigator.replace(new Screen.Change(name));
  }

  /** Goes to all environments. */
  public void environments() {
    navigator.show(new Screen.Environments());
  }
}
