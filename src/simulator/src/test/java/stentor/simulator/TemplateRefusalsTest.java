package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TemplateRefusalsTest {

  @TempDir private Path state;
  private RunningSimulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator = new RunningSimulator(state, 60);
  }

  @AfterEach
  void end() {
    simulator.close();
  }

  @Test
  void what_refers_to_nothing_is_refused() {
    refused(
        "Resources: {A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Nothing}}}",
        "Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template");
    refused(
        "Resources: {A: {Type: AWS::SQS::Queue}}\nOutputs: {B: {Value: !Sub 'x ${Nothing}'}}",
        "Template format error: Unresolved resource dependencies [Nothing] in the Outputs block of the template");
    refused(
        "Resources: {A: {Type: AWS::SQS::Queue, DependsOn: Nothing}}",
        "Template format error: Unresolved resource dependencies [Nothing] in the Resources block of the template");
    refused(
        "Resources: {A: {Type: AWS::SQS::Queue}}\nOutputs: {B: {Value: !GetAtt Nothing.Arn}}",
        "Template error: instance of Fn::GetAtt references undefined resource Nothing");
    refused(
        "Resources: {A: {Type: AWS::SQS::Queue}}\nOutputs: {B: {Value: !GetAtt A.Colour}}",
        "Template error: resource A does not support attribute type Colour in Fn::GetAtt");
  }

  @Test
  void what_goes_round_in_a_circle_is_refused() {
    refused(
        """
        Resources:
          A: {Type: AWS::SQS::Queue, DependsOn: B}
          B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'x-${C.QueueName}'}}
          C: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.QueueName}}
          D: {Type: AWS::SQS::Queue}
        """,
        "Circular dependency between resources: [A, B, C]");
  }

  @Test
  void types_that_nobody_knows_and_text_that_is_none_are_refused() {
    refused(
        "Resources: {A: {Type: AWS::EC2::Moon}}",
        "Template format error: Unrecognized resource types: [AWS::EC2::Moon]");
    refused(
        "Resources: {A: [}", "Template format error: YAML not well-formed. (line 1, column 17)");
    refused("Outputs: {}", "Template format error: At least one Resources member must be defined.");
    refused(
        "Resource: {A: {Type: AWS::SQS::Queue}}",
        "Invalid template property or properties [Resource]");
  }

  @Test
  void values_that_a_parameter_does_not_allow_are_refused() {
    assertThatThrownBy(() -> create(Map.of("Cidr", "192.168.0.0/16")))
        .hasMessageContaining("Parameter 'Cidr' must match pattern 10\\.[0-9.]+/16");
    assertThatThrownBy(() -> create(Map.of("Colour", "red")))
        .hasMessageContaining("Parameters: [Colour] do not exist in the template");
    assertThatThrownBy(
            () ->
                simulator.create(
                    "s",
                    "Parameters: {A: {Type: String}}\nResources: {Q: {Type: AWS::SQS::Queue}}",
                    Map.of()))
        .hasMessageContaining("Parameters: [A] must have values");
  }

  private void create(Map<String, String> values) {
    simulator.create("s", SmallTemplates.NETWORK, values);
  }

  @Test
  void roles_are_made_only_where_that_was_granted() {
    assertThatThrownBy(
            () ->
                simulator
                    .client()
                    .createStack(
                        request -> request.stackName("s").templateBody(SmallTemplates.CLUSTER)))
        .isInstanceOf(InsufficientCapabilitiesException.class)
        .hasMessageContaining("Requires capabilities : [CAPABILITY_NAMED_IAM]");
  }

  @Test
  void a_property_that_the_real_schema_refuses_fails_its_resource() {
    String id =
        simulator.create(
            "s",
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24, Colour: red}}
              B: {Type: AWS::EFS::FileSystem, Properties: {PerformanceMode: 7, Encrypted: perhaps}}
            """,
            Map.of());
    simulator.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);
    assertThat(reasons(id))
        .contains(
            """
            Properties validation failed for resource A with message:
            #: required key [VpcId] not found
            #: extraneous key [Colour] is not permitted""")
        .anySatisfy(reason -> assertThat(reason).contains("#/Encrypted: expected type: boolean"));
  }

  @Test
  void functions_give_what_they_shall() {
    String id =
        simulator.create(
            "s",
            """
            Parameters:
              Zones: {Type: CommaDelimitedList, Default: 'a, b'}
              Secret: {Type: String, NoEcho: true, Default: hidden}
            Mappings: {Sizes: {eu-central-1: {Small: t4g}}}
            Conditions:
              Two: !Not [!Equals [!Select [1, !Ref Zones], '']]
              None: !And [!Condition Two, !Equals [!Ref 'AWS::Region', nowhere]]
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Join ['-', [q, !Select [1, !Ref Zones]]]
                  DelaySeconds: !If [None, 7, !Ref 'AWS::NoValue']
              Absent: {Type: AWS::SQS::Queue, Condition: None}
            Outputs:
              Sub: {Value: !Sub ['${A}/${Queue.QueueName}/${!Literal}', {A: !FindInMap [Sizes, !Ref 'AWS::Region', Small]}]}
              Split: {Value: !Select [0, !Split ['|', 'x|y']]}
              Base64: {Value: {'Fn::Base64': hello}}
              Zone: {Value: !Select [2, !GetAZs '']}
              Cidr: {Value: !Select [3, !Cidr [10.64.0.0/16, 4, 13]]}
              Account: {Value: !Sub '${AWS::AccountId} ${AWS::Partition} ${AWS::StackName}'}
              Gone: {Value: x, Condition: None}
            """,
            Map.of());
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    assertThat(simulator.stack("s").outputs())
        .extracting(one -> one.outputKey() + "=" + one.outputValue())
        .containsExactly(
            "Sub=t4g/q-b/${Literal}",
            "Split=x",
            "Base64=aGVsbG8=",
            "Zone=eu-central-1c",
            "Cidr=10.64.96.0/19",
            "Account=000000000042 aws s");
    assertThat(simulator.stack("s").parameters())
        .anySatisfy(one -> assertThat(one.parameterValue()).isEqualTo("****"));
    assertThat(
            simulator
                .client()
                .listStackResources(request -> request.stackName("s"))
                .stackResourceSummaries())
        .hasSize(1);
  }

  private void refused(String template, String message) {
    assertThatThrownBy(
            () -> simulator.client().validateTemplate(request -> request.templateBody(template)))
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> simulator.create("s", template, Map.of()))
        .hasMessageStartingWith(message);
  }

  private List<String> reasons(String id) {
    return simulator
        .client()
        .describeStackEvents(request -> request.stackName(id))
        .stackEvents()
        .stream()
        .map(StackEvent::resourceStatusReason)
        .filter(java.util.Objects::nonNull)
        .toList();
  }
}
