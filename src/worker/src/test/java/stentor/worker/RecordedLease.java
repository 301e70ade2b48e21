package stentor.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stentor.jobs.queue.WorkQueue;
import stentor.protocol.job.PartMessage;

/** A lease that remembers what was done with it. */
final class RecordedLease implements WorkQueue.Lease {

  final List<String> calls = new ArrayList<>();
  private final PartMessage message;

  RecordedLease(PartMessage message) {
    this.message = message;
  }

  @Override
  public PartMessage message() {
    return message;
  }

  @Override
  public void extend(Duration visibilityTimeout) {
    calls.add("extend");
  }

  @Override
  public void delete() {
    calls.add("delete");
  }

  @Override
  public void release() {
    calls.add("release");
  }
}
