package stentor.cloud;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import stentor.control.cloud.SignIn;
import stentor.control.secret.Secret;
import stentor.speech.problem.Problem;

/** A person who was told what to say: what is asked beyond that, nobody answers. */
final class ScriptedSignIn implements SignIn {

  /** Codes of all that was asked, in order; of a problem its own. */
  final List<String> asked = new ArrayList<>();

  /** Pages that were shown. */
  final List<DevicePage> pages = new ArrayList<>();

  /** What is said next. */
  final Deque<String> says = new ArrayDeque<>();

  /** What happens when new credentials are asked for; nothing: given up. */
  final Deque<Runnable> signsIn = new ArrayDeque<>();

  /** Whether there is somebody to see a page. */
  boolean watches = true;

  /** Whether the person closes the page. */
  boolean stops;

  @Override
  public Answer ask(Problem problem, int round) {
    asked.add(problem.code());
    if (signsIn.isEmpty()) {
      return Answer.GIVE_UP;
    }
    signsIn.removeFirst().run();
    return Answer.AGAIN;
  }

  @Override
  public Optional<Secret> secret(Question question, int round) {
    asked.add(
        switch (question) {
          case Question.Code(String device, String profile) -> "code of " + profile;
          case Question.Passphrase(String profile) -> "passphrase of " + profile;
        });
    return Optional.ofNullable(says.pollFirst()).map(Secret::of);
  }

  @Override
  public Optional<Shown> show(DevicePage page) {
    pages.add(page);
    return watches
        ? Optional.of(
            new Shown() {
              @Override
              public boolean isStopped() {
                return stops;
              }

              @Override
              public void close() {
                asked.add("page closed");
              }
            })
        : Optional.empty();
  }
}
