package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Messages on the queues that stacks have made, by AWS's own client. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MessagesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TEMPLATE =
      """
      Resources:
        Dead: {Type: 'AWS::SQS::Queue', Properties: {QueueName: lab-dead}}
        Work:
          Type: AWS::SQS::Queue
          Properties:
            QueueName: lab-work
            VisibilityTimeout: 1
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}
      """;

  @TempDir Path folder;
  private Account account;
  private SqsClient sqs;
  private CloudFormationClient formation;

  @BeforeEach
  void start() throws Exception {
    account = new Account(folder, 600);
    sqs = account.client(SqsClient.builder());
    formation = account.client(CloudFormationClient.builder());
    formation.createStack(request -> request.stackName("queues").templateBody(TEMPLATE));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                formation
                    .describeStacks(request -> request.stackName("queues"))
                    .stacks()
                    .getFirst()
                    .stackStatusAsString()
                    .equals("CREATE_COMPLETE"));
  }

  @AfterEach
  void stop() {
    formation.close();
    sqs.close();
    account.close();
  }

  private String url(String name) {
    return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(5)).messages();
  }

  @Test
  void a_message_is_sent_counted_received_and_deleted() {
    String url = url("lab-work");
    assertThat(url).isEqualTo("https://sqs.eu-central-1.amazonaws.com/000000000042/lab-work");
    assertThat(depth(url)).isEqualTo("0");
    sqs.sendMessage(request -> request.queueUrl(url).messageBody("part 1"));
    assertThat(depth(url)).isEqualTo("1");

    List<Message> received = receive(url);

    assertThat(received).extracting(Message::body).containsExactly("part 1");
    sqs.deleteMessage(
        request -> request.queueUrl(url).receiptHandle(received.getFirst().receiptHandle()));
    assertThat(depth(url)).isEqualTo("0");
  }

  private String depth(String url) {
    Map<QueueAttributeName, String> told =
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes();
    return told.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "unknown");
  }

  @Test
  void a_message_that_nobody_finishes_comes_again_and_ends_among_the_dead_letters() {
    String url = url("lab-work");
    sqs.sendMessage(request -> request.queueUrl(url).messageBody("poison"));

    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).isEmpty();

    assertThat(receive(url("lab-dead"))).extracting(Message::body).containsExactly("poison");
  }

  @Test
  void while_somebody_waits_for_a_message_others_are_answered() throws Exception {
    String url = url("lab-work");
    CompletableFuture<List<Message>> waiting =
        CompletableFuture.supplyAsync(
            () ->
                sqs.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20))
                    .messages());
    await().atMost(PATIENCE).until(() -> calls().contains("ReceiveMessage"));

    sqs.sendMessage(request -> request.queueUrl(url).messageBody("at last"));

    assertThat(waiting.get(30, TimeUnit.SECONDS)).extracting(Message::body).contains("at last");
  }

  private String calls() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(account.address().resolve("/_simulator/calls")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void a_queue_takes_its_messages_with_it() {
    String url = url("lab-work");
    sqs.sendMessage(request -> request.queueUrl(url).messageBody("lost"));

    formation.deleteStack(request -> request.stackName("queues"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> receive(url))
                    .isInstanceOf(QueueDoesNotExistException.class));
  }
}
