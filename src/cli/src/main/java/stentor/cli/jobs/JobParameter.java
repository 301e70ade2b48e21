package stentor.cli.jobs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import stentor.protocol.job.JobId;

/**
 * The job that is meant, by its whole id: the ids of jobs that came at the same time differ in
 * their ends only, and a slip must not cancel another one.
 */
final class JobParameter {

  @Parameters(
      paramLabel = "ID",
      converter = Converter.class,
      description = "The job, as stentor jobs list names it.")
  private @Nullable JobId id;

  /** The job that is meant. */
  JobId id() {
    return Objects.requireNonNull(id);
  }

  /** Reads an id. */
  static final class Converter implements ITypeConverter<JobId> {
    @Override
    public JobId convert(String text) {
      return JobId.of(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is no job's id (stentor jobs list shows them)".formatted(text)));
    }
  }
}
