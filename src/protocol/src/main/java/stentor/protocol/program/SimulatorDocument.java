package stentor.protocol.program;

import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * Where the simulated cloud answers, and how its time passes: {@code simulator.json} in its folder.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param port TCP port on loopback
 * @param pid its process
 * @param startedAt when that process started or its clock was turned last, in real time
 * @param simulatedStart what its clock showed then
 * @param pace its seconds in a real second
 */
public record SimulatorDocument(
    int schema, int port, long pid, Instant startedAt, Instant simulatedStart, double pace)
    implements Versioned {}
