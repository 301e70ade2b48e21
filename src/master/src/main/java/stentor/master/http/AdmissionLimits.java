package stentor.master.http;

/**
 * How much a master takes at once, before it refuses more.
 *
 * @param requests clients that wait for their transcripts
 * @param uploads recordings of at most {@link #SMALL_BYTES} that are being received and stored: so
 *     few that the last of them is stored before its client minds
 * @param largeUploads larger ones, which wait for the network most of the time
 * @param openJobs accepted jobs that have not ended
 * @param freeBytes what must stay free on the job store's disk, for jobs that were accepted
 */
public record AdmissionLimits(
    int requests, int uploads, int largeUploads, int openJobs, long freeBytes) {

  /** The largest body that is read whole into memory, and stored in a moment. */
  public static final long SMALL_BYTES = 1024 * 1024;

  /** The limits of every master; where they come from: docs/measurements.md. */
  public static final AdmissionLimits DEFAULT =
      new AdmissionLimits(1000, 48, 200, 50_000, 512L * 1024 * 1024);
}
