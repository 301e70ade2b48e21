package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.speech;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.NamedTokens;
import stentor.protocol.access.TokenName;
import stentor.protocol.job.JobId;

/** Who is let in by a token that has a name, and what is known of them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NamedTokensTest {

  private static final AccessToken FIRST = AccessToken.next(new Random(1));
  private static final AccessToken SECOND = AccessToken.next(new Random(2));

  @TempDir Path folder;
  private MasterFixture master;

  @BeforeEach
  void start() throws IOException {
    master = new MasterFixture(folder);
  }

  @AfterEach
  void stop() {
    master.close();
  }

  private static NamedToken kept(String name, AccessToken token) {
    return new NamedToken(new TokenName(name), Instant.EPOCH, token.sha256());
  }

  private HttpRequest.Builder with(String token, String path) {
    return HttpRequest.newBuilder(master.uri(path)).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> models(String token) throws Exception {
    return master.send(with(token, "/v1/models"));
  }

  @Test
  void additions_and_revocations_hold_from_the_next_call_on() throws Exception {
    refused(models(FIRST.value()), 401, "invalid_api_key");

    NamedTokens both = NamedTokens.NONE.with(kept("first", FIRST)).with(kept("second", SECOND));
    master.name(both);
    ok(models(FIRST.value()));
    ok(models(SECOND.value()));
    ok(models(MasterFixture.TOKEN));

    master.name(both.without(new TokenName("first")));
    refused(models(FIRST.value()), 401, "invalid_api_key");
    ok(models(SECOND.value()));

    Files.delete(master.tokens());
    refused(models(SECOND.value()), 401, "invalid_api_key");
    ok(models(MasterFixture.TOKEN));
  }

  @Test
  void what_is_nearly_a_token_or_its_hash_is_none() throws Exception {
    master.name(NamedTokens.NONE.with(kept("first", FIRST)));

    String token = FIRST.value();
    for (String wrong :
        new String[] {
          token.substring(0, token.length() - 1),
          token + "x",
          token.toLowerCase(java.util.Locale.ROOT),
          FIRST.sha256(),
          "first",
          "x",
          "x".repeat(4_000)
        }) {
      assertThat(models(wrong).statusCode()).as(wrong).isEqualTo(401);
    }
    refused(master.send(HttpRequest.newBuilder(master.uri("/v1/models"))), 401, "invalid_api_key");
  }

  @Test
  void a_damaged_file_lets_nobody_in_but_who_has_the_environments_own() throws Exception {
    master.name(NamedTokens.NONE.with(kept("first", FIRST)));
    ok(models(FIRST.value()));

    Files.writeString(master.tokens(), "{\"schema\":1,\"tokens\":[{\"name\":\"first\"}]}");
    refused(models(FIRST.value()), 401, "invalid_api_key");
    ok(models(MasterFixture.TOKEN));

    Files.writeString(master.tokens(), "{\"schema\":2,\"tokens\":[]}");
    refused(models(FIRST.value()), 401, "invalid_api_key");

    master.name(NamedTokens.NONE.with(kept("first", FIRST)));
    ok(models(FIRST.value()));
  }

  @Test
  void a_client_in_a_websocket_may_say_it_in_the_address() throws Exception {
    master.name(NamedTokens.NONE.with(kept("first", FIRST)));

    assertThat(handshake("/client/ws/status?token=" + FIRST.value())).isEmpty();
    assertThat(handshake("/client/ws/status?token=" + SECOND.value())).contains(401);
  }

  @Test
  void a_worker_comes_by_the_environments_own_only() throws Exception {
    master.name(NamedTokens.NONE.with(kept("first", FIRST)));

    for (String path : new String[] {"/worker/connect", "/worker/connect/", "/%77orker/connect"}) {
      refused(master.send(with(FIRST.value(), path)), 401, "invalid_api_key");
      assertThatThrownBy(
              () ->
                  master
                      .client
                      .newWebSocketBuilder()
                      .header("Authorization", "Bearer " + FIRST.value())
                      .buildAsync(socket(path), new WebSocket.Listener() {})
                      .get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void a_job_is_known_to_be_of_the_token_by_its_name_only() throws Exception {
    master.name(NamedTokens.NONE.with(kept("first", FIRST)));
    HttpRequest.Builder named = master.job(speech(), Map.of());
    named.setHeader("Authorization", "Bearer " + FIRST.value());

    HttpResponse<String> accepted = master.send(named);

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(accepted.body()).get("client").asText()).isEqualTo("first");
    String id = JSON.readTree(accepted.body()).get("id").asText();
    assertThat(JSON.readTree(ok(master.get("/v1/jobs/" + id))).get("client").asText())
        .isEqualTo("first");
    assertThat(master.store.request(JobId.of(id).orElseThrow()).orElseThrow().client())
        .contains(new TokenName("first"));
    String kept = Files.readString(folder.resolve("jobs").resolve(id).resolve("request.json"));
    assertThat(kept).contains("first").doesNotContain(FIRST.value(), FIRST.sha256());
  }

  @Test
  void a_job_of_the_environments_own_token_is_nobodys() throws Exception {
    HttpResponse<String> accepted = master.send(master.job(speech(), Map.of()));

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(accepted.body()).get("client").isNull()).isTrue();
  }

  private URI socket(String path) {
    return URI.create(master.uri(path).toString().replaceFirst("http", "ws"));
  }

  /** The status that refused it; empty where it was let in. */
  private Optional<Integer> handshake(String path) throws Exception {
    try {
      master
          .client
          .newWebSocketBuilder()
          .buildAsync(socket(path), new WebSocket.Listener() {})
          .get(30, TimeUnit.SECONDS)
          .abort();
      return Optional.empty();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof WebSocketHandshakeException refused) {
        return Optional.of(refused.getResponse().statusCode());
      }
      throw failed;
    }
  }
}
