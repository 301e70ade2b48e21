package stentor.aws.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.aws.credentials.Identity;
import stentor.aws.preflight.Simulation.Answer;
import stentor.aws.preflight.Simulation.Verdict;
import stentor.aws.problem.CallProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.PreflightProblem;
import stentor.protocol.environment.CloudRequest.Network;

/** The checks that are small. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChecksTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static List<PreflightProblem> credentials(Optional<Instant> end) {
    return new CredentialsCheck(end, CLOCK).look();
  }

  @Test
  void credentials_that_end_while_it_is_made_are_told_with_the_time_left() {
    assertThat(credentials(Optional.empty())).isEmpty();
    assertThat(credentials(Optional.of(NOW.plus(Duration.ofHours(1))))).isEmpty();
    assertThat(credentials(Optional.of(NOW.plus(Duration.ofMinutes(20)))))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isFalse();
              assertThat(problem.what()).contains("20 minutes");
            });
  }

  private static List<PreflightProblem> principal(String arn) {
    return new PrincipalCheck(new Identity("000000000042", arn, arn)).look();
  }

  @Test
  void only_a_user_or_a_role_with_its_path_can_administer_the_cluster() {
    String account = "arn:aws:iam::000000000042:";
    String center = "AWSReservedSSO_Researcher_0123456789abcdef";

    assertThat(principal(account + "user/teams/ada")).isEmpty();
    assertThat(principal(account + "role/researcher")).isEmpty();
    assertThat(principal(account + "role/aws-reserved/sso.amazonaws.com/" + center)).isEmpty();
    for (String unfit : List.of(account + "root", "arn:aws:sts::000000000042:federated-user/ada")) {
      assertThat(principal(unfit))
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.blocks()).isTrue();
                assertThat(problem.why()).contains(unfit);
              });
    }
    assertThat(principal(account + "role/" + center))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isTrue();
              assertThat(problem.what()).contains(center);
            });
  }

  private static List<PreflightProblem> clock(Duration ahead) throws Exception {
    return new ClockCheck(() -> Optional.of(ahead)).look();
  }

  @Test
  void a_clock_that_is_minutes_off_is_told_and_blocks_where_requests_are_refused()
      throws Exception {
    assertThat(clock(Duration.ofSeconds(-59))).isEmpty();
    assertThat(clock(Duration.ofMinutes(2)))
        .extracting(PreflightProblem::blocks)
        .containsExactly(false);
    assertThat(clock(Duration.ofMinutes(-6)))
        .extracting(PreflightProblem::blocks)
        .containsExactly(true);
    assertThat(new ClockCheck(Optional::empty).look()).isEmpty();
  }

  @Test
  void a_region_is_unknown_or_not_enabled_or_fine() throws Exception {
    RegionCheck.Regions regions = () -> Map.of("eu-central-1", true, "eu-south-2", false);

    assertThat(new RegionCheck("eu-central-1", regions).look()).isEmpty();
    assertThat(new RegionCheck("eu-south-2", regions).look())
        .extracting(PreflightProblem::code)
        .containsExactly("region_not_enabled");
    assertThat(new RegionCheck("eu-centrl-1", regions).look())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("region_unknown");
              assertThat(problem.why()).endsWith("are eu-central-1");
            });
  }

  private static List<PreflightProblem> versions(VersionCheck.Version... versions)
      throws Exception {
    return new VersionCheck("eu-central-1", Proposals.END, () -> List.of(versions)).look();
  }

  @Test
  void the_newest_version_of_kubernetes_decides_by_number_and_not_by_letters() throws Exception {
    VersionCheck.Version old = new VersionCheck.Version("1.9", Optional.of(NOW));
    VersionCheck.Version fresh =
        new VersionCheck.Version("1.36", Optional.of(Proposals.END.plusSeconds(1)));

    assertThat(versions(old, fresh)).isEmpty();
    assertThat(versions()).extracting(PreflightProblem::blocks).containsExactly(true);
    assertThat(versions(old)).extracting(PreflightProblem::blocks).containsExactly(false);
  }

  private static List<PreflightProblem> drivers(String... offered) throws Exception {
    return new DriverCheck(
            () -> List.of(new VersionCheck.Version("1.36", Optional.empty())),
            kubernetes -> kubernetes.equals("1.36") ? List.of(offered) : List.of())
        .look();
  }

  @Test
  void a_driver_for_file_systems_has_to_be_new_enough() throws Exception {
    assertThat(drivers("v2.1.15-eksbuild.1", "v3.10.0-eksbuild.2", "v3.4.0-eksbuild.9")).isEmpty();
    assertThat(drivers("v3.4.1-eksbuild.1")).isEmpty();
    assertThat(drivers("v3.4.0-eksbuild.9", "v2.11.2-eksbuild.1"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isTrue();
              assertThat(problem.why()).contains("v3.4.0-eksbuild.9");
            });
    assertThat(DriverVersion.newest(List.of("v3.4.1-eksbuild.2", "v3.10.0-eksbuild.1", "latest")))
        .map(DriverVersion::name)
        .hasValue("v3.10.0-eksbuild.1");
  }

  private static TypeCheck.Offers offers(Set<String> zones) {
    return new TypeCheck.Offers() {
      @Override
      public Set<String> zones() {
        return Set.of("a", "b", "c");
      }

      @Override
      public Set<String> zonesWith(String type) {
        return zones;
      }
    };
  }

  @Test
  void two_zones_with_an_instance_type_are_enough_and_those_without_it_are_named()
      throws Exception {
    List<TypeCheck.Need> needs =
        List.of(new TypeCheck.Need("t4g.small", "the gate for uploads", 2, true));

    assertThat(new TypeCheck(needs, offers(Set.of("a", "c"))).look()).isEmpty();
    // A zone that the account does not use does not count.
    assertThat(new TypeCheck(needs, offers(Set.of("a", "z"))).look())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.blocks()).isTrue();
              assertThat(problem.sentence())
                  .contains("1 of 3 zones have the instance type t4g.small", "missing in b, c");
            });
  }

  private static List<PreflightProblem> addresses(Network network, boolean publicOnly)
      throws Exception {
    Simulation organization =
        group -> {
          boolean isPublic =
              group.context().getOrDefault("ec2:AssociatePublicIpAddress", "").equals("true");
          return List.of(
              new Verdict(
                  "ec2:RunInstances",
                  isPublic || !publicOnly ? Answer.FORBIDDEN : Answer.NOT_ALLOWED));
        };
    return new PublicAddressCheck(Proposals.of(network, 1), organization).look();
  }

  @Test
  void an_organization_that_forbids_public_addresses_is_told_from_one_that_forbids_instances()
      throws Exception {
    assertThat(addresses(Network.PUBLIC, true))
        .containsExactly(new PreflightProblem.PublicAddressesForbidden(Network.PUBLIC));
    assertThat(addresses(Network.PUBLIC, true).getFirst().fixes().getFirst())
        .contains("--network nat");
    assertThat(addresses(Network.NAT, true).getFirst().fixes().getFirst())
        .doesNotContain("--network nat");
    assertThat(addresses(Network.PUBLIC, false))
        .extracting(PreflightProblem::code)
        .containsExactly("forbidden_by_organization");
  }

  @Test
  void who_may_start_no_instances_without_the_service_role_is_not_stopped() throws Exception {
    Simulation own = group -> List.of(new Verdict("ec2:RunInstances", Answer.NOT_ALLOWED));

    assertThat(new PublicAddressCheck(Proposals.of(Network.PUBLIC, 1), own).look()).isEmpty();
  }

  private static Check check(List<PreflightProblem> found) {
    return new Check() {
      @Override
      public String subject() {
        return "Something";
      }

      @Override
      public List<PreflightProblem> look() {
        if (found.isEmpty()) {
          throw new CloudException(new CallProblem.Throttled("ec2:DescribeVpcs"));
        }
        return found;
      }
    };
  }

  @Test
  void all_that_is_found_is_told_together_in_its_order_and_what_fails_hides_nothing()
      throws Exception {
    PreflightProblem one = new PreflightProblem.ClockOff(Duration.ofMinutes(2), false);
    PreflightProblem other = new PreflightProblem.VersionsMissing("eu-central-1");

    List<PreflightProblem> found =
        new Preflight(
                Proposals.of(Network.PUBLIC, 1).environment(),
                List.of(check(List.of(one)), check(List.of()), check(List.of(other))))
            .run();

    assertThat(found).hasSize(3).startsWith(one).endsWith(other);
    assertThat(found.get(1).what()).startsWith("Something could not be looked at for lab");
    assertThat(found.get(1).blocks()).isFalse();
  }
}
