package stentor.master.http;

import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import stentor.jobs.store.JobStore;
import stentor.master.JobProblem;
import stentor.master.MasterException;
import stentor.protocol.job.JobId;

/**
 * {@code GET /v1/jobs/{id}/audio}: the prepared audio, whole or a range of it, so that a player can
 * seek. It never changes, so the job's id is its entity tag.
 */
final class JobAudio {

  private static final int PARTIAL_CONTENT = 206;

  private final JobStore store;

  JobAudio(JobStore store) {
    this.store = store;
  }

  void get(Context context) throws IOException {
    JobId job = Jobs.idIn(context);
    if (store.request(job).isEmpty()) {
      throw Jobs.notFound(job.toString());
    }
    if (store.prepared(job).isEmpty()) {
      throw new MasterException(new JobProblem.AudioNotPrepared());
    }
    try {
      JobStore.LocalFile audio = store.preparedAudio(job);
      boolean handedOver = false;
      try {
        answer(context, job, audio);
        handedOver = true;
      } finally {
        if (!handedOver) {
          audio.close();
        }
      }
    } catch (NoSuchFileException erasedMeanwhile) {
      throw Jobs.notFound(job.toString());
    }
  }

  private static void answer(Context context, JobId job, JobStore.LocalFile audio)
      throws IOException {
    long length = Files.size(audio.path());
    String tag = "\"" + job + "\"";
    context.header("Accept-Ranges", "bytes").header("ETag", tag).contentType("audio/wav");
    Optional<ByteRange> asked = range(context, tag, length);
    ByteRange sent = asked.orElse(new ByteRange(0, length));
    if (asked.isPresent()) {
      context.status(PARTIAL_CONTENT);
      context.header(
          "Content-Range", "bytes " + sent.from() + "-" + (sent.to() - 1) + "/" + length);
    }
    context.disableCompression();
    context.header("Content-Length", Long.toString(sent.length()));
    context.result(new Stretch(audio, sent));
  }

  private static Optional<ByteRange> range(Context context, String tag, long length) {
    String range = context.header("Range");
    String condition = context.header("If-Range");
    if (range == null || (condition != null && !condition.equals(tag))) {
      return Optional.empty();
    }
    try {
      return ByteRange.of(range, length);
    } catch (MasterException unsatisfiable) {
      context.header("Content-Range", "bytes */" + length);
      throw unsatisfiable;
    }
  }

  /** A stretch of a file, given back when it was sent or its client has gone. */
  private static final class Stretch extends FilterInputStream {

    private final JobStore.LocalFile file;
    private long left;

    Stretch(JobStore.LocalFile file, ByteRange range) throws IOException {
      super(open(file, range.from()));
      this.file = file;
      this.left = range.length();
    }

    private static InputStream open(JobStore.LocalFile file, long from) throws IOException {
      FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
      return Channels.newInputStream(channel.position(from));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      try (JobStore.LocalFile _ = file) {
        super.close();
      }
    }
  }
}
