package stentor.app.transcribe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import stentor.app.async.Ending;
import stentor.app.chart.Waveform;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.FileChoice;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.export.ExportFormat;
import stentor.app.export.Exports;
import stentor.app.look.Icon;
import stentor.app.sound.PlayerState;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.transcribe.TranscriptViewModel.Stage;
import stentor.app.widget.Fxml;
import stentor.protocol.job.LanguageDecision;

/** A transcript with its audio, and what is known of how it came about. */
public final class TranscriptView {

  private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");
  private static final double ROW = 44;
  private static final int MOST_ROWS = 6;

  private final TranscriptViewModel model;
  private final Messages messages;
  private final FileChoice files;
  private final Exports exports;
  private final Clipboards clipboard;
  private final Parent root;

  @FXML private Label name;
  @FXML private Label facts;
  @FXML private Label told;
  @FXML private Button copy;
  @FXML private MenuButton export;
  @FXML private Waveform waveform;
  @FXML private Button play;
  @FXML private Label position;
  @FXML private Button speed;
  @FXML private Button zoomOut;
  @FXML private Button zoomIn;
  @FXML private Label audioNote;
  @FXML private VBox flags;
  @FXML private ListView<SegmentLine> segments;
  @FXML private ScrollPane side;
  @FXML private Label environment;
  @FXML private Label modelName;
  @FXML private Label took;
  @FXML private ShareBar shares;
  @FXML private Label sharesText;
  @FXML private VBox languageCard;
  @FXML private Label languageTitle;
  @FXML private VBox candidates;
  @FXML private Label languageReason;
  @FXML private Label referenceDrop;
  @FXML private Button referencePaste;
  @FXML private Button referenceChoose;
  @FXML private Label scoreNote;
  @FXML private VBox scoreBox;
  @FXML private Label wer;
  @FXML private Label cer;
  @FXML private Label scoreCounts;
  @FXML private ListView<Difference> differences;
  @FXML private Button referenceForget;

  /** Shows what the model has. */
  public TranscriptView(
      TranscriptViewModel model,
      Fxml fxml,
      FileChoice files,
      Exports exports,
      Clipboards clipboard) {
    this.model = model;
    this.messages = fxml.messages();
    this.files = files;
    this.exports = exports;
    this.clipboard = clipboard;
    this.root = fxml.load(this);
    head();
    player();
    list();
    reference();
    model.shownProperty().addListener((property, before, now) -> show());
    show();
  }

  /** The transcript and, beside it, what is known of it. */
  public Parent root() {
    return root;
  }

  private void head() {
    name.setTooltip(new Tooltip());
    name.getTooltip().textProperty().bind(name.textProperty());
    told.textProperty().bind(model.toldProperty());
    copy.setOnAction(event -> copyText());
    for (ExportFormat format : ExportFormat.values()) {
      MenuItem item = new MenuItem(exports.name(format));
      item.setId("export-" + format.format());
      item.setOnAction(event -> export(format));
      export.getItems().add(item);
    }
  }

  private void copyText() {
    clipboard.copy(model.text());
    model.copied();
  }

  private void export(ExportFormat format) {
    model
        .exportable()
        .ifPresent(
            transcript ->
                exports.one(
                    transcript,
                    format,
                    Ending.of(
                        done -> model.tell(exports.said(done)),
                        problem -> model.tell(problem.sentence()))));
  }

  private void player() {
    waveform.dataProperty().bind(model.waveformProperty());
    waveform.playheadSecondsProperty().bind(model.positionProperty());
    waveform.setOnSeek(model::seek);
    model.waveformProperty().addListener((property, before, now) -> facts.setText(model.facts()));
    play.setOnAction(event -> model.togglePlay());
    zoomIn.setGraphic(Icon.ZOOM_IN.node());
    zoomIn.setOnAction(event -> waveform.zoomIn());
    zoomOut.setGraphic(Icon.ZOOM_OUT.node());
    zoomOut.setOnAction(event -> waveform.zoomOut());
    speed.setOnAction(event -> model.nextSpeed());
    speed.textProperty().bind(model.speedProperty().map(value -> speedText(value.doubleValue())));
    position
        .textProperty()
        .bind(model.positionProperty().map(value -> Figures.place(value.doubleValue())));
    audioNote.textProperty().bind(model.audioNoteProperty());
    audioNote.visibleProperty().bind(model.audioNoteProperty().isNotEmpty());
    audioNote.managedProperty().bind(audioNote.visibleProperty());
    model.playerProperty().addListener((property, before, now) -> showPlayer(now));
    showPlayer(model.playerProperty().get());
    model.heardProperty().addListener((property, before, now) -> follow(now));
  }

  private static String speedText(double factor) {
    return (factor == Math.rint(factor)
            ? String.format(Locale.ROOT, "%.1f", factor)
            : Double.toString(factor))
        + " ×";
  }

  private void showPlayer(PlayerState state) {
    boolean playing = state instanceof PlayerState.Playing;
    play.setGraphic((playing ? Icon.PAUSE : Icon.PLAY).node());
    play.setAccessibleText(
        playing ? messages.text("transcribe.pause") : messages.text("transcribe.play"));
    boolean none = state instanceof PlayerState.Empty || state instanceof PlayerState.Loading;
    play.setDisable(none);
    speed.setDisable(none);
  }

  /** Keeps the words that are heard in sight. */
  private void follow(TranscriptViewModel.Heard heard) {
    if (!model.isPlaying() || heard.segment() < 0) {
      return;
    }
    if (segments.lookup("VirtualFlow") instanceof VirtualFlow<?> flow
        && flow.getFirstVisibleCell() != null
        && (heard.segment() < flow.getFirstVisibleCell().getIndex()
            || heard.segment() >= flow.getLastVisibleCell().getIndex())) {
      segments.scrollTo(heard.segment());
    }
  }

  private void list() {
    segments.setItems(model.segments());
    segments.setCellFactory(view -> new SegmentCell(model, messages));
    segments.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onKey(KeyEvent event) {
    if (model.shownProperty().get().isEmpty()) {
      return;
    }
    boolean list = event.getSource() == segments;
    if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
      copyText();
    } else if (event.getCode() == KeyCode.SPACE && !event.isShortcutDown()) {
      model.togglePlay();
    } else if (list && event.getCode() == KeyCode.DOWN) {
      step(1);
    } else if (list && event.getCode() == KeyCode.UP) {
      step(-1);
    } else {
      return;
    }
    event.consume();
  }

  private void step(int by) {
    int next =
        Math.clamp(
            segments.getSelectionModel().getSelectedIndex() + by,
            0,
            Math.max(0, model.segments().size() - 1));
    if (model.canPlay()) {
      model.step(by);
      if (model.heardProperty().get().segment() >= 0) {
        next = model.heardProperty().get().segment();
      }
    }
    segments.getSelectionModel().clearAndSelect(next);
    segments.scrollTo(next);
  }

  private void reference() {
    for (Node target : List.<Node>of(referenceDrop, scoreBox)) {
      target.addEventHandler(DragEvent.DRAG_OVER, this::onReferenceOver);
      target.addEventHandler(
          DragEvent.DRAG_EXITED, event -> referenceDrop.pseudoClassStateChanged(DROPPING, false));
      target.addEventHandler(DragEvent.DRAG_DROPPED, this::onReferenceDropped);
    }
    referencePaste.setOnAction(
        event ->
            Optional.ofNullable(Clipboard.getSystemClipboard().getString())
                .ifPresent(model::checkAgainst));
    referenceChoose.setOnAction(
        event ->
            files
                .files(
                    messages.text("transcribe.reference.title"),
                    List.of(
                        new FileChoice.Kind(
                            messages.text("transcribe.reference.kind"), List.of("txt"))))
                .stream()
                .findFirst()
                .ifPresent(model::checkAgainst));
    referenceForget.setOnAction(event -> model.forgetReference());
    scoreNote.textProperty().bind(model.scoreNoteProperty());
    scoreNote.visibleProperty().bind(model.scoreNoteProperty().isNotEmpty());
    scoreNote.managedProperty().bind(scoreNote.visibleProperty());
    differences.setCellFactory(view -> new DifferenceCell(messages));
    model.scoreProperty().addListener((property, before, now) -> showScore(now));
    showScore(model.scoreProperty().get());
  }

  private static boolean isReference(DragEvent event) {
    return event.getDragboard().hasString()
        || (event.getDragboard().hasFiles()
            && event.getDragboard().getFiles().stream()
                .allMatch(file -> RecordingSearch.ending(file.toPath()).equals("txt")));
  }

  private void onReferenceOver(DragEvent event) {
    if (isReference(event)) {
      event.acceptTransferModes(TransferMode.COPY);
      referenceDrop.pseudoClassStateChanged(DROPPING, true);
      event.consume();
    }
  }

  private void onReferenceDropped(DragEvent event) {
    if (!isReference(event)) {
      return;
    }
    if (event.getDragboard().hasFiles()) {
      model.checkAgainst(event.getDragboard().getFiles().getFirst().toPath());
    } else {
      model.checkAgainst(event.getDragboard().getString());
    }
    event.setDropCompleted(true);
    event.consume();
  }

  private void showScore(Optional<ReferenceScore> score) {
    boolean is = score.isPresent();
    scoreBox.setVisible(is);
    scoreBox.setManaged(is);
    referenceDrop.setVisible(!is);
    referenceDrop.setManaged(!is);
    referencePaste.getParent().setVisible(!is);
    referencePaste.getParent().setManaged(!is);
    score.ifPresent(
        now -> {
          wer.setText(Figures.percent(now.words().rate()));
          cer.setText(Figures.percent(now.characters().rate()));
          scoreCounts.setText(
              messages.text(
                  "transcribe.score.counts",
                  Figures.whole(now.words().substitutions()),
                  Figures.whole(now.words().deletions()),
                  Figures.whole(now.words().insertions()),
                  Figures.whole(now.words().referenceLength())));
          List<Difference> found = Difference.of(now.edits());
          differences.getItems().setAll(found);
          differences.setVisible(!found.isEmpty());
          differences.setManaged(!found.isEmpty());
          differences.setPrefHeight(Math.min(found.size(), MOST_ROWS) * ROW + 2);
        });
  }

  private void show() {
    Optional<Transcribed> shown = model.shownProperty().get();
    name.setText(shown.map(Transcribed::name).orElse(""));
    facts.setText(model.facts());
    flags.getChildren().setAll(model.flags().stream().map(TranscriptView::flag).toList());
    flags.setManaged(!flags.getChildren().isEmpty());
    environment.setText(
        shown.map(one -> EnvironmentTitle.of(one.environment(), messages)).orElse(""));
    modelName.setText(model.models());
    took.setText(model.took());
    showShares();
    showLanguage();
    side.setVvalue(0);
    if (!model.segments().isEmpty()) {
      segments.scrollTo(0);
    }
  }

  private static Label flag(String text) {
    Label label = new Label(text);
    label.setGraphic(Icon.PROBLEM.node());
    label.setWrapText(true);
    label.getStyleClass().add("flag");
    return label;
  }

  private void showShares() {
    List<TranscriptViewModel.Share> now = model.shares();
    shares.show(now);
    shares.setManaged(!now.isEmpty());
    String words =
        now.stream()
            .map(
                share ->
                    stageText(
                        share.stage(),
                        messages.text("transcribe.seconds", Figures.decimal(share.seconds()))))
            .collect(Collectors.joining(" · "));
    sharesText.setText(words);
    shares.setAccessibleText(words);
  }

  private String stageText(Stage stage, String seconds) {
    return switch (stage) {
      case PREPARED -> messages.text("transcribe.stage.prepared", seconds);
      case WAITED -> messages.text("transcribe.stage.waited", seconds);
      case RECOGNISED -> messages.text("transcribe.stage.recognised", seconds);
      case JOINED -> messages.text("transcribe.stage.joined", seconds);
    };
  }

  private void showLanguage() {
    Optional<LanguageDecision> decision = model.language();
    languageCard.setVisible(decision.isPresent());
    languageCard.setManaged(decision.isPresent());
    decision.ifPresent(
        now -> {
          languageTitle.setText(
              messages.text("transcribe.why", TranscribeViewModel.languageName(now.chosen())));
          candidates.getChildren().setAll(now.candidates().stream().map(this::candidate).toList());
          candidates.setManaged(!now.candidates().isEmpty());
          languageReason.setText(reason(now.reason()));
        });
  }

  private String reason(String reason) {
    return switch (reason) {
      case "named" -> messages.text("transcribe.why.named");
      case "model" -> messages.text("transcribe.why.model");
      case "only" -> messages.text("transcribe.why.only");
      case "mixed" -> messages.text("transcribe.why.mixed");
      case "no_speech" -> messages.text("transcribe.why.noSpeech");
      case "identified" -> messages.text("transcribe.why.identified");
      default -> reason;
    };
  }

  private HBox candidate(LanguageDecision.Candidate candidate) {
    Label language = new Label(TranscribeViewModel.languageName(candidate.language()));
    language.getStyleClass().add("candidate-name");
    ScoreBar bar = new ScoreBar(candidate.score().orElse(0));
    HBox.setHgrow(bar, Priority.ALWAYS);
    Label value =
        new Label(
            candidate.score().isPresent()
                ? String.format(Locale.ROOT, "%.2f", candidate.score().getAsDouble())
                : messages.text("transcribe.why.silent"));
    value.getStyleClass().addAll("muted", "candidate-score");
    HBox row = new HBox(language, bar, value);
    row.getStyleClass().add("candidate");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** A score from 0 to 1 as a bar; the number stands beside it. */
  private static final class ScoreBar extends Region {
    private static final double HEIGHT = 8;
    private final Region filled = new Region();
    private final double score;

    ScoreBar(double score) {
      this.score = Math.clamp(score, 0, 1);
      getStyleClass().add("score-bar");
      filled.getStyleClass().add("score-fill");
      setMinHeight(HEIGHT);
      setMaxHeight(HEIGHT);
      getChildren().add(filled);
    }

    @Override
    protected void layoutChildren() {
      filled.resizeRelocate(0, 0, Math.max(HEIGHT, score * getWidth()), getHeight());
    }
  }
}
