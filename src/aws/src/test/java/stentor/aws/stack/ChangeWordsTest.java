package stentor.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeWordsTest {

  private static StackChange change(String resource, String type, ResourceChange.Builder told) {
    return StackChange.of(
        Change.builder()
            .resourceChange(told.logicalResourceId(resource).resourceType(type).build())
            .build());
  }

  private static ResourceChange.Builder modify(Replacement replacement) {
    return ResourceChange.builder()
        .action(ChangeAction.MODIFY)
        .replacement(replacement)
        .scope(ResourceAttribute.PROPERTIES);
  }

  private static ResourceChange.Builder tagsOnly() {
    return ResourceChange.builder()
        .action(ChangeAction.MODIFY)
        .replacement(Replacement.FALSE)
        .scope(ResourceAttribute.TAGS);
  }

  @Test
  void an_instance_that_is_replaced_interrupts_uploads() {
    assertThat(
            ChangeWords.of(List.of(change("Gate", "AWS::EC2::Instance", modify(Replacement.TRUE)))))
        .isEqualTo("replaces the instance Gate, which interrupts uploads");
  }

  @Test
  void the_worst_comes_first_and_tags_are_not_worth_a_word() {
    String words =
        ChangeWords.of(
            List.of(
                change("Vpc", "AWS::EC2::VPC", tagsOnly()),
                change("Rule", "AWS::EC2::SecurityGroup", modify(Replacement.FALSE)),
                change(
                    "Key",
                    "AWS::EC2::KeyPair",
                    ResourceChange.builder().action(ChangeAction.REMOVE)),
                change("Cluster", "AWS::EKS::Cluster", modify(Replacement.CONDITIONAL))));

    assertThat(words)
        .isEqualTo(
            "may replace the cluster Cluster, which ends all that runs on it;"
                + " removes the key pair Key; changes the security group Rule");
  }

  @Test
  void many_small_changes_are_counted() {
    List<StackChange> five =
        List.of("A", "B", "C", "D", "E").stream()
            .map(
                name ->
                    change(
                        name,
                        "AWS::EC2::Subnet",
                        ResourceChange.builder().action(ChangeAction.ADD)))
            .toList();

    assertThat(ChangeWords.of(five))
        .isEqualTo("makes the subnet A, the subnet B, the subnet C and 2 more");
  }

  @Test
  void an_update_of_nothing_but_tags_says_so() {
    assertThat(ChangeWords.of(List.of(change("Vpc", "AWS::EC2::VPC", tagsOnly()))))
        .isEqualTo("changes tags only");
  }
}
