package stentor.cli.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.terminal.Terminal;
import stentor.control.problem.ControlException;
import stentor.control.problem.KeysProblem;
import stentor.control.secret.AccessKey;
import stentor.control.secret.AccessKeys;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.control.secret.Secret;

/** {@code stentor credentials add}. */
@Command(
    name = "add",
    description = "Keeps access keys under a name that --profile takes.",
    footer = {
      "",
      "Asks for them on a terminal, unseen; else reads lines from standard input: the id, the",
      "secret, and for a file the passphrase. They are kept in the system's keychain if it",
      "answers, else in a file that a passphrase opens, else not at all. The file is safe from",
      "whoever gets it alone, not from a weak passphrase nor from programs that run in your name.",
      "A profile with IAM Identity Center or a role needs no keys here, and is to be preferred."
    })
public final class CredentialsAddCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();

  @Mixin private NameParameter keys = new NameParameter();

  @Option(
      names = "--keep",
      paramLabel = "PLACE",
      description = "Where: ${COMPLETION-CANDIDATES}. Default: the keychain if it answers.")
  private @Nullable Place keep;

  @Option(names = "--json", description = "Prints all access keys that are kept as JSON.")
  private boolean json;

  /** Where keys are kept, as it is written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Place {
    /** The system's keychain. */
    keychain,
    /** An encrypted file. */
    file
  }

  /** The command of this session. */
  public CredentialsAddCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    AccessKeys kept = session.services().keys();
    if (kept.find(keys.name()).isPresent()) {
      throw new ControlException(new KeysProblem.KeysExist(keys.name()));
    }
    KeptKey added;
    try {
      AccessKey key =
          new AccessKey(
              said("Access key id: ").orElseThrow(this::nothing),
              said("Secret access key: ").orElseThrow(this::nothing));
      Keeping where = where(kept);
      added =
          kept.add(
              keys.name(),
              key,
              where,
              where == Keeping.FILE ? Optional.of(passphrase()) : Optional.empty());
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    session
        .terminal()
        .answer(
            json
                ? KeyListing.of(kept.all()).json()
                : "%s is kept in %s".formatted(added.name(), added.kept().words()));
    return ExitStatus.DONE;
  }

  private Keeping where(AccessKeys kept) throws InterruptedException {
    if (keep == null) {
      Keeping where = kept.best().orElse(Keeping.FILE);
      if (where == Keeping.FILE) {
        session.terminal().note("No keychain answers: a passphrase encrypts a file");
      }
      return where;
    }
    return switch (keep) {
      case keychain -> Keeping.KEYCHAIN;
      case file -> Keeping.FILE;
    };
  }

  private Secret passphrase() throws IOException {
    Secret first = said("Passphrase, empty to keep nothing: ").orElseThrow(this::nothing);
    if (session.terminal().canAsk() && !said("The passphrase again: ").equals(Optional.of(first))) {
      session.terminal().problem("The two are not the same");
      throw nothing();
    }
    return first;
  }

  /** What is typed unseen, or the next line of what is sent. */
  private Optional<Secret> said(String question) throws IOException {
    Terminal terminal = session.terminal();
    Optional<Secret> said =
        terminal.canAsk()
            ? terminal.secret(question)
            : Optional.ofNullable(terminal.in().readLine()).map(Secret::of);
    return said.map(one -> Secret.of(one.reveal().strip())).filter(one -> !one.isBlank());
  }

  private ControlException nothing() {
    return new ControlException(new KeysProblem.KeysNotKept(keys.name()));
  }
}
