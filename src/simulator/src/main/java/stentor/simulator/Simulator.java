package stentor.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import stentor.simulator.door.Door;
import stentor.simulator.fault.Faults;
import stentor.simulator.stack.StackStatus;
import stentor.simulator.stack.Stacks;
import stentor.simulator.world.World;

/** A running simulator: the world in a folder, its services behind a door, and its heartbeat. */
public final class Simulator implements AutoCloseable {

  /** Which requests a fault strikes that strikes some only. */
  private static final long SEED = 42;

  private final World world;
  private final Stacks stacks;
  private final Door door;
  private final Services services;
  private final Heartbeat heartbeat;

  private Simulator(World world, Stacks stacks, Door door, Services services) {
    this.world = world;
    this.stacks = stacks;
    this.door = door;
    this.services = services;
    this.heartbeat = new Heartbeat(world);
  }

  /**
   * Starts it.
   *
   * @param port TCP port on loopback, 0 for any that is free
   * @param state folder that the world is kept in
   * @param pace simulated seconds in a real one
   * @throws IOException if the folder cannot be used
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static Simulator start(int port, Path state, Clock real, double pace) throws IOException {
    World world = World.open(state, real, pace);
    Faults faults = new Faults(world, new SplittableRandom(SEED));
    Stacks stacks = new Stacks(world, faults);
    Services services = Services.over(world, state, faults, stacks);
    try {
      return new Simulator(
          world, stacks, Door.open(port, world, stacks, faults, services.all()), services);
    } catch (RuntimeException closed) {
      services.close();
      throw closed;
    }
  }

  /** TCP port on loopback. */
  public int port() {
    return door.port();
  }

  /** What exists in it. */
  public World world() {
    return world;
  }

  /**
   * Whether nobody needs it: no stack is there, nobody has asked anything for so long, and no
   * process lives that has it open.
   *
   * @param quiet in real time
   */
  public boolean isIdle(Duration quiet) {
    return door.isQuiet(quiet)
        && world.atomically(
            () ->
                stacks.all().stream().allMatch(one -> one.status() == StackStatus.DELETE_COMPLETE));
  }

  @Override
  public void close() {
    door.close();
    heartbeat.close();
    services.close();
  }
}
