package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Uploads to the gate of a stack, by SSH. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TEMPLATE =
      """
      Parameters: {PublicKey: {Type: String}}
      Resources:
        Files: {Type: 'AWS::EFS::FileSystem', Properties: {Encrypted: true}}
        Key:
          Type: AWS::EC2::KeyPair
          Properties: {KeyName: gate, PublicKeyMaterial: !Ref PublicKey}
        Instance:
          Type: AWS::EC2::Instance
          Properties:
            ImageId: ami-0123456789abcdef0
            InstanceType: t4g.small
            KeyName: !Ref Key
            UserData:
              Fn::Base64: !Sub |
                #!/bin/bash
                FILE_SYSTEM='${Files}'
        Handle: {Type: 'AWS::CloudFormation::WaitConditionHandle'}
        Ready:
          Type: AWS::CloudFormation::WaitCondition
          DependsOn: Instance
          Properties: {Handle: !Ref Handle, Timeout: '1200', Count: 1}
      Outputs:
        Address: {Value: !GetAtt Instance.PublicIp}
        HostKey: {Value: !GetAtt Ready.Data}
      """;

  @TempDir Path state;
  private KeyPair user;
  private RunningSimulator simulator;
  private String stack;
  private final SshClient client = SshClient.setUpDefaultClient();

  @BeforeEach
  void start() throws Exception {
    user = SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();
    simulator = new RunningSimulator(state, 600);
    stack =
        simulator.create(
            "gate", TEMPLATE, Map.of("PublicKey", PublicKeyEntry.toString(user.getPublic())));
    assertThat(simulator.awaitStatus(stack, StackStatus.CREATE_COMPLETE)).isNotNull();
    client.start();
  }

  @AfterEach
  void stop() {
    client.stop();
    simulator.close();
  }

  private JsonNode gates() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address =
          URI.create(
              "http://127.0.0.1:%d/_simulator/gates".formatted(simulator.simulator().port()));
      String told =
          http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(told).path("gates");
    }
  }

  /** Of who takes no host key but the one that the stack tells. */
  private ClientSession session(String name, KeyPair key) throws Exception {
    String told =
        new ObjectMapper().readTree(simulator.output("gate", "HostKey")).path("hostkey").asText();
    client.setServerKeyVerifier(
        (session, address, met) -> PublicKeyEntry.toString(met).equals(told));
    ClientSession session =
        client
            .connect(name, "127.0.0.1", gates().path(0).path("port").asInt())
            .verify(PATIENCE)
            .getSession();
    session.addPublicKeyIdentity(key);
    session.auth().verify(PATIENCE);
    return session;
  }

  @Test
  void a_file_is_uploaded_renamed_and_checked_behind_the_host_key_that_the_stack_tells()
      throws Exception {
    assertThat(gates().path(0).path("address").asText())
        .isEqualTo(simulator.output("gate", "Address"));
    try (ClientSession session = session("stentor", user);
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
      try (var file = sftp.write("/srv/models/model.part")) {
        file.write("weights".getBytes(StandardCharsets.UTF_8));
      }
      sftp.rename("model.part", "model.onnx");

      assertThat(session.executeRemoteCommand("sha256sum '/srv/models/model.onnx'"))
          .startsWith("9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c  ");
      // Neither a way out nor a shell, which would act on this computer.
      assertThatThrownBy(() -> sftp.read("/../../world.json").readAllBytes())
          .isInstanceOf(SftpException.class);
      assertThatThrownBy(() -> session.executeRemoteCommand("touch x"))
          .hasMessageContaining("command not found");
    }
  }

  @Test
  void another_key_and_another_user_stay_out() throws Exception {
    KeyPair stranger = SecurityUtils.getKeyPairGenerator(SecurityUtils.ED25519).generateKeyPair();

    assertThatThrownBy(() -> session("stentor", stranger)).isInstanceOf(SshException.class);
    assertThatThrownBy(() -> session("root", user)).isInstanceOf(SshException.class);
  }

  @Test
  void what_was_uploaded_is_there_after_a_restart_and_goes_with_the_stack() throws Exception {
    try (ClientSession session = session("stentor", user);
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session);
        var file = sftp.write("model.onnx")) {
      file.write(7);
    }
    simulator.close();
    simulator = new RunningSimulator(state, 600);
    try (ClientSession session = session("stentor", user);
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
      assertThat(sftp.stat("model.onnx").getSize()).isEqualTo(1);
    }

    simulator.client().deleteStack(request -> request.stackName(stack));
    assertThat(simulator.awaitStatus(stack, StackStatus.DELETE_COMPLETE)).isNotNull();

    assertThat(gates()).isEmpty();
    try (var left = Files.list(state.resolve("files"))) {
      assertThat(left).isEmpty();
    }
  }
}
