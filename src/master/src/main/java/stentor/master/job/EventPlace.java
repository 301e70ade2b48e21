package stentor.master.job;

/**
 * How much of a job of {@code total} parts was told, and the one number that says so. Texts are
 * told in the order of parts and counts as they grow, so both numbers only rise and {@code first +
 * texts * (total + 1) + count} rises with each event, whichever master sends it; the number alone
 * gives both back. Numbers below are events before the parts.
 *
 * @param total how many parts the job has
 * @param texts of how many parts the text was told, 0 to {@code total}
 * @param count how many parts were said to have ended, 0 to {@code total}
 */
record EventPlace(int total, int texts, int count) {

  /** The job was accepted. */
  static final long QUEUED = 1;

  /** The first worker began. */
  static final long STARTED = 2;

  /** The end of a job that was never prepared, and no part's event: nothing told of any part. */
  static final long ENDED_UNPREPARED = 3;

  /** Where a reader is who has heard the event of this number last. */
  static EventPlace of(long sequence, int total) {
    if (sequence <= ENDED_UNPREPARED) {
      return new EventPlace(total, 0, 0);
    }
    if (sequence >= end(total)) {
      return new EventPlace(total, total, total);
    }
    long told = sequence - ENDED_UNPREPARED;
    return new EventPlace(total, (int) (told / (total + 1L)), (int) (told % (total + 1L)));
  }

  /** The number of the last event of a job that was prepared. */
  static long end(int total) {
    return ENDED_UNPREPARED + (total + 1L) * (total + 1L);
  }

  /** One more text was told. */
  EventPlace withText() {
    return new EventPlace(total, texts + 1, count);
  }

  /** So many parts were said to have ended. */
  EventPlace withCount(int ended) {
    return new EventPlace(total, texts, ended);
  }

  /** The number of the event that led here. */
  long sequence() {
    return ENDED_UNPREPARED + texts * (total + 1L) + count;
  }
}
