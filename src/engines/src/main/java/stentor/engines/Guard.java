package stentor.engines;

/** What an engine did beyond plain decoding because it did not trust what came out at first. */
public enum Guard {
  /** The utterance was decoded again in another form. */
  RETRIED,
  /** The text comes from two halves of the utterance, decoded one by one. */
  SPLIT,
  /** Words that were repeated over and over were cut to the first of them. */
  LOOP_CUT,
  /** Text was left out because the engine itself found it improbable: invented, not heard. */
  DROPPED
}
