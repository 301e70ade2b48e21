package stentor.cluster.diagnosis;

/** What a person can do about a cause; the app has a button for each that it can do itself. */
public enum Remedy {
  /** Look at what it says. */
  LOGS("Look at its log, also that of the run before"),
  /** Go back. */
  ROLL_BACK("Roll back to the revision before"),
  /** Put the model there. */
  PUSH_MODEL("Upload the model to this environment"),
  /** Give it more memory. */
  MORE_MEMORY("Give the model's workers more memory"),
  /** Put the images there. */
  PUSH_IMAGES("Push the images again"),
  /** Look at the rights of the nodes. */
  NODE_ROLE("Let the nodes' role read from the registry: run the spin-up again, which restores it"),
  /** Look at the network. */
  NETWORK("Check that nodes reach the registry: public addresses, NAT, or endpoints"),
  /** Install it again. */
  UPGRADE("Install the service again: what is missing is put back"),
  /** It passes. */
  WAIT("Wait a few minutes: it mends itself as a rule"),
  /** Want less. */
  FEWER_WORKERS("Lower the most workers that the model may have"),
  /** Let the pool grow. */
  RAISE_LIMIT("Raise the limit of the node pool, which is also the limit of what it may cost"),
  /** Ask for less. */
  LESS_REQUESTED("Ask for less memory and fewer processors, or allow larger machines"),
  /** Look at taints. */
  TAINT("Wait until the node's drivers are ready, or remove the taint"),
  /** Ask AWS for more. */
  RAISE_QUOTA("Ask AWS for a higher quota of processors, or lower the most workers"),
  /** Pay more. */
  ON_DEMAND("Run the workers on demand rather than spot"),
  /** Look at the namespace. */
  NAMESPACE("Raise the quota of the namespace, or lower the most workers"),
  /** Look at the mount. */
  MOUNT("Check that the file system has a mount target in the node's zone and lets the nodes in"),
  /** Look at the driver. */
  DRIVER("Wait until the file system's driver runs on the node; its add-on may be missing"),
  /** Start it again. */
  RESTART("Start it again"),
  /** Another node. */
  REPLACE_NODE("Replace the node"),
  /** Look at KEDA's rights. */
  KEDA_ROLE("Let KEDA's role ask the queue: run the spin-up again, which restores it"),
  /** Let it scale. */
  RESUME("Let it scale again");

  private final String sentence;

  Remedy(String sentence) {
    this.sentence = sentence;
  }

  /** What to do, without a full stop. */
  public String sentence() {
    return sentence;
  }
}
