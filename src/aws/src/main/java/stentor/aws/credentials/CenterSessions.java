package stentor.aws.credentials;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.sso.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sso.model.RoleCredentials;
import software.amazon.awssdk.services.sso.model.SsoException;
import software.amazon.awssdk.services.sso.model.UnauthorizedException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.SsoOidcException;
import stentor.aws.call.Calls;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;

/** Takes roles that IAM Identity Center gives to somebody who has signed in. */
record CenterSessions(CredentialClients clients, CenterTokens tokens, Clock clock) {

  private static final int FORBIDDEN = 403;

  /**
   * Takes a role with the last sign-in, which is prolonged where it can be without the person.
   *
   * @throws CloudException with {@link SignInProblem}: somebody has to sign in, or may not have it
   */
  AwsSessionCredentials take(Route.CenterRole role) {
    CenterToken token =
        tokens
            .read(role.center())
            .flatMap(
                last ->
                    last.lasts(clock.instant())
                        ? Optional.of(last)
                        : prolonged(role.center(), last))
            .orElseThrow(() -> needed(role));
    try (SsoClient portal = clients.portal(role.center())) {
      RoleCredentials given =
          portal
              .getRoleCredentials(
                  request ->
                      request
                          .accessToken(token.accessToken())
                          .accountId(role.account())
                          .roleName(role.role()))
              .roleCredentials();
      return AwsSessionCredentials.builder()
          .accessKeyId(given.accessKeyId())
          .secretAccessKey(given.secretAccessKey())
          .sessionToken(given.sessionToken())
          .expirationTime(Instant.ofEpochMilli(given.expiration()))
          .build();
    } catch (UnauthorizedException ended) {
      throw needed(role, ended);
    } catch (ResourceNotFoundException unknown) {
      throw refused(role, unknown);
    } catch (SsoException refused) {
      throw refused.statusCode() == FORBIDDEN ? refused(role, refused) : refused;
    }
  }

  private static CloudException needed(Route.CenterRole role) {
    return new CloudException(
        new SignInProblem.Needed(role.profile(), SignInProblem.Way.IDENTITY_CENTER));
  }

  private static CloudException needed(Route.CenterRole role, SsoException cause) {
    return new CloudException(
        new SignInProblem.Needed(role.profile(), SignInProblem.Way.IDENTITY_CENTER), cause);
  }

  private static CloudException refused(Route.CenterRole role, SsoException cause) {
    return new CloudException(
        new SignInProblem.RoleRefused(role.profile(), role.role(), Calls.said(cause)), cause);
  }

  private Optional<CenterToken> prolonged(IdentityCenter center, CenterToken last) {
    Instant now = clock.instant();
    boolean known =
        last.clientId().isPresent()
            && last.clientSecret().isPresent()
            && last.refreshToken().isPresent()
            && last.registrationExpiresAt().filter(now::isBefore).isPresent();
    if (!known) {
      return Optional.empty();
    }
    try (SsoOidcClient devices = clients.devices(center)) {
      CreateTokenResponse given =
          devices.createToken(
              request ->
                  request
                      .clientId(last.clientId().get())
                      .clientSecret(last.clientSecret().get())
                      .grantType("refresh_token")
                      .refreshToken(last.refreshToken().get()));
      CenterToken next = token(center, last, given, now);
      tokens.write(center, next);
      return Optional.of(next);
    } catch (SsoOidcException ended) {
      if (ended.statusCode() >= 500 || ended.isThrottlingException()) {
        throw ended;
      }
      return Optional.empty();
    }
  }

  /** What is kept of an answer. */
  static CenterToken token(
      IdentityCenter center, CenterToken client, CreateTokenResponse given, Instant now) {
    return new CenterToken(
        Optional.of(center.startUrl()),
        Optional.of(center.region()),
        given.accessToken(),
        now.plusSeconds(given.expiresIn()).truncatedTo(ChronoUnit.SECONDS),
        client.clientId(),
        client.clientSecret(),
        client.registrationExpiresAt(),
        Optional.ofNullable(given.refreshToken()).or(client::refreshToken));
  }
}
