package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.moto.MotoServer;

/** The templates under eyes and hands that are not ours: cfn-lint's, and moto's. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TemplatesInUseTest {

  @TempDir private Path folder;

  @Test
  void cfn_lint_has_nothing_to_say() throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--regions", "us-east-1", "eu-central-1", "--"));
    for (CloudTemplate template : CloudTemplate.all()) {
      arguments.add(CloudTemplate.FOLDER.resolve(template.name() + ".yaml").toString());
    }

    assertThat(TemplatePython.with("cfnlint").lint(arguments)).isBlank();
  }

  @Test
  void cfn_lint_is_heard_where_it_has() throws Exception {
    TemplatePython python = TemplatePython.with("cfnlint");
    Path bad =
        Files.writeString(
            folder.resolve("bad.yaml"),
            "Resources: {Queue: {Type: 'AWS::SQS::Queue', Properties: {Nome: x}}}");

    assertThatThrownBy(() -> python.lint(List.of(bad.toString()))).hasMessageContaining("E3002");
  }

  @Test
  void stacks_are_made_in_their_order_and_what_they_give_is_used() throws Exception {
    TemplatePython python = TemplatePython.with("boto3");
    try (MotoServer moto = MotoServer.start()) {
      List<String> held =
          python
              .run(
                  "create_in_moto.py",
                  List.of(moto.endpoint().toString(), CloudTemplate.FOLDER.toString()))
              .lines()
              .toList();

      assertThat(held)
          .contains(
              "stack roles is made",
              "stack network is made",
              "stack storage is made",
              "stack registry is made")
          .contains(
              "stack jobs is made",
              "stack Queues-moonshine-tiny-en is made",
              "stack expiry is made")
          .contains("stack nat is made", "stack endpoints is made");
    }
  }
}
