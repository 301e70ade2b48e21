package stentor.simulator.world;

/** A part of the world with a state of its own, which is kept with the world. */
public interface Kept {

  /** Name of the part, for example {@code stacks}. */
  String part();

  /** The state, as a document that Jackson can write and read again. */
  Object state();
}
