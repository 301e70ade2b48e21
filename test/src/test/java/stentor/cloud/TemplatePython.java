package stentor.cloud;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Programs in Python that look at templates: cfn-lint, boto3 against moto. In the Python that
 * {@code STENTOR_TEST_PYTHON} names (see {@code .ci/run}).
 */
final class TemplatePython {

  private static final Logger LOG = LoggerFactory.getLogger(TemplatePython.class);
  private static final String PYTHON = "STENTOR_TEST_PYTHON";

  private final String python;

  private TemplatePython(String python) {
    this.python = python;
  }

  /**
   * A Python that has a module. Where there is none the test is left out with a line that says so;
   * in CI ({@code CI=true}) it fails.
   */
  static TemplatePython with(String module) throws IOException, InterruptedException {
    String python = System.getenv(PYTHON);
    if (python == null) {
      return leaveOut(PYTHON + " names no Python with test/benchmarks/requirements-templates.txt");
    }
    if (new ProcessBuilder(python, "-c", "import " + module).start().waitFor() != 0) {
      return leaveOut(
          python + " has no " + module + " (test/benchmarks/requirements-templates.txt)");
    }
    return new TemplatePython(python);
  }

  private static TemplatePython leaveOut(String reason) {
    String line = "A test of the templates is left out: " + reason;
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(line);
    }
    LOG.warn(line);
    return abort(line);
  }

  /** The program itself. */
  String program() {
    return python;
  }

  /** Runs cfn-lint, which is no module that Python could run by its name. */
  String lint(Collection<String> arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-c", "import sys; from cfnlint.runner import main; sys.exit(main())"));
    all.addAll(arguments);
    return run(all);
  }

  /** Runs a script of ours. */
  String run(String script, Collection<String> arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    all.add(CloudTemplate.FOLDER.resolveSibling("test/cloudformation").resolve(script).toString());
    all.addAll(arguments);
    return run(all);
  }

  /** To its end; what it printed. Anything but success is a failure that shows all it said. */
  private String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(arguments);
    Path errors = Files.createTempFile("python", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder
          .environment()
          .putAll(Map.of("PYTHONDONTWRITEBYTECODE", "1", "AWS_EC2_METADATA_DISABLED", "true"));
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(
            String.join(" ", command) + "\n" + printed + Files.readString(errors));
      }
      return printed;
    } finally {
      Files.delete(errors);
    }
  }
}
