package stentor.app.change;

import java.util.Optional;
import stentor.app.environment.Seen;
import stentor.app.text.Messages;

/**
 * What can be done.
 *
 * @param cancel what cancelling is called; absent where it cannot be
 * @param retry whether it can be tried again
 * @param revise whether another request can be made instead
 * @param open whether the environment can be opened
 * @param transcribe whether it takes recordings
 * @param receipt whether there is a receipt
 * @param tearDown whether what stays can be torn down
 */
public record Actions(
    Optional<String> cancel,
    boolean retry,
    boolean revise,
    boolean open,
    boolean transcribe,
    boolean receipt,
    boolean tearDown) {
  static final Actions NONE =
      new Actions(Optional.empty(), false, false, false, false, false, false);

  /** What can be done about a change, given what is seen of its environment. */
  static Actions of(OngoingRun current, Optional<Seen> seen, Messages messages) {
    boolean up = current.wish() instanceof Wish.Up;
    boolean down = current.wish() instanceof Wish.Down;
    boolean lost = seen.flatMap(Seen::lost).isPresent() && !current.place().isCloud();
    boolean takes = !current.place().isCloud() || seen.map(Seen::serves).orElse(false);
    return switch (current.phase()) {
      case Phase.Running(boolean stopping) ->
          current.wish() instanceof Wish.Up(_, boolean fresh) && !stopping
              ? new Actions(
                  Optional.of(messages.text(fresh ? "change.cancel" : "change.cancel.change")),
                  false,
                  false,
                  false,
                  false,
                  false,
                  false)
              : NONE;
      case Phase.CameUp _ -> open(!lost, takes, false);
      case Phase.TornDown _ -> open(false, false, true);
      case Phase.Watched(boolean wanted) -> open(wanted && !lost, takes, !wanted);
      case Phase.Failed _ ->
          new Actions(
              Optional.empty(),
              up || down,
              up,
              false,
              false,
              false,
              up && staysOnCloud(current, seen));
      case Phase.Cancelled(Optional<Boolean> stays) ->
          new Actions(
              Optional.empty(),
              true,
              up,
              stays.orElse(false) && !lost,
              stays.orElse(false) && takes,
              false,
              stays.orElse(false) && !lost);
    };
  }

  private static Actions open(boolean open, boolean takes, boolean receipt) {
    return new Actions(Optional.empty(), false, false, open, open && takes, receipt, false);
  }

  /** What a failure leaves on a cloud costs until it is torn down. */
  private static boolean staysOnCloud(OngoingRun current, Optional<Seen> seen) {
    return current.place().isCloud() && seen.flatMap(Seen::wanted).isPresent();
  }
}
