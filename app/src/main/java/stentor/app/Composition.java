package stentor.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.Scene;
import stentor.app.async.FxThread;
import stentor.app.async.Later;
import stentor.app.async.TaskRunner;
import stentor.app.async.UiThread;
import stentor.app.change.ChangeView;
import stentor.app.change.ChangeViewModel;
import stentor.app.change.OngoingChanges;
import stentor.app.closing.ClosingView;
import stentor.app.closing.ClosingViewModel;
import stentor.app.closing.ShownTakeDown;
import stentor.app.desktop.Browser;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.Desktop;
import stentor.app.desktop.FileChoice;
import stentor.app.desktop.LastFolder;
import stentor.app.environment.EnvironmentHistory;
import stentor.app.environment.EnvironmentWatch;
import stentor.app.environment.Extending;
import stentor.app.environment.MasterMetricsSource;
import stentor.app.environment.PerformanceWatch;
import stentor.app.environment.Seen;
import stentor.app.export.Exports;
import stentor.app.help.HelpView;
import stentor.app.help.HelpViewModel;
import stentor.app.history.HistoryStore;
import stentor.app.history.HistoryView;
import stentor.app.history.HistoryViewModel;
import stentor.app.home.HomeView;
import stentor.app.home.HomeViewModel;
import stentor.app.launch.AwsProfiles;
import stentor.app.launch.CloudAccess;
import stentor.app.launch.LaunchView;
import stentor.app.launch.LaunchViewModel;
import stentor.app.launch.LibraryShelf;
import stentor.app.logs.LogsView;
import stentor.app.logs.LogsViewModel;
import stentor.app.look.Theme;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView;
import stentor.app.notice.NoticesView;
import stentor.app.notice.NoticesViewModel;
import stentor.app.overview.OverviewView;
import stentor.app.overview.OverviewViewModel;
import stentor.app.palette.Command;
import stentor.app.palette.CommandSource;
import stentor.app.palette.EnvironmentCommands;
import stentor.app.palette.NavigationCommands;
import stentor.app.palette.PaletteView;
import stentor.app.palette.PaletteViewModel;
import stentor.app.palette.SettingsCommands;
import stentor.app.palette.TranscriptCommands;
import stentor.app.problem.CopyEvent;
import stentor.app.problem.Defects;
import stentor.app.problem.ProblemShower;
import stentor.app.problem.ProblemWindow;
import stentor.app.problem.Report;
import stentor.app.receipt.ReceiptView;
import stentor.app.receipt.ReceiptViewModel;
import stentor.app.settings.AppSettings;
import stentor.app.settings.SettingsStore;
import stentor.app.settings.SettingsView;
import stentor.app.settings.SettingsViewModel;
import stentor.app.shell.ShellView;
import stentor.app.shell.ShellViewModel;
import stentor.app.signin.SignInView;
import stentor.app.signin.WindowSignIn;
import stentor.app.tasks.TasksView;
import stentor.app.tasks.TasksViewModel;
import stentor.app.teardown.TearDownView;
import stentor.app.teardown.TearDownViewModel;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.transcribe.Masters;
import stentor.app.transcribe.TranscribeView;
import stentor.app.widget.Fxml;
import stentor.control.Environments;
import stentor.control.LibraryModels;
import stentor.control.cloud.CloudPlatforms;
import stentor.control.cloud.SignIn;
import stentor.control.local.Deadlines;
import stentor.control.local.LocalPlatform;
import stentor.control.local.SupervisorLauncher;
import stentor.control.secret.AccessKeys;
import stentor.models.StentorHome;
import stentor.models.library.ModelLibrary;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.program.Dist;
import stentor.speech.problem.Problem;

/**
 * The app's composition root: makes each part once and hands it what it needs. Used on the window's
 * thread.
 */
final class Composition {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A disk that takes longer keeps no window from closing. */
  private static final Duration LONGEST_WRITING = Duration.ofSeconds(5);

  /** Where the app's log is in Stentor's folder. */
  static final String LOG_FILE = "logs/app.log";

  private final UiThread ui = new FxThread();
  private final Later later = Later.ofThread();
  private final Clock clock = Clock.systemUTC();
  private final ZoneId zone = ZoneId.systemDefault();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TaskRunner tasks = new TaskRunner(threads, ui, clock, later);
  private final Messages messages = new Messages();
  private final Fxml fxml = new Fxml(messages);
  private final Navigator navigator = new Navigator(new Screen.Environments());
  private final SettingsStore settings;
  private final Supplier<ModelLibrary> library;
  private final WindowSignIn signIn;
  private final Environments environments;
  private final CloudAccess.Door access;
  private final EnvironmentWatch watch;
  private final OngoingChanges changes;
  private final EnvironmentHistory lastHour;
  private final MasterMetricsSource masters;
  private final PerformanceWatch performance;
  private final Theme theme = new Theme();
  private final Browser browser;
  private final FileChoice files;
  private final Clipboards clipboard;
  private final ShellViewModel shellModel;
  private final ShellView shell;
  private final Extending extending;
  private final Supplier<ScreenView> homeView;
  private final ProblemShower problems;
  private final TasksViewModel tasksModel;
  private final Supplier<ScreenView> tasksView;
  private final Supplier<PaletteView> palette;
  private final Supplier<ScreenView> settingsView;
  private final Supplier<ScreenView> helpView;
  private final ClosingViewModel closing;
  private final HistoryStore history;
  private final Exports exports;
  private final HistoryViewModel historyModel;
  private final Supplier<ScreenView> historyView;
  private final Masters transcribers = new Masters();
  private final TranscribeWiring transcribe;
  private final Supplier<TranscribeView> transcribeView;

  /** Puts the app together over this home folder and this desktop. */
  Composition(StentorHome home, Desktop desktop) {
    this(home, desktop, Composition::reach);
  }

  /**
   * What the app reaches.
   *
   * @param environments all about environments
   * @param access to the clouds that they may be on
   */
  record Reach(Environments environments, CloudAccess.Door access) {}

  /** What the app knows environments by. */
  @FunctionalInterface
  interface Doors {
    Reach reach(StentorHome home, Supplier<ModelLibrary> library, Clock clock, SignIn signIn);
  }

  /**
   * As {@link #Composition(StentorHome, Desktop)}, over other environments than this computer's.
   */
  Composition(StentorHome home, Desktop desktop, Doors doors) {
    this.settings = new SettingsStore(home.root().resolve("app/settings.json"), writer);
    this.library = ModelLibrary.onceAsked(home, System.getenv());
    this.signIn = new WindowSignIn(ui, this::isChanging);
    Reach reach = doors.reach(home, library, clock, signIn);
    this.environments = reach.environments();
    this.access = new SigningAccess(reach.access(), signIn);
    this.watch = new EnvironmentWatch(environments, tasks, ui, later, clock, LOOK_EVERY);
    this.changes = new OngoingChanges(environments, tasks, ui, later, clock, messages, watch::look);
    this.lastHour = new EnvironmentHistory(watch);
    this.masters = new MasterMetricsSource(environments);
    this.performance = new PerformanceWatch(masters, tasks, ui, later, clock);
    this.browser = desktop.browser(tasks, this::tell);
    this.files = desktop.files(tasks, () -> root().getScene().getWindow(), lastFolder());
    this.clipboard = desktop.clipboard();
    theme.choiceProperty().bind(settings.currentProperty().map(AppSettings::theme));
    this.extending = new Extending(environments, watch, tasks, messages);
    this.palette = new Once<>(() -> palette(home));
    this.settingsView =
        new Once<>(
            () ->
                new SettingsView(
                    new SettingsViewModel(settings, browser, home.root(), Version.ofThisProgram()),
                    fxml));
    this.helpView =
        new Once<>(
            () ->
                new HelpView(
                    new HelpViewModel(messages, clipboard, home.root(), Version.ofThisProgram()),
                    fxml));
    this.homeView = new Once<>(() -> homeView(home));
    this.history =
        new HistoryStore(
            home.root().resolve("history"),
            new TaskRunner(writer, ui, clock, later),
            later,
            ui,
            clock,
            new SecureRandom());
    this.exports = new Exports(files, tasks, messages);
    this.historyModel =
        new HistoryViewModel(history, exports, browser, navigator, tasks, messages, clock, zone);
    this.historyView = new Once<>(() -> new HistoryView(historyModel, fxml));
    this.transcribe =
        new TranscribeWiring(
            home,
            environments,
            watch,
            transcribers,
            library,
            settings,
            history,
            tasks,
            ui,
            later,
            clock,
            zone,
            fxml,
            files,
            exports,
            clipboard);
    this.transcribeView = new Once<>(transcribe::panel);
    this.shellModel = new ShellViewModel(navigator, messages, tasks.visible());
    shellModel.badge(Screen.Section.HISTORY).bind(historyModel.badgeProperty());
    this.shell = new ShellView(shellModel, this::view, fxml, this::openPalette);
    Report report =
        new Report(environments, settings::current, home.root().resolve(LOG_FILE), clock);
    this.problems =
        new ProblemWindow(
            shell.overlay(), fxml, tasks, report, files, clipboard, navigator, clock, zone);
    shell.root().addEventHandler(CopyEvent.COPY, event -> clipboard.copy(event.text()));
    this.closing =
        new ClosingViewModel(
            watch,
            environments,
            tasks,
            tasks.visible(),
            settings,
            new ShownTakeDown(changes, navigator),
            messages,
            clock,
            zone);
    watch.seenProperty().addListener((property, before, now) -> count(now));
    this.tasksModel = new TasksViewModel(tasks.visible(), problems, messages, clock, zone);
    this.tasksView = new Once<>(() -> new TasksView(tasksModel, fxml));
    shell.lay(
        new NoticesView(new NoticesViewModel(tasks.visible(), navigator, messages, later, ui), fxml)
            .root());
  }

  private static Reach reach(
      StentorHome home, Supplier<ModelLibrary> library, Clock clock, SignIn signIn) {
    LocalPlatform platform =
        new LocalPlatform(
            home.environments(),
            new SupervisorLauncher(Dist.find(), home.root()),
            clock,
            new SecureRandom(),
            Deadlines.GENEROUS);
    AccessKeys keys = AccessKeys.in(home.root().resolve("credentials"), System.getenv(), clock);
    CloudPlatforms clouds = new CloudPlatforms(home, Dist.find(), System.getenv(), keys, signIn);
    return new Reach(
        new Environments(clouds.beside(platform), new LibraryModels(library), clock),
        new KeptAccess(clouds, keys));
  }

  private boolean isChanging() {
    return changes.isChanging();
  }

  private ScreenView homeView(StentorHome home) {
    return new HomeView(
        new HomeViewModel(
            extending,
            watch,
            lastHour,
            history,
            tasks,
            navigator,
            files,
            messages,
            clock,
            zone,
            home.root().resolve("app/samples"),
            Runtime.getRuntime().availableProcessors()),
        fxml);
  }

  private LastFolder lastFolder() {
    return new LastFolder() {
      @Override
      public Optional<Path> get() {
        return settings.current().lastFolder();
      }

      @Override
      public void remember(Path folder) {
        settings.change(before -> before.withLastFolder(folder));
      }
    };
  }

  private ScreenView view(Screen screen) {
    return switch (screen) {
      case Screen.Environments _ -> homeView.get();
      case Screen.History _ -> historyView.get();
      case Screen.Launch(var environment) -> launchView(environment);
      case Screen.Change(var environment) -> changeView(environment);
      case Screen.TearDown(var environment) -> tearDownView(environment);
      case Screen.Receipt(var environment) -> receiptView(environment);
      case Screen.Overview(var environment) -> overviewView(environment);
      case Screen.Settings _ -> settingsView.get();
      case Screen.Help _ -> helpView.get();
      case Screen.Tasks _ -> tasksView.get();
      case Screen.Transcribe panel -> transcribeView.get().opened(panel);
      case Screen.Kept(String entry) ->
          transcribe.kept(entry, () -> navigator.show(new Screen.History()));
    };
  }

  private ScreenView overviewView(EnvironmentName environment) {
    OverviewViewModel model =
        new OverviewViewModel(
            environment,
            new OverviewViewModel.Parts(
                environments,
                watch,
                lastHour,
                performance,
                tasks,
                ui,
                later,
                clock,
                zone,
                messages,
                navigator));
    return new OverviewView(
        model,
        fxml,
        close -> {
          LogsViewModel logs =
              new LogsViewModel(
                  environments.logs(environment),
                  new LogsViewModel.Parts(tasks, ui, later, browser, clipboard));
          return new LogsView(logs, model.title(), fxml, zone, close).root();
        });
  }

  private ScreenView launchView(Optional<EnvironmentName> environment) {
    return new LaunchView(
        new LaunchViewModel(
            environment,
            environments,
            new LibraryShelf(library),
            this::profiles,
            new CloudAccess(access, tasks, messages),
            settings,
            tasks,
            changes,
            navigator,
            messages),
        fxml);
  }

  /** Profiles of AWS's own tools, and access keys that are kept. Called on any thread. */
  private AwsProfiles.Found profiles() {
    AwsProfiles.Found found =
        new AwsProfiles(System.getenv(), Path.of(System.getProperty("user.home"))).find();
    try {
      return found.with(access.kept());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return found;
    }
  }

  private ScreenView changeView(EnvironmentName environment) {
    return new ChangeView(
        new ChangeViewModel(
            environment,
            changes,
            watch,
            navigator,
            messages,
            ui,
            later,
            clock,
            zone,
            ProcessHandle.current().pid()),
        fxml);
  }

  private ScreenView tearDownView(EnvironmentName environment) {
    return new TearDownView(
        new TearDownViewModel(environment, environments, tasks, changes, navigator, messages),
        fxml);
  }

  private ScreenView receiptView(EnvironmentName environment) {
    return new ReceiptView(
        new ReceiptViewModel(
            environment, environments, changes, tasks, files, navigator, messages, zone),
        fxml);
  }

  private void count(List<Seen> environments) {
    long there = environments.stream().filter(HomeViewModel::isThere).count();
    shellModel.badge(Screen.Section.ENVIRONMENTS).set(there == 0 ? "" : Figures.whole(there));
  }

  private PaletteView palette(StentorHome home) {
    CommandSource screen =
        () ->
            shell.shownActions().stream()
                .map(
                    button ->
                        new Command(
                            button.getText(), messages.text("palette.screen"), button::fire))
                .toList();
    return new PaletteView(
        new PaletteViewModel(
            List.of(
                screen,
                new EnvironmentCommands(watch, extending, navigator, messages, this::tell),
                new NavigationCommands(navigator, messages),
                new SettingsCommands(settings, browser, home.root(), messages),
                new TranscriptCommands(history, navigator, messages, clock, zone))),
        fxml,
        shell.overlay());
  }

  private void tell(Problem problem) {
    problems.show(problem);
  }

  /** What happens when a person closes the window. */
  ClosingViewModel closing() {
    return closing;
  }

  /** Shows the first screen. */
  void start() {
    var _ = new SignInView(signIn, fxml, shell.overlay(), browser);
    var _ = new ClosingView(closing, fxml, shell.overlay());
    var _ = lastHour.begin();
    shell.start();
    history.load();
  }

  /** Everything in the window. */
  Parent root() {
    return shell.root();
  }

  /** The thread of the window. */
  UiThread ui() {
    return ui;
  }

  /** What the app remembers. */
  SettingsStore settings() {
    return settings;
  }

  /** How it looks. */
  Theme theme() {
    return theme;
  }

  /** Takes what no code of the app caught. */
  Thread.UncaughtExceptionHandler defects() {
    return new Defects(ui, problems);
  }

  /** Tells how far the start has come, where somebody measures it. */
  void mark(Scene scene, Consumer<String> out) {
    Marks.begin(scene, watch, out);
  }

  /** Which screen is shown. */
  Navigator navigator() {
    return navigator;
  }

  /** Long actions. */
  TaskRunner tasks() {
    return tasks;
  }

  /** Shows problems. */
  ProblemShower problems() {
    return problems;
  }

  /** Opens the command palette. */
  void openPalette() {
    palette.get().toggle();
  }

  /** Walks through the screens and closes the window then. */
  void train(Runnable close) {
    new Training(navigator, watch, later, ui, close).start();
  }

  /** Ends what runs in the background. */
  void close() {
    tasks.cancelAll();
    masters.close();
    transcribers.close();
    history.finish();
    writer.shutdown();
  }

  /** Returns when what the app remembers is written, after {@link #close()}; on any thread. */
  void awaitWritten() {
    try {
      boolean _ = tasks.awaitEnd(LONGEST_WRITING);
      boolean _ = writer.awaitTermination(LONGEST_WRITING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes a thing when it is first asked for, and keeps it. Used by one thread. */
  private static final class Once<T> implements Supplier<T> {
    private final Supplier<T> making;
    private Optional<T> made = Optional.empty();

    Once(Supplier<T> making) {
      this.making = making;
    }

    @Override
    public T get() {
      T kept = made.orElseGet(making);
      made = Optional.of(kept);
      return kept;
    }
  }
}
