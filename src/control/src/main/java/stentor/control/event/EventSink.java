package stentor.control.event;

/** Takes the events of a stream, one at a time, in the order of their numbers. */
@FunctionalInterface
public interface EventSink {

  /** Takes one event. */
  void accept(ControlEvent event);
}
