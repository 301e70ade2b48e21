package stentor.simulator.template;

/**
 * Where a stack is made: what the pseudo parameters give.
 *
 * @param account number of the account
 * @param region for example {@code eu-central-1}
 * @param stackId ARN of the stack
 * @param stackName its name
 */
public record Setting(String account, String region, String stackId, String stackName) {}
