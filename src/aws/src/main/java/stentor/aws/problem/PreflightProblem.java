package stentor.aws.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import stentor.protocol.environment.CloudRequest.Network;
import stentor.protocol.environment.EnvironmentName;

/** What was found out before anything of a new environment is made. */
public sealed interface PreflightProblem extends CloudProblem
    permits PreflightProblem.CredentialsEndSoon,
        PreflightProblem.RegionUnusable,
        PreflightProblem.PermissionsMissing,
        PreflightProblem.ForbiddenByOrganization,
        PreflightProblem.PublicAddressesForbidden,
        PreflightProblem.VersionsMissing,
        PreflightProblem.VersionEnds,
        PreflightProblem.DriverTooOld,
        PreflightProblem.TypeMissing,
        PreflightProblem.ClockOff,
        PreflightProblem.NotLookedAt,
        PrincipalProblem,
        TakenProblem,
        QuotaProblem {

  /** Whether making the environment would fail; else it is only to be known. */
  boolean blocks();

  /**
   * The credentials end while it is being made, or soon after.
   *
   * @param end when
   * @param left how long that is from now
   */
  record CredentialsEndSoon(Instant end, Duration left) implements PreflightProblem {
    @Override
    public boolean blocks() {
      return false;
    }

    @Override
    public String code() {
      return "credentials_end_soon";
    }

    @Override
    public String what() {
      return "The credentials for AWS end in %d minutes".formatted(left.toMinutes());
    }

    @Override
    public String why() {
      return "they are valid until " + end;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Sign in anew first; else you are asked to when they end, and it goes on from there.");
    }
  }

  /**
   * There is no such region, or the account does not use it.
   *
   * @param region its name
   * @param known whether AWS has it at all
   * @param usable those that can be used
   */
  record RegionUnusable(String region, boolean known, List<String> usable)
      implements PreflightProblem {

    /** Copies the list. */
    public RegionUnusable {
      usable = List.copyOf(usable);
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return known ? "region_not_enabled" : "region_unknown";
    }

    @Override
    public String what() {
      return known
          ? "The region " + region + " is not enabled in this account"
          : "AWS has no region " + region;
    }

    @Override
    public String why() {
      return usable.isEmpty() ? "" : "those that can be used are " + String.join(", ", usable);
    }

    @Override
    public List<String> fixes() {
      String other = "Name another one with --region.";
      return known
          ? List.of(
              "Choose Account, AWS Regions, %s, Enable in the AWS console.".formatted(region),
              other)
          : List.of(other);
    }
  }

  /**
   * Permissions are missing.
   *
   * @param actions them, as policies write them
   * @param refused those of them that a policy denies by name; allowing them does not help
   * @param file path of a policy that allows them
   */
  record PermissionsMissing(List<String> actions, List<String> refused, String file)
      implements PreflightProblem {

    private static final int MOST_NAMED = 6;

    /** Copies the lists. */
    public PermissionsMissing {
      actions = List.copyOf(actions);
      refused = List.copyOf(refused);
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return "permissions_missing";
    }

    @Override
    public String what() {
      return actions.size() == 1
          ? "The permission " + actions.getFirst() + " is missing"
          : "%d permissions are missing".formatted(actions.size());
    }

    @Override
    public String why() {
      String named = named(actions);
      return refused.isEmpty()
          ? named
          : "%s; denied by a policy of their own: %s".formatted(named, named(refused));
    }

    private static String named(List<String> actions) {
      String first = String.join(", ", actions.stream().limit(MOST_NAMED).toList());
      return actions.size() > MOST_NAMED
          ? "%s and %d more".formatted(first, actions.size() - MOST_NAMED)
          : first;
    }

    @Override
    public List<String> fixes() {
      String paste =
          "Attach the policy in %s: IAM, your user or role, Add permissions, Create inline policy,"
              + " JSON in the AWS console.";
      return refused.isEmpty()
          ? List.of(paste.formatted(file))
          : List.of(
              paste.formatted(file),
              "Have whoever runs the account take back what denies them: allowing is not enough.");
    }
  }

  /**
   * The organization forbids what is needed.
   *
   * @param actions what, as policies write it
   * @param region where
   */
  record ForbiddenByOrganization(List<String> actions, String region) implements PreflightProblem {

    /** Copies the list. */
    public ForbiddenByOrganization {
      actions = List.copyOf(actions);
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return "forbidden_by_organization";
    }

    @Override
    public String what() {
      return "The account's organization forbids " + String.join(", ", actions);
    }

    @Override
    public String why() {
      return "a service control policy denies it in " + region + ", whatever the account allows";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Name a region that it allows with --region.",
          "Ask whoever runs the organization for an exception.");
    }
  }

  /**
   * The organization forbids instances with a public address.
   *
   * @param network where the nodes would be
   */
  record PublicAddressesForbidden(Network network) implements PreflightProblem {
    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return "public_addresses_forbidden";
    }

    @Override
    public String what() {
      return "The account's organization forbids instances with a public address";
    }

    @Override
    public String why() {
      return network == Network.PUBLIC
          ? "a service control policy denies it, and nodes and the gate for uploads have one"
          : "a service control policy denies it, and the gate for uploads has one";
    }

    @Override
    public List<String> fixes() {
      String exception =
          "Ask whoever runs the organization for an exception for the gate, one small instance.";
      return network == Network.PUBLIC
          ? List.of(
              "Keep the nodes without public addresses with --network nat, about $0.05 an hour.",
              exception)
          : List.of(exception);
    }
  }

  /** No version of Kubernetes is in standard support there. */
  record VersionsMissing(String region) implements PreflightProblem {
    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return "kubernetes_versions_missing";
    }

    @Override
    public String what() {
      return "EKS offers no version of Kubernetes in standard support in " + region;
    }

    @Override
    public List<String> fixes() {
      return List.of("Name another region with --region.");
    }
  }

  /**
   * There is no driver for file systems that is new enough.
   *
   * @param kubernetes version of Kubernetes that it would be for
   * @param offered the versions that there are
   */
  record DriverTooOld(String kubernetes, List<String> offered) implements PreflightProblem {

    /** Copies the list. */
    public DriverTooOld {
      offered = List.copyOf(offered);
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public String code() {
      return "file_system_driver_too_old";
    }

    @Override
    public String what() {
      return "EKS offers no driver for file systems from v3.4.1 on for Kubernetes " + kubernetes;
    }

    @Override
    public String why() {
      return offered.isEmpty()
          ? "it offers none at all"
          : "with those that it offers no pod would start: " + String.join(", ", offered);
    }

    @Override
    public List<String> fixes() {
      return List.of("Name another region with --region.");
    }
  }

  /**
   * Standard support of the newest version of Kubernetes ends soon.
   *
   * @param version the version
   * @param end when
   */
  record VersionEnds(String version, Instant end) implements PreflightProblem {
    @Override
    public boolean blocks() {
      return false;
    }

    @Override
    public String code() {
      return "kubernetes_version_ends";
    }

    @Override
    public String what() {
      return "Standard support of Kubernetes %s ends at %s".formatted(version, end);
    }

    @Override
    public String why() {
      return "EKS updates the cluster to the next version by itself then";
    }

    @Override
    public List<String> fixes() {
      return List.of("Let the environment end before that with --expire.");
    }
  }

  /**
   * Too few zones have an instance type.
   *
   * @param type the type
   * @param use what it is for
   * @param zones zones that have it
   * @param without zones that do not
   * @param needed how many are needed
   * @param blocks whether making the environment needs it
   */
  record TypeMissing(
      String type, String use, Set<String> zones, Set<String> without, int needed, boolean blocks)
      implements PreflightProblem {

    /** Copies the sets. */
    public TypeMissing {
      zones = Set.copyOf(zones);
      without = Set.copyOf(without);
    }

    @Override
    public String code() {
      return "instance_type_missing";
    }

    @Override
    public String what() {
      return String.format(
          Locale.ROOT,
          "%d of %d zones have the instance type %s for %s, and %d are needed",
          zones.size(),
          zones.size() + without.size(),
          type,
          use,
          needed);
    }

    @Override
    public String why() {
      return without.isEmpty()
          ? ""
          : "it is missing in " + String.join(", ", without.stream().sorted().toList());
    }

    @Override
    public List<String> fixes() {
      return List.of("Name another region with --region.");
    }
  }

  /**
   * This computer's clock differs from AWS's.
   *
   * @param ahead by how much it is ahead; negative: behind
   * @param blocks whether AWS refuses requests that are so dated
   */
  record ClockOff(Duration ahead, boolean blocks) implements PreflightProblem {
    @Override
    public String code() {
      return "clock_off";
    }

    @Override
    public String what() {
      return "The clock of this computer is %d seconds %s that of AWS"
          .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
    }

    @Override
    public String why() {
      return "AWS takes no request that is dated more than 5 minutes off";
    }

    @Override
    public List<String> fixes() {
      return List.of("Let the system set its clock by the network.");
    }
  }

  /**
   * Something could not be found out; it is gone on without.
   *
   * @param subject what, as the beginning of a sentence
   * @param reason why
   * @param environment which environment it is about
   */
  record NotLookedAt(String subject, String reason, EnvironmentName environment)
      implements PreflightProblem {
    @Override
    public boolean blocks() {
      return false;
    }

    @Override
    public String code() {
      return "not_looked_at";
    }

    @Override
    public String what() {
      return "%s could not be looked at for %s, and may be in the way"
          .formatted(subject, environment);
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Go on: what is in the way is told by the step that meets it.");
    }
  }
}
