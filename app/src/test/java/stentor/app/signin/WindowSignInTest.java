package stentor.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import stentor.app.desktop.Browser;
import stentor.app.testing.Fx;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;
import stentor.control.cloud.SignIn.Answer;
import stentor.control.cloud.SignIn.DevicePage;
import stentor.control.cloud.SignIn.Question;
import stentor.control.cloud.SignIn.Shown;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.secret.Secret;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** Asking for new credentials while something waits for them. */
@ExtendWith(Fx.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WindowSignInTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Problem ENDED =
      new EnvironmentProblem.NotRunning(new EnvironmentName("lab"));

  private final AtomicBoolean changing = new AtomicBoolean(true);
  private final WindowSignIn signIn = new WindowSignIn(Platform::runLater, changing::get);
  private final Overlay overlay = Fx.on(Overlay::new);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final List<URI> opened = new CopyOnWriteArrayList<>();

  WindowSignInTest() {
    Fx.run(
        () -> {
          var _ = new javafx.scene.Scene(new StackPane(overlay), 1000, 700);
          var _ = new SignInView(signIn, new Fxml(new Messages()), overlay, new Opened());
        });
  }

  /** Takes down what was opened. */
  private final class Opened implements Browser {
    @Override
    public void open(URI address) {
      opened.add(address);
    }

    @Override
    public void showFolder(Path folder) {
      throw new AssertionError(folder);
    }
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private Future<Answer> asked(int round) {
    Callable<Answer> ask = () -> signIn.ask(ENDED, round);
    Future<Answer> answer = threads.submit(ask);
    await().atMost(PATIENCE).until(() -> Fx.on(overlay::isOpen));
    return answer;
  }

  private void press(String id) {
    Fx.run(() -> ((Button) overlay.lookup("#" + id)).fire());
  }

  private static Answer got(Future<Answer> answer) {
    await().atMost(PATIENCE).until(answer::isDone);
    return answer.resultNow();
  }

  @Test
  void what_has_ended_is_told_and_the_change_goes_on_with_new_credentials() {
    Future<Answer> answer = asked(1);

    assertThat(Fx.on(() -> ((Label) overlay.lookup("#signin-title")).getText()))
        .isEqualTo(ENDED.what());
    assertThat(Fx.on(() -> overlay.lookup("#signin-again").isVisible())).isFalse();
    press("signin-go-on");

    assertThat(got(answer)).isEqualTo(Answer.AGAIN);
    assertThat(Fx.on(overlay::isOpen)).isFalse();
  }

  @Test
  void it_stays_open_until_it_is_answered_and_stops_the_change_where_that_is_wanted() {
    Future<Answer> answer = asked(2);

    assertThat(Fx.on(overlay::closeLast)).isTrue();
    assertThat(Fx.on(overlay::isOpen)).isTrue();
    assertThat(answer.isDone()).isFalse();
    assertThat(Fx.on(() -> overlay.lookup("#signin-again").isVisible())).isTrue();
    press("signin-stop");

    assertThat(got(answer)).isEqualTo(Answer.GIVE_UP);
  }

  @Test
  void all_who_ask_meanwhile_get_the_same_answer_to_one_question() {
    Future<Answer> first = asked(1);
    Future<Answer> second = asked(1);
    press("signin-go-on");

    assertThat(got(first)).isEqualTo(Answer.AGAIN);
    // The second may have asked after the first was answered: then it asks once more.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Fx.run(signIn::goOn);
              return second.isDone();
            });
    assertThat(second.resultNow()).isEqualTo(Answer.AGAIN);
  }

  @Test
  void nobody_is_asked_for_a_mere_look() throws InterruptedException {
    changing.set(false);

    assertThat(signIn.ask(ENDED, 1)).isEqualTo(Answer.GIVE_UP);
    assertThat(Fx.on(overlay::isOpen)).isFalse();
  }

  @Test
  void a_change_that_is_cancelled_takes_its_question_away() {
    Future<Answer> answer = asked(1);
    assertThat(answer.cancel(true)).isTrue();

    await().atMost(PATIENCE).until(() -> !Fx.on(overlay::isOpen));
  }

  private <T> Future<T> started(Callable<T> work) {
    Future<T> started = threads.submit(work);
    await().atMost(PATIENCE).until(() -> Fx.on(overlay::isOpen));
    return started;
  }

  private String text(String id) {
    return Fx.on(() -> ((Labeled) overlay.lookup("#" + id)).getText());
  }

  @Test
  void a_code_is_typed_unseen_and_an_empty_one_is_not_taken() throws Exception {
    Future<Optional<Secret>> said =
        started(() -> signIn.secret(new Question.Code("arn:mfa/me", "lab"), 2));

    assertThat(text("signin-title")).contains("second factor", "lab");
    assertThat(text("signin-again")).contains("not taken");
    press("signin-go-on");
    assertThat(Fx.on(overlay::isOpen)).isTrue();
    Fx.run(() -> ((PasswordField) overlay.lookup("#signin-secret")).setText("123456"));
    press("signin-go-on");

    assertThat(said.get()).contains(Secret.of("123456"));
    assertThat(Fx.on(overlay::isOpen)).isFalse();
    Future<Optional<Secret>> next = started(() -> signIn.secret(new Question.Passphrase("lab"), 1));
    assertThat(next.isDone()).isFalse();
    assertThat(Fx.on(() -> ((PasswordField) overlay.lookup("#signin-secret")).getText())).isEmpty();
  }

  @Test
  void a_page_shows_its_code_is_opened_in_the_browser_and_goes_when_it_was_confirmed() {
    URI direct = URI.create("https://lab.awsapps.com/start?user_code=ABCD-EFGH");
    Shown shown =
        signIn
            .show(
                new DevicePage(
                    URI.create("https://lab.awsapps.com/start"),
                    "ABCD-EFGH",
                    direct,
                    Instant.parse("2026-11-29T12:00:00Z")))
            .orElseThrow();
    await().atMost(PATIENCE).until(() -> Fx.on(overlay::isOpen));

    assertThat(text("signin-code")).isEqualTo("ABCD-EFGH");
    press("signin-go-on");
    assertThat(opened).containsExactly(direct);
    assertThat(shown.isStopped()).isFalse();

    shown.close();
    await().atMost(PATIENCE).until(() -> !Fx.on(overlay::isOpen));
  }

  @Test
  void who_stops_at_the_page_or_at_the_code_gives_up() throws Exception {
    Shown shown =
        signIn
            .show(
                new DevicePage(
                    URI.create("https://a.example"),
                    "A",
                    URI.create("https://a.example"),
                    Instant.EPOCH))
            .orElseThrow();
    await().atMost(PATIENCE).until(() -> Fx.on(overlay::isOpen));
    press("signin-stop");
    assertThat(shown.isStopped()).isTrue();

    Future<Optional<Secret>> said = started(() -> signIn.secret(new Question.Passphrase("lab"), 1));
    press("signin-stop");
    assertThat(said.get()).isEmpty();
  }

  @Test
  void who_wants_to_sign_in_is_asked_though_nothing_changes() throws Exception {
    changing.set(false);
    assertThat(signIn.secret(new Question.Passphrase("lab"), 1)).isEmpty();

    Future<Optional<Secret>> said =
        started(() -> signIn.signingIn(() -> signIn.secret(new Question.Passphrase("lab"), 1)));
    Fx.run(() -> signIn.say("open sesame"));

    assertThat(said.get()).contains(Secret.of("open sesame"));
  }
}
