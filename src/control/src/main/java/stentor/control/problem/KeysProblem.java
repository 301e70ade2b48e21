package stentor.control.problem;

import java.util.List;

/** What can be in the way of keeping access keys, and of using those that are kept. */
public sealed interface KeysProblem extends ControlProblem {

  /**
   * There are no keys of this name.
   *
   * @param name the name
   */
  record KeysUnknown(String name) implements KeysProblem {
    @Override
    public String code() {
      return "keys_unknown";
    }

    @Override
    public String what() {
      return "Stentor keeps no access keys " + name;
    }

    @Override
    public List<String> fixes() {
      return List.of("stentor credentials list shows those it keeps.");
    }
  }

  /**
   * There are keys of this name already.
   *
   * @param name the name
   */
  record KeysExist(String name) implements KeysProblem {
    @Override
    public String code() {
      return "keys_exist";
    }

    @Override
    public String what() {
      return "Stentor keeps access keys " + name + " already";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Choose another name, or remove them first: stentor credentials remove " + name + ".");
    }
  }

  /**
   * The keys are not kept: there is no place for them.
   *
   * @param name their name
   */
  record KeysNotKept(String name) implements KeysProblem {
    @Override
    public String code() {
      return "keys_not_kept";
    }

    @Override
    public String what() {
      return "The access keys " + name + " are not kept";
    }

    @Override
    public String why() {
      return "no keychain of the system answers, and there is no passphrase to encrypt a file with";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Say a passphrase when it is asked for, or after the secret on standard input.",
          "Or use them once: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for one command.");
    }
  }

  /**
   * The system's keychain did not do it.
   *
   * @param reason what it said
   */
  record KeychainFailed(String reason) implements KeysProblem {
    @Override
    public String code() {
      return "keychain_failed";
    }

    @Override
    public String what() {
      return "The keychain of the system did not do it";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Unlock it and try again, or keep the keys in an encrypted file: --keep file.");
    }
  }
}
