package stentor.master.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import stentor.jobs.store.JobStore;
import stentor.master.job.JobEvent.PartCount;
import stentor.master.job.JobEvent.PartText;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.speech.audio.Samples;
import stentor.speech.transcript.Transcript;

/**
 * Reads a job's events from the store, from any of them on. Everything is derived from what is
 * there, so that a reader who comes back to another master, or after a restart, goes on exactly
 * where it was. For one thread.
 */
public final class JobEvents {

  /** So much text of a long recording is held at once. */
  private static final int TEXTS_AT_ONCE = 64;

  private final JobStore store;
  private final JobDocuments documents;
  private final JobId job;
  private long last;
  private Optional<List<Span>> parts = Optional.empty();
  private boolean over;

  /**
   * Reads the events of a job.
   *
   * @param last number of the event that was heard last, 0 where none was
   */
  public JobEvents(JobStore store, JobDocuments documents, JobId job, long last) {
    this.store = store;
    this.documents = documents;
    this.job = job;
    this.last = last;
  }

  /** Where somebody speaks in a part, in seconds. */
  private record Span(double start, double end) {}

  /**
   * What has happened since the last call, in order; nothing where nothing has. Not all of it at
   * once where it is much: what is left comes with the next call.
   */
  public List<JobEvent> next() throws IOException {
    Optional<JobRequest> request = over ? Optional.empty() : store.request(job);
    if (request.isEmpty()) {
      over = true;
      return List.of();
    }
    // The end is looked for first: whatever belongs before it is there then.
    boolean ended = store.outcome(job).isPresent();
    if (ended && last == EventPlace.ENDED_UNPREPARED) {
      over = true;
      return List.of();
    }
    List<JobEvent> events = new ArrayList<>();
    if (last < EventPlace.QUEUED) {
      events.add(new JobEvent.Queued(EventPlace.QUEUED, job, request.get().createdAt()));
      last = EventPlace.QUEUED;
    }
    boolean allTold = true;
    if (isPrepared()) {
      // Before the beginning, which is there then, too, of all that has ended.
      SortedSet<Integer> endedParts = store.ended(job);
      addStarted(events);
      allTold = addParts(events, endedParts);
    }
    if (ended && allTold) {
      addEnd(events);
    }
    return events;
  }

  /** Whether there will be no other event. */
  public boolean isOver() {
    return over;
  }

  private boolean isPrepared() throws IOException {
    if (parts.isEmpty()) {
      parts = store.prepared(job).map(JobEvents::spans);
    }
    return parts.isPresent();
  }

  private static List<Span> spans(PreparedJob prepared) {
    return prepared.parts().stream().map(JobEvents::span).toList();
  }

  private static Span span(Part part) {
    return new Span(
        (double) part.utterances().getFirst().from() / Samples.RATE,
        (double) part.utterances().getLast().to() / Samples.RATE);
  }

  private void addStarted(List<JobEvent> events) throws IOException {
    if (last < EventPlace.STARTED) {
      Begun.of(store, job)
          .startedAt()
          .ifPresent(
              at -> {
                events.add(new JobEvent.Started(EventPlace.STARTED, job, at));
                last = EventPlace.STARTED;
              });
    }
  }

  /** Returns whether all was told that is known of the parts. */
  private boolean addParts(List<JobEvent> events, SortedSet<Integer> ended) throws IOException {
    List<Span> spans = parts.orElse(List.of());
    EventPlace place = EventPlace.of(last, spans.size());
    int most = place.texts() + TEXTS_AT_ONCE;
    while (ended.contains(place.texts()) && place.texts() < Math.min(spans.size(), most)) {
      Optional<PartResult> result = store.result(job, place.texts());
      if (result.isEmpty()) {
        break;
      }
      PartText text = text(result.get(), spans.get(place.texts()));
      place = place.withText();
      events.add(new JobEvent.Partial(place.sequence(), text));
    }
    int count = Math.min(ended.size(), spans.size());
    if (count > place.count()) {
      place = place.withCount(count);
      events.add(new JobEvent.Progress(place.sequence(), new PartCount(count, spans.size())));
    }
    if (!place.equals(EventPlace.of(last, spans.size()))) {
      last = place.sequence();
    }
    return place.texts() < most;
  }

  private static PartText text(PartResult result, Span span) {
    String text = new Transcript("und", 0, result.segments(), List.of()).text();
    return new PartText(
        result.part(), text, span.start(), span.end(), result.failure().isPresent());
  }

  private void addEnd(List<JobEvent> events) throws IOException {
    long end = parts.map(all -> EventPlace.end(all.size())).orElse(EventPlace.ENDED_UNPREPARED);
    Optional<JobDocument> document = last >= end ? Optional.empty() : documents.brief(job);
    document.ifPresent(ended -> events.add(new JobEvent.Ended(end, ended)));
    over = true;
  }
}
