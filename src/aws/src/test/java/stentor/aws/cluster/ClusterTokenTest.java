package stentor.aws.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClusterTokenTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_682_640_000);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** Keys that open nothing, as the vector has them. */
  private static final AwsCredentialsIdentity KEYS =
      AwsCredentialsIdentity.create(
          decoded("QVNJQVIyVEc0NFY2QVMzWlpFN0M="),
          decoded("NEtENWNudEdjVm1MV1JkRjV3dk5SdXpOTDVReG1wNk9LVlk2RnovUQ=="));

  /** aws-iam-authenticator, pkg/token/token_test.go, TestGetWithSTS. */
  private static final String PUBLISHED =
      "k8s-aws-v1.aHR0cHM6Ly9zdHMudXMtd2VzdC0yLmFtYXpvbmF3cy5jb20vP0FjdGlvbj1HZXRDYWxsZXJJZGVudGl0"
          + "eSZWZXJzaW9uPTIwMTEtMDYtMTUmWC1BbXotQWxnb3JpdGhtPUFXUzQtSE1BQy1TSEEyNTYmWC1BbXotQ3JlZG"
          + "VudGlhbD1BU0lBUjJURzQ0VjZBUzNaWkU3QyUyRjIwMjMwNDI4JTJGdXMtd2VzdC0yJTJGc3RzJTJGYXdzNF9y"
          + "ZXF1ZXN0JlgtQW16LURhdGU9MjAyMzA0MjhUMDAwMDAwWiZYLUFtei1FeHBpcmVzPTYwJlgtQW16LVNpZ25lZE"
          + "hlYWRlcnM9aG9zdCUzQngtazhzLWF3cy1pZCZYLUFtei1TaWduYXR1cmU9ZTIxMWRiYTc3YWJhOWRjNDRiMGI2"
          + "YmUzOGI4ZWFhZDA5MjU5OWM1MTU3ZjYzMTQ0NDRjNWI5ZDg1NzQ3ZjVjZQ";

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String address(ClusterToken token) {
    return new String(
        Base64.getUrlDecoder().decode(token.text().substring("k8s-aws-v1.".length())),
        StandardCharsets.UTF_8);
  }

  @Test
  void it_is_the_one_that_was_published_parameter_by_parameter() {
    ClusterToken token = ClusterToken.signed(KEYS, "us-west-2", "test-cluster", CLOCK);

    ClusterToken published = new ClusterToken(PUBLISHED, NOW);
    URI ours = URI.create(address(token));
    URI theirs = URI.create(address(published));
    assertThat(ours.getHost()).isEqualTo(theirs.getHost());
    assertThat(ours.getRawQuery().split("&"))
        .containsExactlyInAnyOrder(theirs.getRawQuery().split("&"));
  }

  @Test
  void it_is_replaced_a_minute_before_it_is_refused() {
    ClusterToken token = ClusterToken.signed(KEYS, "us-west-2", "test-cluster", CLOCK);

    assertThat(token.isOld(NOW.plus(Duration.ofMinutes(14)).minusMillis(1))).isFalse();
    assertThat(token.isOld(NOW.plus(Duration.ofMinutes(14)))).isTrue();
  }

  @Test
  void a_session_is_named_in_it_and_the_token_in_no_text() {
    ClusterToken token =
        ClusterToken.signed(
            AwsSessionCredentialsIdentity.create("key", "secret", "session+/="),
            "eu-central-1",
            "lab",
            CLOCK);

    assertThat(address(token)).contains("X-Amz-Security-Token=session%2B%2F%3D");
    assertThat(token.toString()).doesNotContain(token.text());
  }

  @Test
  void china_is_asked_at_its_own_domain() {
    ClusterToken token = ClusterToken.signed(KEYS, "cn-north-1", "lab", CLOCK);

    assertThat(address(token)).startsWith("https://sts.cn-north-1.amazonaws.com.cn/?");
  }
}
