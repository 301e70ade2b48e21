package stentor.aws.preflight;

import java.util.OptionalDouble;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;
import stentor.aws.Account;
import stentor.aws.call.Calls;

/** Asks Service Quotas for limits, and each service for what there is. */
public final class AwsQuotas implements QuotaCheck.Quotas {

  private final Account account;
  private final AwsUsage usage;

  /** Those of this account. */
  public AwsQuotas(Account account) {
    this.account = account;
    this.usage = new AwsUsage(account);
  }

  /** One that was never applied for may have its default only, and is not found here then. */
  @Override
  public OptionalDouble applied(Quota quota) throws InterruptedException {
    return value(
        "servicequotas:GetServiceQuota",
        () ->
            account
                .clients()
                .quotas()
                .getServiceQuota(
                    request -> request.serviceCode(quota.service()).quotaCode(quota.code()))
                .quota());
  }

  @Override
  public OptionalDouble usual(Quota quota) throws InterruptedException {
    return value(
        "servicequotas:GetAWSDefaultServiceQuota",
        () ->
            account
                .clients()
                .quotas()
                .getAWSDefaultServiceQuota(
                    request -> request.serviceCode(quota.service()).quotaCode(quota.code()))
                .quota());
  }

  private OptionalDouble value(String action, Supplier<ServiceQuota> ask)
      throws InterruptedException {
    try {
      return OptionalDouble.of(account.calls().ask(action, ask).value());
    } catch (NoSuchResourceException unknown) {
      return OptionalDouble.empty();
    } catch (AwsServiceException refused) {
      throw Calls.unexpected(action, refused);
    }
  }

  @Override
  public long used(Quota quota) throws InterruptedException {
    return switch (quota) {
      case ON_DEMAND -> usage.processors(false);
      case SPOT -> usage.processors(true);
      case CLUSTERS -> usage.clusters();
      case NETWORKS -> usage.networks();
      case GATEWAYS -> usage.gateways();
      case ADDRESSES -> usage.addresses();
    };
  }
}
