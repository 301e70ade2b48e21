package stentor.simulator.stack;

import java.util.List;

/** All stacks and change sets as they are kept. */
record StacksDocument(List<Stack> stacks, List<ChangeSet> changeSets) {}
