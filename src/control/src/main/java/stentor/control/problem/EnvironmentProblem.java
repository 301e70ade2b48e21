package stentor.control.problem;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import stentor.protocol.environment.EnvironmentName;

/** What can be in the way of what was asked of an environment. */
public sealed interface EnvironmentProblem extends ControlProblem {

  /**
   * The environment does not run, and what was asked needs it.
   *
   * @param environment its name
   */
  record NotUp(EnvironmentName environment) implements EnvironmentProblem {
    @Override
    public String code() {
      return "not_up";
    }

    @Override
    public String what() {
      return "The environment " + environment + " is not up";
    }

    @Override
    public List<String> fixes() {
      return List.of("Start it with stentor up" + EnvironmentOption.of(environment) + ".");
    }
  }

  /**
   * The environment is there already, in another place.
   *
   * @param environment its name
   * @param platform where it is
   * @param asked where it was asked for
   */
  record LivesElsewhere(EnvironmentName environment, String platform, String asked)
      implements EnvironmentProblem {
    @Override
    public String code() {
      return "lives_elsewhere";
    }

    @Override
    public String what() {
      return "The environment %s lives on the platform %s, not on %s"
          .formatted(environment, platform, asked);
    }

    @Override
    public String why() {
      return "a name belongs to one environment until that is taken down";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Take another name with --environment NAME.",
          "Take it down first: stentor down" + EnvironmentOption.of(environment) + ".");
    }
  }

  /**
   * Not all of the environment stands, and nobody is about it.
   *
   * @param environment its name
   * @param missing parts that do not stand
   */
  record Incomplete(EnvironmentName environment, List<String> missing)
      implements EnvironmentProblem {

    /** Copies the list. */
    public Incomplete {
      missing = List.copyOf(missing);
    }

    @Override
    public String code() {
      return "incomplete";
    }

    @Override
    public String what() {
      return "Not all of the environment " + environment + " stands";
    }

    @Override
    public String why() {
      return "what is missing: " + String.join(", ", missing);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Go on with stentor up" + EnvironmentOption.of(environment) + ".",
          "Or take it down with stentor down" + EnvironmentOption.of(environment) + ".");
    }
  }

  /**
   * What was there under this name is not wholly gone.
   *
   * @param environment its name
   * @param left how many things are left
   */
  record NotGone(EnvironmentName environment, int left) implements EnvironmentProblem {
    @Override
    public String code() {
      return "not_gone";
    }

    @Override
    public String what() {
      return "Of the environment %s that was taken down %d things are left"
          .formatted(environment, left);
    }

    @Override
    public List<String> fixes() {
      return List.of("See what, and try again: stentor down" + EnvironmentOption.of(environment));
    }
  }

  /**
   * Something was asked for that cannot be changed while the environment stands.
   *
   * @param environment its name
   * @param region where it is
   * @param network how its nodes are connected
   */
  record FixedChoice(EnvironmentName environment, String region, String network)
      implements EnvironmentProblem {
    @Override
    public String code() {
      return "fixed_choice";
    }

    @Override
    public String what() {
      return "The environment %s is in %s with the network %s, and stays so"
          .formatted(environment, region, network);
    }

    @Override
    public List<String> fixes() {
      return List.of("Make another one with --environment NAME.");
    }
  }

  /**
   * The environment is on the cloud, where this cannot be done yet.
   *
   * @param environment its name
   * @param asked what was asked, as a sentence's subject, for example {@code Transcribing}
   */
  record NoServiceThere(EnvironmentName environment, String asked) implements EnvironmentProblem {
    @Override
    public String code() {
      return "no_service_there";
    }

    @Override
    public String what() {
      return "%s is not possible with the environment %s".formatted(asked, environment);
    }

    @Override
    public String why() {
      return "its stacks and its cluster stand, but this version puts no service on them yet";
    }

    @Override
    public List<String> fixes() {
      return List.of("Use an environment on this computer: stentor up --environment NAME.");
    }
  }

  /**
   * The environment shall run and does not.
   *
   * @param environment its name
   */
  record NotRunning(EnvironmentName environment) implements EnvironmentProblem {
    @Override
    public String code() {
      return "not_running";
    }

    @Override
    public String what() {
      return "The environment " + environment + " has stopped though it shall be up";
    }

    @Override
    public List<String> fixes() {
      return List.of("stentor status" + EnvironmentOption.of(environment) + " starts it again.");
    }
  }

  /**
   * The environment's supervisor runs and says nothing: it hangs, is stopped, or cannot write.
   *
   * @param environment its name
   * @param since when it said something last
   */
  record SupervisorSilent(EnvironmentName environment, Instant since)
      implements EnvironmentProblem {
    @Override
    public String code() {
      return "supervisor_not_answering";
    }

    @Override
    public String what() {
      return "The supervisor of the environment " + environment + " does not answer";
    }

    @Override
    public String why() {
      return "Its process runs, and said nothing since " + since.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "stentor logs supervisor"
              + EnvironmentOption.of(environment)
              + " shows what it did last.",
          "stentor down" + EnvironmentOption.of(environment) + " ends it.");
    }
  }

  /**
   * There is no time for what is asked: the environment would end before it was of any use.
   *
   * @param environment its name
   * @param end when it would end
   * @param budget US dollars that it may cost, where these are spent; absent: its expiry is near
   */
  record NoTimeLeft(EnvironmentName environment, Instant end, OptionalDouble budget)
      implements EnvironmentProblem {
    @Override
    public String code() {
      return "no_time_left";
    }

    @Override
    public String what() {
      return "The environment %s would stop itself at %s, before it was of use"
          .formatted(environment, end.truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public String why() {
      return budget.isPresent()
          ? "its budget of %.2f US dollars is as good as spent".formatted(budget.getAsDouble())
          : "that is the end that was asked for";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          budget.isPresent()
              ? "Allow it more: stentor up --budget USD."
              : "Give it more time: stentor up --expire 8h.");
    }
  }

  /**
   * The end of the environment came while it was being made.
   *
   * @param environment its name
   * @param end when that was
   */
  record EndedMeanwhile(EnvironmentName environment, Instant end) implements EnvironmentProblem {
    @Override
    public String code() {
      return "ended_meanwhile";
    }

    @Override
    public String what() {
      return "The environment " + environment + " reached its end while it was being made";
    }

    @Override
    public String why() {
      return "it was to stop itself at "
          + end.truncatedTo(ChronoUnit.SECONDS)
          + ", and what bills by the hour is gone";
    }

    @Override
    public List<String> fixes() {
      return List.of("Run it again with more time: stentor up --expire 8h.");
    }
  }

  /**
   * Another process changes the environment, and went on doing so while this one waited.
   *
   * @param environment its name
   * @param writer the process that changes it
   * @param since when that process started
   */
  record EnvironmentBusy(EnvironmentName environment, String writer, String since)
      implements EnvironmentProblem {
    @Override
    public String code() {
      return "environment_busy";
    }

    @Override
    public String what() {
      return "The environment " + environment + " is being changed by another command";
    }

    @Override
    public String why() {
      return "process " + writer + ", started " + since + ", holds it";
    }

    @Override
    public List<String> fixes() {
      return List.of("Wait until it has ended, then try again.");
    }
  }

  /**
   * The environment does not serve the model that was named, though it could.
   *
   * @param environment its name
   * @param model id of the model
   * @param served ids of the models it serves
   */
  record ModelNotServed(EnvironmentName environment, String model, List<String> served)
      implements EnvironmentProblem {

    /** Copies the list. */
    public ModelNotServed {
      served = List.copyOf(served);
    }

    @Override
    public String code() {
      return "model_not_served";
    }

    @Override
    public String what() {
      return "The environment " + environment + " does not serve the model " + model;
    }

    @Override
    public String why() {
      return served.isEmpty() ? "it serves none" : "it serves " + String.join(", ", served);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Add it with stentor up --model " + model + EnvironmentOption.of(environment) + ".");
    }
  }

  /**
   * The environment has no end that could be put off.
   *
   * @param environment its name
   */
  record NoExpiry(EnvironmentName environment) implements EnvironmentProblem {
    @Override
    public String code() {
      return "no_expiry";
    }

    @Override
    public String what() {
      return "The environment " + environment + " has no expiry that could be put off";
    }

    @Override
    public String why() {
      return "it stays until it is taken down";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Give it one with stentor up" + EnvironmentOption.of(environment) + " --expire 4h.");
    }
  }
}
