package stentor.jobs.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;

/**
 * How many jobs a second a store accepts, with {@code THREADS} virtual threads that each accept one
 * after another for {@code SECONDS} seconds, after a fifth of that to warm up; beside it the
 * processor time of the whole process, which others on the machine do not change. Arguments: {@code
 * FOLDER SECONDS THREADS...}; the jobs stay in the folder.
 */
public final class AcceptBenchmark {

  private static final int BYTES = 16 * 1024;

  private final JobStore store;
  private final Clock clock = Clock.systemUTC();

  private AcceptBenchmark(JobStore store) {
    this.store = store;
  }

  /** Measures and prints one line per number of threads. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    OperatingSystemMXBean processor =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Path folder = Path.of(arguments[0]);
    Duration length = Duration.ofSeconds(Long.parseLong(arguments[1]));
    for (String threads : Arrays.asList(arguments).subList(2, arguments.length)) {
      AcceptBenchmark benchmark =
          new AcceptBenchmark(FolderJobStore.in(folder.resolve(threads), Clock.systemUTC()));
      benchmark.measure(Integer.parseInt(threads), length.dividedBy(5));
      long busyBefore = processor.getProcessCpuTime();
      long[] nanoseconds = benchmark.measure(Integer.parseInt(threads), length);
      long busy = processor.getProcessCpuTime() - busyBefore;
      System.out.printf(
          "%3s threads: %6.0f jobs/s, median %5.2f ms, p99 %6.2f ms, processor %5.3f ms a job%n",
          threads,
          (double) nanoseconds.length / length.toSeconds(),
          nanoseconds[nanoseconds.length / 2] / 1e6,
          nanoseconds[nanoseconds.length * 99 / 100] / 1e6,
          busy / 1e6 / nanoseconds.length);
    }
  }

  /** Nanoseconds of each acceptance, in order of size. */
  private long[] measure(int threads, Duration length)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + length.toNanos();
    List<Future<List<Long>>> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) {
        Random random = new Random(System.nanoTime() + i);
        answers.add(pool.submit(() -> acceptUntil(end, random)));
      }
    }
    List<Long> all = new ArrayList<>();
    for (Future<List<Long>> answer : answers) {
      all.addAll(answer.get());
    }
    return all.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private List<Long> acceptUntil(long end, Random random) throws IOException {
    byte[] audio = new byte[BYTES];
    random.nextBytes(audio);
    List<Long> times = new ArrayList<>();
    long begin = System.nanoTime();
    while (begin < end) {
      store.accept(
          JobRequest.transcription(
              JobId.next(clock, random),
              clock.instant(),
              Optional.of("noop"),
              Optional.empty(),
              Optional.of("clip.wav"),
              BYTES),
          new ByteArrayInputStream(audio));
      long now = System.nanoTime();
      times.add(now - begin);
      begin = now;
    }
    return times;
  }
}
