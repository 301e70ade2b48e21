package stentor.protocol.program;

import java.util.Optional;

/**
 * How a worker is: its answer to {@code GET /health/ready}, with status 200 where it is ready and
 * 503 where it is not.
 *
 * @param ready whether it takes parts and its engine can be relied on
 * @param busy whether it works on a part now
 * @param reason why it is not ready; absent where it is
 */
public record WorkerHealth(boolean ready, boolean busy, Optional<String> reason) {}
