package stentor.simulator;

import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * The file {@code simulator.json} of its folder: where a simulator that runs can be found.
 *
 * @param schema 1
 * @param port TCP port on loopback
 * @param pid of its process
 * @param startedAt time outside
 * @param simulatedStart what its clock showed then
 * @param pace simulated seconds in a real one
 */
record SimulatorDocument(
    int schema, int port, long pid, Instant startedAt, Instant simulatedStart, double pace)
    implements Versioned {}
