package stentor.cli.tokens;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stentor.cli.EnvironmentOption;
import stentor.cli.ExitStatus;
import stentor.cli.Session;
import stentor.cli.progress.Progress;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;

/** {@code stentor tokens add}. */
@Command(
    name = "add",
    description = "Makes a token for a client of an environment, and prints it once.",
    footer = {
      "",
      "Only its hash is kept: whoever loses it revokes it and adds another. The environment's own",
      "token goes on as it was."
    })
public final class TokensAddCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Mixin private TokenParameter token = new TokenParameter();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command of this session. */
  public TokensAddCommand(Session session) {
    this.session = session;
  }

  /**
   * The answer as JSON.
   *
   * @param schema version of the document, {@value Versioned#SCHEMA}
   * @param name name of the token
   * @param token the token, which is shown nowhere else
   */
  record Added(int schema, TokenName name, String token) {}

  @Override
  public Integer call() throws InterruptedException {
    AccessToken made;
    try (Progress progress = session.progress()) {
      made = session.services().environments().addToken(environment.name(), token.name(), progress);
    }
    Added added = new Added(Versioned.SCHEMA, token.name(), made.value());
    session
        .terminal()
        .answer(json ? new String(Documents.write(added), StandardCharsets.UTF_8) : made.value());
    session.terminal().note("Keep it now: it is not shown again");
    return ExitStatus.DONE;
  }
}
