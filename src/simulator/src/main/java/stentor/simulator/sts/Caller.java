package stentor.simulator.sts;

import java.time.Instant;
import java.util.Optional;

/**
 * Whose credentials a request carries.
 *
 * @param arn of the user or of the session of a role
 * @param id unique id of the user, or of role and session
 * @param expiresAt simulated time at which the credentials end; absent where they last
 */
public record Caller(String arn, String id, Optional<Instant> expiresAt) {}
