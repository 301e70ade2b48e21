package stentor.master;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import stentor.protocol.job.LanguageDecision;
import stentor.speech.problem.Problem;

/** What can be wrong with a request to the master, before it becomes a job. */
public sealed interface MasterProblem extends Problem
    permits AdmissionProblem,
        JobProblem,
        MasterProblem.WrongToken,
        MasterProblem.ForeignOrigin,
        MasterProblem.WrongParameter,
        MasterProblem.MissingParameter,
        MasterProblem.Stopping,
        MasterProblem.UnknownUrl,
        MasterProblem.MethodNotSupported,
        MasterProblem.TranslationNotSupported,
        MasterProblem.TooLarge,
        MasterProblem.ModelNotFound,
        MasterProblem.LanguageNotSupported,
        MasterProblem.LanguageNeeded,
        MasterProblem.NoLanguageFits,
        MasterProblem.LanguageUnknown,
        MasterProblem.NoWorker {

  /** The status of the HTTP answer that tells of it. */
  int status();

  /** The request's parameter that is to blame; empty where none is. */
  default String parameter() {
    return "";
  }

  /** After how many seconds the same request may go better; empty where that is not known. */
  default OptionalInt retryAfterSeconds() {
    return OptionalInt.empty();
  }

  /** No token, or not the environment's. */
  record WrongToken() implements MasterProblem {
    @Override
    public String code() {
      return "invalid_api_key";
    }

    @Override
    public int status() {
      return 401;
    }

    @Override
    public String what() {
      return "The token is missing or not that of this environment";
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Send 'Authorization: Bearer TOKEN' with the token that 'stentor endpoint' prints");
    }
  }

  /** A parameter of the request cannot be used as it is. */
  sealed interface WrongParameter extends MasterProblem permits BadParameter, BodyBrokeOff {

    @Override
    String parameter();

    /** What it should be. */
    String expected();

    @Override
    default String code() {
      return "invalid_value";
    }

    @Override
    default int status() {
      return 400;
    }

    @Override
    default String what() {
      return "The parameter '" + parameter() + "' cannot be used";
    }

    @Override
    default List<String> fixes() {
      return List.of("Expected: " + expected());
    }
  }

  /**
   * The body ended before it should, or cannot be told apart.
   *
   * @param parameter {@code file}, or {@code body} where the body is no file
   * @param why what cannot be read
   * @param expected how it would be whole
   */
  record BodyBrokeOff(String parameter, String why, String expected) implements WrongParameter {

    private static final String FILE = "file";

    /** A form without its last boundary, or whose parts cannot be told from each other. */
    public static BodyBrokeOff ofForm() {
      return new BodyBrokeOff(
          FILE,
          "the body cannot be read as multipart/form-data",
          "parts with their headers between boundaries, the last of which is closed");
    }

    /** A recording that is the body itself. */
    public static BodyBrokeOff ofRecording() {
      return ofBytes(FILE);
    }

    /** A text that is the body itself. */
    public static BodyBrokeOff ofText() {
      return ofBytes("body");
    }

    private static BodyBrokeOff ofBytes(String parameter) {
      return new BodyBrokeOff(
          parameter,
          "the body ended too early, or its chunks cannot be read",
          "as many bytes as Content-Length says, or chunks up to the last, which is empty");
    }
  }

  /** The master leaves; another one, or itself started again, can take the same request. */
  record Stopping() implements MasterProblem {
    private static final int STARTED_AGAIN_SECONDS = 2;

    @Override
    public String code() {
      return "stopping";
    }

    @Override
    public int status() {
      return 503;
    }

    @Override
    public OptionalInt retryAfterSeconds() {
      return OptionalInt.of(STARTED_AGAIN_SECONDS);
    }

    @Override
    public String what() {
      return "The master is being stopped";
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of("Send the request again; a job that was accepted goes on later");
    }
  }

  /**
   * A web page of another origin, or a name that is not this computer's, asked.
   *
   * @param header the header that tells so
   */
  record ForeignOrigin(String header) implements MasterProblem {
    @Override
    public String code() {
      return "foreign_origin";
    }

    @Override
    public int status() {
      return 403;
    }

    @Override
    public String what() {
      return "The request does not come from this computer";
    }

    @Override
    public String why() {
      return "its header " + header + " names another host";
    }

    @Override
    public List<String> fixes() {
      return List.of("Use the address that 'stentor endpoint' prints");
    }
  }

  /**
   * A parameter is wrong.
   *
   * @param parameter its name
   * @param why what is wrong with it
   * @param expected what it should be
   */
  record BadParameter(String parameter, String why, String expected) implements WrongParameter {}

  /**
   * A parameter is missing.
   *
   * @param parameter its name
   * @param expected what it should be
   */
  record MissingParameter(String parameter, String expected) implements MasterProblem {
    @Override
    public String code() {
      return "missing_required_parameter";
    }

    @Override
    public int status() {
      return 400;
    }

    @Override
    public String what() {
      return "The parameter '" + parameter + "' is missing";
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of("Expected: " + expected);
    }
  }

  /**
   * Nothing is at the address.
   *
   * @param method the method that was tried
   * @param path the address without host and parameters
   */
  record UnknownUrl(String method, String path) implements MasterProblem {
    @Override
    public String code() {
      return "unknown_url";
    }

    @Override
    public int status() {
      return 404;
    }

    @Override
    public String what() {
      return "There is nothing at " + method + " " + path;
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of("Look for a misspelling: clients of OpenAI's API need the base URL with /v1");
    }
  }

  /**
   * What is at the address takes other methods.
   *
   * @param method the method that was tried
   * @param path the address without host and parameters
   */
  record MethodNotSupported(String method, String path) implements MasterProblem {
    @Override
    public String code() {
      return "method_not_supported";
    }

    @Override
    public int status() {
      return 405;
    }

    @Override
    public String what() {
      return "The method " + method + " is not supported at " + path;
    }

    @Override
    public String why() {
      return "";
    }

    @Override
    public List<String> fixes() {
      return List.of("Use another method");
    }
  }

  /** A translation into English was asked for. */
  record TranslationNotSupported() implements MasterProblem {
    @Override
    public String code() {
      return "translation_not_supported";
    }

    @Override
    public int status() {
      return 404;
    }

    @Override
    public String what() {
      return "Translations are not made here";
    }

    @Override
    public String why() {
      return "no engine of this version can";
    }

    @Override
    public List<String> fixes() {
      return List.of("Use /v1/audio/transcriptions for the text in the language that was spoken");
    }
  }

  /**
   * The recording is larger than any that is taken.
   *
   * @param most the most bytes
   */
  record TooLarge(long most) implements MasterProblem {
    @Override
    public String code() {
      return "file_too_large";
    }

    @Override
    public int status() {
      return 413;
    }

    @Override
    public String parameter() {
      return "file";
    }

    @Override
    public String what() {
      return "The file is too large";
    }

    @Override
    public String why() {
      return "more than " + most + " bytes are not taken";
    }

    @Override
    public List<String> fixes() {
      return List.of("Cut it, or send it with a lower sample rate: 16 kHz mono is enough");
    }
  }

  /**
   * No model of this name is served.
   *
   * @param model the name
   * @param served the ids that are
   */
  record ModelNotFound(String model, List<String> served) implements MasterProblem {
    @Override
    public String code() {
      return "model_not_found";
    }

    @Override
    public int status() {
      return 404;
    }

    @Override
    public String parameter() {
      return "model";
    }

    @Override
    public String what() {
      return "There is no model '" + model + "' in this environment";
    }

    @Override
    public String why() {
      return served.isEmpty() ? "it serves none" : "it serves " + String.join(", ", served);
    }

    @Override
    public List<String> fixes() {
      return List.of("Name one of these or leave the model out");
    }
  }

  /**
   * The language that was named is not one of the model's, or of any model's.
   *
   * @param language the tag that was named
   * @param served the tags there are
   */
  record LanguageNotSupported(String language, List<String> served) implements MasterProblem {
    @Override
    public String code() {
      return "language_not_supported";
    }

    @Override
    public int status() {
      return 400;
    }

    @Override
    public String parameter() {
      return "language";
    }

    @Override
    public String what() {
      return "The language '" + language + "' is not served";
    }

    @Override
    public String why() {
      return "there is " + (served.isEmpty() ? "none" : String.join(", ", served));
    }

    @Override
    public List<String> fixes() {
      return List.of("Name one of these or leave the language out");
    }
  }

  /**
   * What is said is in none of the languages that might have been.
   *
   * @param compared the tags of those, with how likely each is
   */
  record NoLanguageFits(List<LanguageDecision.Candidate> compared) implements MasterProblem {

    /** Copies the list. */
    public NoLanguageFits {
      compared = List.copyOf(compared);
    }

    @Override
    public String code() {
      return "language_not_supported";
    }

    @Override
    public int status() {
      return 400;
    }

    @Override
    public String parameter() {
      return "language";
    }

    @Override
    public String what() {
      return "What is said is in none of the languages that are served, or is no speech";
    }

    @Override
    public String why() {
      return "their models are not sure enough of it: "
          + compared.stream().map(NoLanguageFits::told).collect(Collectors.joining(", "));
    }

    private static String told(LanguageDecision.Candidate candidate) {
      return candidate.score().isPresent()
          ? "%s %.2f".formatted(candidate.language(), candidate.score().getAsDouble())
          : candidate.language() + " not asked";
    }

    @Override
    public List<String> fixes() {
      return List.of("Name the language if it is one of these", "Add a model of the language");
    }
  }

  /**
   * The language could not be found out, because workers did not answer.
   *
   * @param silent the languages whose workers did not
   */
  record LanguageUnknown(List<String> silent) implements MasterProblem {

    /** Copies the list. */
    public LanguageUnknown {
      silent = List.copyOf(silent);
    }

    @Override
    public String code() {
      return "no_worker";
    }

    @Override
    public int status() {
      return 503;
    }

    @Override
    public String what() {
      return "The language could not be identified";
    }

    @Override
    public String why() {
      return "no worker answered in time for " + String.join(", ", silent);
    }

    @Override
    public List<String> fixes() {
      return List.of("Name the language", "Look at 'stentor status' and 'stentor logs worker'");
    }
  }

  /**
   * A model of several languages was named, or is the only one, and no language.
   *
   * @param served the tags there are
   */
  record LanguageNeeded(List<String> served) implements MasterProblem {
    @Override
    public String code() {
      return "language_required";
    }

    @Override
    public int status() {
      return 400;
    }

    @Override
    public String parameter() {
      return "language";
    }

    @Override
    public String what() {
      return "The language must be named";
    }

    @Override
    public String why() {
      return "the model knows several, and does not say which one it hears";
    }

    @Override
    public List<String> fixes() {
      return List.of("Name one of " + String.join(", ", served));
    }
  }

  /**
   * No worker can come for the model.
   *
   * @param model the model
   * @param reason why not
   */
  record NoWorker(String model, String reason) implements MasterProblem {
    @Override
    public String code() {
      return "no_worker";
    }

    @Override
    public int status() {
      return 503;
    }

    @Override
    public String what() {
      return "No worker can come for the model '" + model + "'";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Look at 'stentor status' and 'stentor logs worker'");
    }
  }
}
