package stentor.aws.credentials;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.ssooidc.model.AccessDeniedException;
import software.amazon.awssdk.services.ssooidc.model.AuthorizationPendingException;
import software.amazon.awssdk.services.ssooidc.model.CreateTokenResponse;
import software.amazon.awssdk.services.ssooidc.model.ExpiredTokenException;
import software.amazon.awssdk.services.ssooidc.model.RegisterClientResponse;
import software.amazon.awssdk.services.ssooidc.model.SlowDownException;
import software.amazon.awssdk.services.ssooidc.model.StartDeviceAuthorizationResponse;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;
import stentor.control.cloud.SignIn;
import stentor.control.cloud.SignIn.DevicePage;
import stentor.control.plan.Pause;

/**
 * Signs a person in to IAM Identity Center by a page in the browser: the device flow of OAuth (RFC
 * 8628) as the OIDC service of AWS has it.
 */
record DeviceSignIn(CredentialClients clients, CenterTokens tokens, Clock clock, Pause pause) {

  private static final String CLIENT = "stentor";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  /** RFC 8628, section 3.5: what is added to the interval each time. */
  private static final Duration SLOWER = Duration.ofSeconds(5);

  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

  /**
   * Signs in, and keeps that.
   *
   * @return whether the person wanted it
   * @throws CloudException with {@link SignInProblem.NotLetIn}
   */
  boolean run(String profile, IdentityCenter center, SignIn person) throws InterruptedException {
    try (SsoOidcClient devices = clients.devices(center)) {
      RegisterClientResponse client =
          devices.registerClient(
              request -> request.clientName(CLIENT).clientType("public").scopes(center.scopes()));
      StartDeviceAuthorizationResponse device =
          devices.startDeviceAuthorization(
              request ->
                  request
                      .clientId(client.clientId())
                      .clientSecret(client.clientSecret())
                      .startUrl(center.startUrl()));
      Instant until = clock.instant().plusSeconds(device.expiresIn());
      Optional<SignIn.Shown> shown =
          person.show(
              new DevicePage(
                  URI.create(device.verificationUri()),
                  device.userCode(),
                  URI.create(
                      Optional.ofNullable(device.verificationUriComplete())
                          .orElse(device.verificationUri())),
                  until));
      if (shown.isEmpty()) {
        return false;
      }
      try (SignIn.Shown page = shown.get()) {
        Optional<CreateTokenResponse> given = waited(profile, devices, client, device, until, page);
        given.ifPresent(answer -> keep(center, client, answer));
        return given.isPresent();
      }
    }
  }

  private void keep(
      IdentityCenter center, RegisterClientResponse client, CreateTokenResponse given) {
    CenterToken registered =
        new CenterToken(
            Optional.empty(),
            Optional.empty(),
            "",
            Instant.EPOCH,
            Optional.of(client.clientId()),
            Optional.of(client.clientSecret()),
            Optional.of(Instant.ofEpochSecond(client.clientSecretExpiresAt())),
            Optional.empty());
    tokens.write(center, CenterSessions.token(center, registered, given, clock.instant()));
  }

  private Optional<CreateTokenResponse> waited(
      String profile,
      SsoOidcClient devices,
      RegisterClientResponse client,
      StartDeviceAuthorizationResponse device,
      Instant until,
      SignIn.Shown page)
      throws InterruptedException {
    Duration interval =
        Optional.ofNullable(device.interval())
            .filter(seconds -> seconds > 0)
            .map(Duration::ofSeconds)
            .orElse(USUAL_INTERVAL);
    while (true) {
      pause.take(interval);
      if (page.isStopped()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            devices.createToken(
                request ->
                    request
                        .clientId(client.clientId())
                        .clientSecret(client.clientSecret())
                        .grantType(GRANT)
                        .deviceCode(device.deviceCode())));
      } catch (AuthorizationPendingException _) {
        // Nobody has confirmed the code yet.
      } catch (SlowDownException _) {
        interval = interval.plus(SLOWER);
      } catch (ExpiredTokenException ended) {
        throw notLetIn(profile, device, true, ended);
      } catch (AccessDeniedException refused) {
        throw notLetIn(profile, device, false, refused);
      } catch (SdkClientException unreachable) {
        // RFC 8628, section 3.5: a connection that fails is tried again, less often.
        if (!clock.instant().isBefore(until)) {
          throw notLetIn(profile, device, true, unreachable);
        }
        interval = interval.plus(SLOWER);
      }
    }
  }

  private static CloudException notLetIn(
      String profile, StartDeviceAuthorizationResponse device, boolean ended, Throwable cause) {
    return new CloudException(
        new SignInProblem.NotLetIn(profile, device.verificationUri(), ended), cause);
  }
}
