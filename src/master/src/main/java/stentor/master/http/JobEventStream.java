package stentor.master.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.jobs.store.JobStore;
import stentor.master.JobProblem;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.master.job.JobDocuments;
import stentor.master.job.JobEvent;
import stentor.master.job.JobEvents;
import stentor.protocol.job.JobId;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * {@code GET /v1/jobs/{id}/events}: what happens to a job as server-sent events
 * (html.spec.whatwg.org, section 9.2), until it has ended. Each stream waits on a virtual thread of
 * its own. Safe for all threads.
 */
final class JobEventStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobEventStream.class);
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final int MOST_STREAMS = 1000;

  /** Tells a browser not to come back. */
  private static final int NO_CONTENT = 204;

  private final JobStore store;
  private final JobDocuments documents;
  private final JobFollower follower;
  private final Semaphore places = new Semaphore(MOST_STREAMS);

  JobEventStream(JobStore store, JobFollower follower) {
    this.store = store;
    this.documents = new JobDocuments(store);
    this.follower = follower;
  }

  void get(Context context) throws IOException {
    JobId job = Jobs.idIn(context);
    long last = lastHeard(context);
    if (store.request(job).isEmpty()) {
      throw Jobs.notFound(job.toString());
    }
    if (!places.tryAcquire()) {
      throw new MasterException(new JobProblem.TooManyStreams(MOST_STREAMS));
    }
    try {
      JobEvents events = new JobEvents(store, documents, job, last);
      List<JobEvent> first = events.next();
      if (first.isEmpty() && events.isOver()) {
        context.status(NO_CONTENT);
      } else {
        context.disableCompression();
        stream(context.res(), job, events, first);
      }
    } finally {
      places.release();
    }
  }

  /** Ends all streams; their clients come back to whichever master there is. */
  @Override
  public void close() {
    follower.end();
  }

  private static long lastHeard(Context context) {
    String text = context.header(LAST_EVENT_ID);
    if (text == null || text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              LAST_EVENT_ID, "it is no id of an event", "the id of the last event that came"));
    }
    return Long.parseLong(text);
  }

  private void stream(
      HttpServletResponse response, JobId job, JobEvents events, List<JobEvent> first) {
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    try {
      OutputStream out = response.getOutputStream();
      out.flush();
      follower.follow(job, events, first, new Writer(out));
    } catch (IOException | DocumentException gone) {
      // The answer has begun: all that can be said now is its end, and the client asks again.
      LOG.info("A stream of events of job {} ended: {}", job, gone.toString());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes events as they come. */
  private record Writer(OutputStream out) implements JobFollower.Listener {

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void hear(List<JobEvent> events) throws IOException {
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      for (JobEvent event : events) {
        String head = "id: " + event.sequence() + "\nevent: " + event.name() + "\ndata: ";
        block.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        block.writeBytes(Documents.write(event.data()));
        block.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
      }
      block.writeTo(out);
      out.flush();
    }

    @Override
    public void silence() throws IOException {
      out.write(HEARTBEAT);
      out.flush();
    }
  }
}
