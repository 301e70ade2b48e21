package stentor.cluster.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why something in a cluster does not work, of those causes that are known. */
public enum Cause {
  /** A program ends again and again, for a reason that it does not tell in a known way. */
  CRASHES("keeps ending soon after its start", Remedy.LOGS, Remedy.ROLL_BACK),
  /** A worker does not find its model. */
  MODEL_MISSING("finds no model where its model should be", Remedy.PUSH_MODEL),
  /** A program needed more memory than its limit. */
  OUT_OF_MEMORY("was ended because it needs more memory than it may have", Remedy.MORE_MEMORY),
  /** The image is not in the registry. */
  IMAGE_MISSING("cannot start: its image is not in the registry", Remedy.PUSH_IMAGES),
  /** The registry does not give the image out. */
  IMAGE_REFUSED("cannot start: the registry refuses its image", Remedy.NODE_ROLE),
  /** The image is for other processors than the node's. */
  IMAGE_OTHER_PLATFORM(
      "cannot start: its image is for other processors than the node's", Remedy.PUSH_IMAGES),
  /** The registry cannot be reached, or says something that is not known. */
  IMAGE_NOT_PULLED("cannot start: its image cannot be fetched", Remedy.NETWORK),
  /** A ConfigMap or Secret is missing. */
  SETTINGS_MISSING("cannot start: something that its settings name is missing", Remedy.UPGRADE),
  /** The container cannot be made or started. */
  NOT_STARTED("cannot be started", Remedy.LOGS, Remedy.UPGRADE),
  /** No node has room, and a new one is wanted. */
  NO_ROOM("waits for room: no node has enough left", Remedy.WAIT, Remedy.FEWER_WORKERS),
  /** The pool of nodes may not grow. */
  POOL_FULL("waits: its node pool has reached its limit", Remedy.RAISE_LIMIT, Remedy.FEWER_WORKERS),
  /** No machine is large enough. */
  TOO_LARGE("fits on no kind of machine that its node pool may have", Remedy.LESS_REQUESTED),
  /** All nodes are closed to it. */
  TAINTED("waits: every node has a taint that it does not tolerate", Remedy.TAINT),
  /** No node is of the kind that it wants. */
  NO_SUCH_NODE("waits: no node is of the kind that it asks for", Remedy.UPGRADE),
  /** The account may not run so many processors. */
  ACCOUNT_QUOTA("waits: the account's limit of processors is reached", Remedy.RAISE_QUOTA),
  /** There are no spot machines. */
  SPOT_SHORTAGE("waits: AWS has no such machines to spare", Remedy.ON_DEMAND, Remedy.WAIT),
  /** The namespace may not hold so much. */
  NAMESPACE_QUOTA("cannot be made: a quota of the namespace is reached", Remedy.NAMESPACE),
  /** Pod Security refuses it. */
  SECURITY_REFUSED("cannot be made: the namespace's rules of security refuse it", Remedy.UPGRADE),
  /** A volume is not mounted. */
  VOLUME_NOT_MOUNTED("waits: its models' file system cannot be mounted", Remedy.MOUNT),
  /** A volume does not exist. */
  VOLUME_MISSING("waits: its volume is missing", Remedy.UPGRADE),
  /** The driver of a volume is not on the node. */
  DRIVER_MISSING("waits: the node has no driver for its file system", Remedy.DRIVER),
  /** It does not become ready. */
  NOT_READY("runs and does not become ready", Remedy.LOGS),
  /** It is ended and started again because it does not answer. */
  NOT_ALIVE("is started again because it does not answer", Remedy.LOGS, Remedy.RESTART),
  /** It had to leave its node. */
  EVICTED("had to leave its node", Remedy.WAIT),
  /** A node is not ready. */
  NODE_NOT_READY("takes no pods: it is not ready", Remedy.WAIT, Remedy.REPLACE_NODE),
  /** KEDA may not ask the queue. */
  SCALING_REFUSED("does not scale: KEDA may not ask its queue", Remedy.KEDA_ROLE),
  /** KEDA cannot scale for another reason. */
  SCALING_BROKEN("does not scale", Remedy.UPGRADE),
  /** Somebody has paused it. */
  SCALING_PAUSED("does not scale: somebody paused it", Remedy.RESUME);

  private final String sentence;
  private final Remedy first;
  private final Optional<Remedy> second;

  Cause(String sentence, Remedy first) {
    this(sentence, first, Optional.empty());
  }

  Cause(String sentence, Remedy first, Remedy second) {
    this(sentence, first, Optional.of(second));
  }

  Cause(String sentence, Remedy first, Optional<Remedy> second) {
    this.sentence = sentence;
    this.first = first;
    this.second = second;
  }

  /** What happens, to be put after the name of what it happens to. */
  public String sentence() {
    return sentence;
  }

  /** What can be done, the most likely mend first. */
  public List<Remedy> remedies() {
    return Stream.concat(Stream.of(first), second.stream()).toList();
  }
}
