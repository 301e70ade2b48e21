package stentor.jobs.queue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import stentor.jobs.amazon.ServicePlace;
import stentor.jobs.batch.GroupCommit;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.PartMessage;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * Work queues on SQS: Amazon's, or the embedded one of the local platform. Safe for all threads.
 *
 * <p>Limits are those of the SQS API reference: 10 messages a batch, 20 s of long polling, 14 days
 * of retention.
 */
public final class SqsWorkQueue implements WorkQueue, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SqsWorkQueue.class);
  private static final int BATCH = 10;
  private static final String AMAZON = "aws";

  /** The longest SQS keeps a message. */
  private static final Duration DEAD_RETENTION = Duration.ofDays(14);

  private final SqsClient client;
  private final Map<QueueName, String> urls = new ConcurrentHashMap<>();
  private final Map<QueueName, GroupCommit<String, Optional<QueueException>>> deleters =
      new ConcurrentHashMap<>();

  /** Takes the client over and closes it when it is closed. */
  public SqsWorkQueue(SqsClient client) {
    this.client = client;
  }

  /**
   * The queues at a place.
   *
   * @param location {@code aws} for Amazon's, of which the AWS SDK's default chains say the
   *     credentials and the region, and {@code AWS_ENDPOINT_URL_SQS} or {@code AWS_ENDPOINT_URL}
   *     another server; else the base URL of an embedded server, as for {@link #local}
   */
  public static SqsWorkQueue open(String location) {
    return location.equals(AMAZON)
        ? amazon(ServicePlace.of("sqs", System::getenv))
        : local(URI.create(location));
  }

  private static SqsWorkQueue amazon(ServicePlace place) {
    SqsClientBuilder builder =
        SqsClient.builder().region(place.region()).httpClientBuilder(connections());
    place.endpoint().ifPresent(builder::endpointOverride);
    return new SqsWorkQueue(builder.build());
  }

  private static UrlConnectionHttpClient.Builder connections() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(5))
        .socketTimeout(Duration.ofSeconds(30));
  }

  /**
   * The queues at an endpoint on loopback that asks for no account.
   *
   * @param endpoint base URL, for example {@code http://127.0.0.1:9324}
   */
  public static SqsWorkQueue local(URI endpoint) {
    return new SqsWorkQueue(
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of("elasticmq"))
            // It asks for no signature, which would cost more than the message it signs.
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(connections())
            .build());
  }

  @Override
  public void ensure(QueueName queue) {
    if (queue.kind() == QueueName.Kind.DEAD) {
      make(
          queue,
          QueueAttributeName.MESSAGE_RETENTION_PERIOD,
          Long.toString(DEAD_RETENTION.toSeconds()));
    } else {
      // The dead queue comes first: a redrive policy may only name a queue that is there.
      ensure(queue.dead());
      make(queue, QueueAttributeName.REDRIVE_POLICY, redrivePolicy(queue.dead()));
    }
  }

  /** The attribute is set apart: making a queue that is there with other attributes is an error. */
  private void make(QueueName queue, QueueAttributeName attribute, String value) {
    call(
        queue,
        () -> {
          String url =
              client.createQueue(request -> request.queueName(queue.toString())).queueUrl();
          urls.put(queue, url);
          return client.setQueueAttributes(
              request -> request.queueUrl(url).attributes(Map.of(attribute, value)));
        });
  }

  private String redrivePolicy(QueueName dead) {
    String address =
        call(
                dead,
                () ->
                    client.getQueueAttributes(
                        request ->
                            request
                                .queueUrl(url(dead))
                                .attributeNames(QueueAttributeName.QUEUE_ARN)))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    return new String(
        Documents.write(new RedrivePolicy(address, MOST_RECEIVES)), StandardCharsets.UTF_8);
  }

  /** As the SQS API reference has it, SetQueueAttributes. */
  private record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {}

  @Override
  public void send(QueueName queue, List<PartMessage> messages) {
    for (int from = 0; from < messages.size(); from += BATCH) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (PartMessage message : messages.subList(from, Math.min(from + BATCH, messages.size()))) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .messageBody(new String(Documents.write(message), StandardCharsets.UTF_8))
                .build());
      }
      sendBatch(queue, entries);
    }
  }

  private void sendBatch(QueueName queue, List<SendMessageBatchRequestEntry> entries) {
    SendMessageBatchResponse response =
        call(
            queue,
            () ->
                client.sendMessageBatch(request -> request.queueUrl(url(queue)).entries(entries)));
    if (response.hasFailed() && !response.failed().isEmpty()) {
      String reason = response.failed().getFirst().message();
      throw new QueueException(
          new QueueProblem.Unavailable(queue.toString(), reason),
          new IllegalStateException(reason));
    }
  }

  @Override
  public void sendDead(QueueName dead, DeadLetter letter) {
    sendDead(dead, new String(Documents.write(letter), StandardCharsets.UTF_8));
  }

  private void sendDead(QueueName dead, String body) {
    if (dead.kind() != QueueName.Kind.DEAD) {
      throw new IllegalArgumentException("Not a dead queue: " + dead);
    }
    call(dead, () -> client.sendMessage(request -> request.queueUrl(url(dead)).messageBody(body)));
  }

  @Override
  public Optional<Lease> receive(QueueName queue, Duration wait, Duration visibilityTimeout)
      throws InterruptedException {
    return receive(queue, 1, wait, visibilityTimeout).stream().findFirst();
  }

  @Override
  public List<Lease> receive(QueueName queue, int most, Duration wait, Duration visibilityTimeout)
      throws InterruptedException {
    if (queue.kind() == QueueName.Kind.DEAD) {
      throw new IllegalArgumentException("Not a queue of work: " + queue);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    List<Message> messages;
    try {
      messages =
          interruptible(
              queue,
              () ->
                  client
                      .receiveMessage(
                          request ->
                              request
                                  .queueUrl(url(queue))
                                  .maxNumberOfMessages(most)
                                  .waitTimeSeconds((int) wait.toSeconds())
                                  .visibilityTimeout((int) visibilityTimeout.toSeconds()))
                      .messages());
    } catch (AbortedException interrupted) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(interrupted);
    }
    List<Lease> leases = new ArrayList<>();
    for (Message message : messages) {
      try {
        PartMessage body =
            Documents.read(message.body().getBytes(StandardCharsets.UTF_8), PartMessage.class);
        leases.add(new SqsLease(queue, message.receiptHandle(), body));
      } catch (DocumentException notOurs) {
        LOG.warn(
            "A message on {} is none of ours and goes to {}: {}",
            queue,
            queue.dead(),
            notOurs.problem().sentence());
        sendDead(queue.dead(), message.body());
        delete(queue, message.receiptHandle());
      }
    }
    return leases;
  }

  @Override
  public Depth depth(QueueName queue) {
    return call(
        queue,
        () -> {
          Map<QueueAttributeName, String> attributes =
              client
                  .getQueueAttributes(
                      request ->
                          request
                              .queueUrl(url(queue))
                              .attributeNames(
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                  .attributes();
          return new Depth(
              count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
              count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
              count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
        });
  }

  @Override
  public void close() {
    client.close();
  }

  private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  private String url(QueueName queue) {
    return urls.computeIfAbsent(
        queue,
        name -> client.getQueueUrl(request -> request.queueName(name.toString())).queueUrl());
  }

  /** Deletes it together with what others delete meanwhile. */
  private void delete(QueueName queue, String receipt) {
    Optional<QueueException> failed;
    try {
      failed =
          deleters
              .computeIfAbsent(
                  queue, name -> new GroupCommit<>(BATCH, batch -> deleteBatch(name, batch)))
              .commit(List.of(receipt))
              .getFirst();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new QueueException(
          new QueueProblem.Unavailable(queue.toString(), "interrupted"), interrupted);
    }
    if (failed.isPresent()) {
      throw new QueueException(failed.get().problem(), failed.get());
    }
  }

  private Optional<QueueException> deleteBatch(QueueName queue, List<String> receipts) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (String receipt : receipts) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(receipt)
              .build());
    }
    try {
      // One that fails comes back, is found done and is deleted then.
      call(
          queue,
          () ->
              client.deleteMessageBatch(request -> request.queueUrl(url(queue)).entries(entries)));
      return Optional.empty();
    } catch (QueueException unavailable) {
      return Optional.of(unavailable);
    }
  }

  private static <T> T call(QueueName queue, Supplier<T> action) {
    try {
      return interruptible(queue, action);
    } catch (AbortedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable(queue, interrupted);
    }
  }

  private static <T> T interruptible(QueueName queue, Supplier<T> action) {
    try {
      return action.get();
    } catch (AbortedException interrupted) {
      throw interrupted;
    } catch (SdkException failed) {
      throw unavailable(queue, failed);
    }
  }

  private static QueueException unavailable(QueueName queue, SdkException cause) {
    return new QueueException(
        new QueueProblem.Unavailable(queue.toString(), String.valueOf(cause.getMessage())), cause);
  }

  private final class SqsLease implements Lease {

    private final QueueName queue;
    private final String receipt;
    private final PartMessage message;

    private SqsLease(QueueName queue, String receipt, PartMessage message) {
      this.queue = queue;
      this.receipt = receipt;
      this.message = message;
    }

    @Override
    public PartMessage message() {
      return message;
    }

    @Override
    public void extend(Duration visibilityTimeout) {
      call(
          queue,
          () ->
              client.changeMessageVisibility(
                  request ->
                      request
                          .queueUrl(url(queue))
                          .receiptHandle(receipt)
                          .visibilityTimeout((int) visibilityTimeout.toSeconds())));
    }

    @Override
    public void delete() {
      SqsWorkQueue.this.delete(queue, receipt);
    }

    @Override
    public void release() {
      extend(Duration.ZERO);
    }
  }
}
