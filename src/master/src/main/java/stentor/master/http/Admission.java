package stentor.master.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import stentor.master.AdmissionProblem;
import stentor.master.MasterException;

/**
 * Refuses what is too much at once, before its body is read, instead of letting everybody wait
 * until they give up. Safe for all threads.
 */
public final class Admission {

  /** A recording is stored as it was sent and once more as it was prepared. */
  private static final int COPIES = 2;

  private final AdmissionLimits limits;
  private final LongSupplier openJobs;
  private final FreeSpace disk;
  private final Semaphore requests;
  private final Semaphore uploads;
  private final Semaphore largeUploads;

  /**
   * Nobody has a place yet.
   *
   * @param openJobs accepted jobs that have not ended, about; asked often
   */
  public Admission(AdmissionLimits limits, LongSupplier openJobs, FreeSpace disk) {
    this.limits = limits;
    this.openJobs = openJobs;
    this.disk = disk;
    this.requests = new Semaphore(limits.requests());
    this.uploads = new Semaphore(limits.uploads());
    this.largeUploads = new Semaphore(limits.largeUploads());
  }

  /** Looks how much room there is where jobs are stored. */
  @FunctionalInterface
  public interface FreeSpace {

    /** Bytes that are free. */
    long bytes() throws IOException;
  }

  /** A place that was taken; closing it gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place for a client that waits for its transcript.
   *
   * @throws MasterException if there is none
   */
  Place enter() {
    return take(requests, limits.requests(), "clients are waiting for their transcripts");
  }

  /**
   * Takes a place for a recording, from before its body is read until its job is accepted.
   *
   * @param bytes size of the body; less than 0 where it is not known
   * @throws MasterException if there is none, or no room on the disk
   */
  Place upload(long bytes) throws IOException {
    if (openJobs.getAsLong() >= limits.openJobs()) {
      throw new MasterException(
          new AdmissionProblem.QueueFull(limits.openJobs() + " jobs have not ended"));
    }
    long free = disk.bytes();
    if (free - COPIES * Math.max(0, bytes) < limits.freeBytes()) {
      throw new MasterException(new AdmissionProblem.StorageFull(free));
    }
    boolean small = bytes >= 0 && bytes <= AdmissionLimits.SMALL_BYTES;
    return small
        ? take(uploads, limits.uploads(), "recordings are being stored")
        : take(largeUploads, limits.largeUploads(), "large recordings are being stored");
  }

  /**
   * Looks whether there is room for one more recording whose size nobody knows.
   *
   * @throws MasterException if there is not
   */
  void check() throws IOException {
    try (Place _ = upload(0)) {
      // The place is given back: a stream is stored over a long time.
    }
  }

  /** How many small recordings are being received and stored. */
  public int storing() {
    return limits.uploads() - uploads.availablePermits();
  }

  /** Waits until no client waits any more, but not longer than {@code patience}. */
  void awaitEmpty(Duration patience) throws InterruptedException {
    if (requests.tryAcquire(limits.requests(), patience.toMillis(), TimeUnit.MILLISECONDS)) {
      requests.release(limits.requests());
    }
  }

  private static Place take(Semaphore places, int most, String of) {
    if (!places.tryAcquire()) {
      throw new MasterException(new AdmissionProblem.QueueFull(most + " " + of));
    }
    return places::release;
  }
}
