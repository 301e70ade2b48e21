package stentor.control.local;

import java.io.IOException;
import java.util.List;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FolderWork;
import stentor.control.environment.Operations;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.plan.Completion;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.TokenProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.PlanDocument.Change;

/**
 * The named tokens of one environment on this computer, which may be stopped. Safe for all threads.
 */
final class LocalTokens {

  private final Site site;
  private final EnvironmentFolder folder;

  LocalTokens(Site site) {
    this.site = site;
    this.folder = site.folder();
  }

  List<NamedToken> list() throws IOException {
    requireThere();
    return folder.namedTokens().tokens();
  }

  AccessToken add(TokenName name, EventStream events) throws IOException, InterruptedException {
    requireThere();
    try (WriterLock _ = site.lock(events)) {
      requireThere();
      NamedTokens before = folder.namedTokens();
      if (before.find(name).isPresent()) {
        throw new ControlException(new TokenProblem.TokenExists(folder.name(), name));
      }
      if (before.tokens().size() >= NamedTokens.MOST) {
        throw new ControlException(new TokenProblem.TooManyTokens(folder.name()));
      }
      AccessToken token = AccessToken.next(site.random());
      NamedToken kept = new NamedToken(name, site.clock().instant(), token.sha256());
      replace(before, before.with(kept), "Add the token " + name, events);
      return token;
    }
  }

  void revoke(TokenName name, EventStream events) throws IOException, InterruptedException {
    requireThere();
    try (WriterLock _ = site.lock(events)) {
      requireThere();
      NamedTokens before = folder.namedTokens();
      if (before.find(name).isEmpty()) {
        throw new ControlException(new TokenProblem.TokenUnknown(folder.name(), name));
      }
      replace(before, before.without(name), "Revoke the token " + name, events);
    }
  }

  private void replace(NamedTokens before, NamedTokens after, String title, EventStream events)
      throws IOException, InterruptedException {
    FolderWork work =
        new FolderWork(
            folder,
            () -> folder.namedTokens().equals(after) ? Completion.DONE : Completion.PARTLY,
            report -> folder.keep(after),
            report -> folder.keep(before));
    site.operations(events)
        .run(
            Operations.Kind.TOKENS,
            Action.of("tokens", title, "document", work).changing(Change.UPDATE));
  }

  private void requireThere() throws IOException {
    if (folder.wanted().filter(wanted -> wanted.wanted() != Wanted.DOWN).isEmpty()) {
      throw new ControlException(new EnvironmentProblem.NotUp(folder.name()));
    }
  }
}
