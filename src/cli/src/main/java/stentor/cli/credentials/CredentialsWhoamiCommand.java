package stentor.cli.credentials;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.protocol.environment.CloudIdentity;
import stentor.protocol.environment.CredentialKind;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;

/** {@code stentor credentials whoami}. */
@Command(
    name = "whoami",
    description = "Asks AWS who you are, and says until when your credentials are valid.",
    footer = {
      "",
      "On a terminal it signs you in first where that is needed. A sign-in to IAM Identity Center",
      "is kept for the next command, and for AWS's own tools; a session of a role is not."
    })
public final class CredentialsWhoamiCommand implements Callable<Integer> {

  private final Session session;

  @SuppressWarnings("UnusedVariable") // picocli writes it
  @Mixin
  private final EnvironmentOption environment = new EnvironmentOption();

  @Option(
      names = "--on",
      paramLabel = "PLATFORM",
      description = "Which cloud is asked: ${COMPLETION-CANDIDATES}. Default: aws.")
  private Place on = Place.aws;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "The profile, or the access keys, whose credentials are used. Default: what AWS's own"
              + " tools would use.")
  private @Nullable String profile;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The clouds there are, as they are written. */
  @SuppressWarnings("MemberName") // picocli shows and reads the names as they are
  enum Place {
    /** The cloud. */
    aws,
    /** The simulated cloud, which has configuration files of its own. */
    rehearsal
  }

  /** The command of this session. */
  public CredentialsWhoamiCommand(Session session) {
    this.session = session;
  }

  private record Answer(
      int schema,
      String account,
      String arn,
      CredentialKind source,
      Optional<String> profile,
      Optional<Instant> validUntil) {}

  @Override
  public Integer call() throws InterruptedException {
    CloudIdentity identity =
        session.services().credentials().of(on.name()).whoAmI(Optional.ofNullable(profile));
    if (json) {
      Answer answer =
          new Answer(
              Versioned.SCHEMA,
              identity.account(),
              identity.arn(),
              identity.source(),
              identity.profile(),
              identity.validUntil());
      session.terminal().answer(new String(Documents.write(answer), StandardCharsets.UTF_8));
    } else {
      IdentityText.lines(identity).forEach(session.terminal()::answer);
    }
    return ExitStatus.DONE;
  }
}
