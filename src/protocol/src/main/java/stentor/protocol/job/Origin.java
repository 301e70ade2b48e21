package stentor.protocol.job;

import java.util.Optional;
import stentor.protocol.access.TokenName;
import stentor.protocol.identity.TraceId;

/**
 * Where a job came from.
 *
 * @param trace of the request that made it
 * @param client name of the token that the request carried; absent where it was the environment's
 *     own
 */
public record Origin(TraceId trace, Optional<TokenName> client) {}
