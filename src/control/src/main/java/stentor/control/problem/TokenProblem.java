package stentor.control.problem;

import java.util.List;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentName;

/** What can be in the way of a change of an environment's named tokens. */
public sealed interface TokenProblem extends ControlProblem {

  /**
   * The environment has no token of this name.
   *
   * @param environment its name
   * @param token the name
   */
  record TokenUnknown(EnvironmentName environment, TokenName token) implements TokenProblem {
    @Override
    public String code() {
      return "token_unknown";
    }

    @Override
    public String what() {
      return "The environment " + environment + " has no token " + token;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "stentor tokens list" + EnvironmentOption.of(environment) + " shows those it has.");
    }
  }

  /**
   * The environment has a token of this name already, and nobody can be told what it is.
   *
   * @param environment its name
   * @param token the name
   */
  record TokenExists(EnvironmentName environment, TokenName token) implements TokenProblem {
    @Override
    public String code() {
      return "token_exists";
    }

    @Override
    public String what() {
      return "The environment " + environment + " has a token " + token + " already";
    }

    @Override
    public String why() {
      return "a token is shown once, when it is added";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Choose another name, or revoke it first: stentor tokens revoke "
              + token
              + EnvironmentOption.of(environment)
              + ".");
    }
  }

  /**
   * The environment has as many tokens as it may have.
   *
   * @param environment its name
   */
  record TooManyTokens(EnvironmentName environment) implements TokenProblem {
    @Override
    public String code() {
      return "too_many_tokens";
    }

    @Override
    public String what() {
      return "The environment " + environment + " cannot have one more token";
    }

    @Override
    public String why() {
      return "it has " + NamedTokens.MOST + ", the most that are compared at every call";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Revoke those that nobody uses: stentor tokens list"
              + EnvironmentOption.of(environment)
              + " shows when each was made.");
    }
  }
}
