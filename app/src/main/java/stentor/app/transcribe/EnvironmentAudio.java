package stentor.app.transcribe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stentor.control.Endpoint;
import stentor.control.Environments;
import stentor.protocol.job.JobId;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.WavReader;

/**
 * The recording itself, where it is a small WAV file that is still there; else what the environment
 * made of it, which is kept.
 */
public final class EnvironmentAudio implements TranscriptAudio {

  private static final long SMALL_BYTES = 64L << 20;

  private final Environments environments;
  private final Masters masters;
  private final AudioCache cache;

  /** Takes audio from these. */
  public EnvironmentAudio(Environments environments, Masters masters, AudioCache cache) {
    this.environments = environments;
    this.masters = masters;
    this.cache = cache;
  }

  @Override
  public Path of(Transcribed transcribed) throws InterruptedException {
    if (isSmallWav(transcribed.file())) {
      return transcribed.file();
    }
    JobId job =
        transcribed
            .job()
            .orElseThrow(
                () -> new TranscribeException(new TranscribeProblem.AudioGone(transcribed.file())));
    return cache.of(
        job,
        file -> {
          Endpoint endpoint = environments.endpoint(transcribed.environment(), event -> {});
          masters.of(transcribed.environment(), endpoint).audio(job, file);
        });
  }

  private static boolean isSmallWav(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > SMALL_BYTES) {
        return false;
      }
      try (WavReader reader = WavReader.open(file)) {
        return reader.format().channels() > 0;
      }
    } catch (IOException | AudioException other) {
      // What it is the environment knows, which has transcribed it.
      return false;
    }
  }
}
