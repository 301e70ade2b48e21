package stentor.simulator.fault;

import java.util.List;

/** The faults as they are kept. */
record FaultsDocument(List<Fault> faults) {}
