package stentor.simulator.stack;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened with a stack.
 *
 * @param id unique
 * @param at simulated time
 * @param operation id of the operation that it belongs to
 * @param logicalId of the resource; the stack's name where it is the stack
 * @param physicalId empty where there is none yet
 * @param type of the resource
 * @param status in CloudFormation's words
 * @param reason why
 * @param token of the request that began it
 * @param properties of the resource as JSON
 */
public record StackEvent(
    String id,
    Instant at,
    String operation,
    String logicalId,
    String physicalId,
    String type,
    String status,
    Optional<String> reason,
    Optional<String> token,
    Optional<String> properties) {}
