package stentor.control.library;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import stentor.control.event.EventSink;
import stentor.control.event.EventStream;
import stentor.control.event.Following;
import stentor.control.library.Judgement.Hearing;
import stentor.control.library.SpeechFolder.Recording;
import stentor.control.problem.CalibrationProblem;
import stentor.control.problem.ControlException;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.add.AddListener;
import stentor.models.add.Added;
import stentor.models.add.ModelAdder;
import stentor.models.library.ModelLibrary;
import stentor.models.store.InstalledModel;
import stentor.models.store.ModelStore;
import stentor.protocol.json.Versioned;
import stentor.protocol.model.CalibrationDocument;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelTask;
import stentor.protocol.program.EvidenceAnswer;
import stentor.speech.language.Calibration;
import stentor.speech.language.Evidence;
import stentor.speech.problem.ProblemException;

/**
 * What a person can do with the models of this computer. Safe for all threads. An interrupt ends
 * every method soon, and leaves what was there.
 *
 * <p>A method that takes a sink hands it all events before it returns, on another thread.
 */
public final class LocalModels {

  /** Progress is told in steps of so many bytes. */
  private static final long STEP = 1 << 20;

  private final Supplier<ModelLibrary> library;
  private final EvidenceSource evidence;
  private final Clock clock;

  /**
   * The models of a library.
   *
   * @param library asked for when it is needed
   * @param evidence runs models
   */
  public LocalModels(Supplier<ModelLibrary> library, EvidenceSource evidence, Clock clock) {
    this.library = library;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * Adds the model in a folder, as {@link ModelAdder#add} does.
   *
   * @throws ModelException if that is refused
   */
  public Added add(Path path, EventSink sink) throws InterruptedException {
    return telling(
        sink,
        events ->
            step(
                events,
                "add",
                "Adding the model in " + path,
                step ->
                    new ModelAdder(library.get().store())
                        .add(path, listener(events, step), Cancellation.never())));
  }

  private static AddListener listener(EventStream events, EventStream.Step step) {
    return new AddListener() {
      private long told;

      @Override
      public void waiting() {
        events.note("Another command adds a model; waiting for it");
      }

      @Override
      public void read(ModelDocument model, long bytes) {
        if (bytes - told >= STEP) {
          told = bytes;
          step.progress(bytes, model.bytes());
        }
      }
    };
  }

  /**
   * Measures how sure models are of their own language and of others, and writes that down for each
   * of them when all are done.
   *
   * @param ids of installed models; empty: of all that transcribe
   * @param speech folder with a folder of recordings for each language, named by its BCP 47 tag
   * @throws ControlException with {@link CalibrationProblem} if that cannot be done
   * @throws ModelException if a model is not installed, or what came of it not be written
   */
  public CalibrationReport calibrate(List<String> ids, Path speech, EventSink sink)
      throws InterruptedException {
    return telling(sink, events -> calibrate(ids, speech, events));
  }

  private CalibrationReport calibrate(List<String> ids, Path speech, EventStream events)
      throws InterruptedException {
    SpeechFolder folder = SpeechFolder.list(speech);
    folder.left().forEach(name -> events.note("Left out: " + name + " is no BCP 47 tag"));
    List<InstalledModel> models = ids.isEmpty() ? all() : named(ids);
    models.forEach(model -> requireBothSides(model, folder.recordings()));
    List<Judgement> judgements = new ArrayList<>();
    for (InstalledModel model : models) {
      String id = model.document().id();
      judgements.add(
          step(
              events,
              id,
              "Asking %s about %d recordings".formatted(id, folder.recordings().size()),
              step -> judge(model, folder.recordings(), events, step)));
    }
    for (Judgement judgement : judgements) {
      library.get().store().calibrate(judgement.model(), document(judgement));
    }
    return new CalibrationReport(
        Versioned.SCHEMA,
        judgements.stream().map(Judgement::report).toList(),
        JointJudgement.of(judgements));
  }

  private List<InstalledModel> all() {
    ModelStore store = library.get().store();
    List<InstalledModel> models =
        store.list().models().stream()
            .map(model -> model.document().id())
            .distinct()
            .map(id -> store.open(id, Cancellation.never()))
            .filter(LocalModels::transcribes)
            .toList();
    if (models.isEmpty()) {
      throw new ControlException(new CalibrationProblem.NoModel());
    }
    return models;
  }

  private List<InstalledModel> named(List<String> ids) {
    List<InstalledModel> models =
        ids.stream()
            .distinct()
            .map(id -> library.get().store().open(id, Cancellation.never()))
            .toList();
    for (InstalledModel model : models) {
      if (!transcribes(model)) {
        throw new ControlException(new CalibrationProblem.NotTranscribing(model.document().id()));
      }
    }
    return models;
  }

  private static boolean transcribes(InstalledModel model) {
    return model.document().task() == ModelTask.TRANSCRIBE;
  }

  private static void requireBothSides(InstalledModel model, List<Recording> recordings) {
    List<Recording> teaching = recordings.stream().filter(each -> !each.held()).toList();
    int own = (int) teaching.stream().filter(each -> Judgement.isOwn(model, each)).count();
    int other = teaching.size() - own;
    if (own == 0 || other == 0) {
      throw new ControlException(
          new CalibrationProblem.SpeechMissing(
              model.document().id(), model.document().languages(), own, other));
    }
  }

  private Judgement judge(
      InstalledModel model, List<Recording> recordings, EventStream events, EventStream.Step step)
      throws InterruptedException {
    Calibration before =
        library
            .get()
            .store()
            .calibration(model)
            .map(CalibrationDocument::calibration)
            .orElse(Calibration.USUAL);
    List<Hearing> heard = listen(model, recordings, events, step);
    List<Calibration.Example> examples =
        heard.stream()
            .filter(hearing -> !hearing.recording().held())
            .map(
                hearing ->
                    new Calibration.Example(
                        hearing.evidence(), Judgement.isOwn(model, hearing.recording())))
            .toList();
    Calibration after =
        Calibration.fit(examples)
            .orElseThrow(
                () ->
                    new ControlException(
                        new CalibrationProblem.NothingLearned(model.document().id())));
    return new Judgement(model, heard, before, after);
  }

  private List<Hearing> listen(
      InstalledModel model, List<Recording> recordings, EventStream events, EventStream.Step step)
      throws InterruptedException {
    long all = recordings.stream().mapToLong(Recording::bytes).sum();
    long done = 0;
    List<Hearing> heard = new ArrayList<>();
    try (EvidenceSource.Listener listener = evidence.load(model)) {
      for (Recording recording : recordings) {
        EvidenceAnswer answer = listener.ask(recording.file());
        Optional<Evidence> found = answer.evidence();
        found.ifPresent(evidence -> heard.add(new Hearing(recording, evidence)));
        if (found.isEmpty()) {
          String why =
              answer.failure().map(failure -> failure.message()).orElse("Nobody speaks in it.");
          events.note("Left out: %s: %s".formatted(recording.file(), why));
        }
        done += recording.bytes();
        step.progress(done, all);
      }
    }
    return heard;
  }

  private CalibrationDocument document(Judgement judgement) {
    CalibrationReport.ModelReport report = judgement.report();
    return new CalibrationDocument(
        CalibrationDocument.SCHEMA,
        report.id(),
        report.version(),
        clock.instant(),
        report.own(),
        report.other(),
        report.calibration());
  }

  private interface Telling<T> {
    T with(EventStream events) throws InterruptedException;
  }

  private interface Stepping<T> {
    T with(EventStream.Step step) throws InterruptedException;
  }

  private static <T> T step(EventStream events, String name, String title, Stepping<T> work)
      throws InterruptedException {
    EventStream.Step step = events.start(name, title);
    try {
      T result = work.with(step);
      step.finish();
      return result;
    } catch (ModelException failed) {
      if (failed.problem() instanceof ModelProblem.Cancelled && Thread.interrupted()) {
        throw new InterruptedException();
      }
      events.fail(name, title, failed.problem());
      throw failed;
    } catch (ProblemException failed) {
      events.fail(name, title, failed.problem());
      throw failed;
    }
  }

  /** The stream ends before its follower is closed, which waits until the sink has had all. */
  private <T> T telling(EventSink sink, Telling<T> work) throws InterruptedException {
    EventStream events = new EventStream(clock);
    try (Following _ = events.follow(sink);
        events) {
      return work.with(events);
    }
  }
}
