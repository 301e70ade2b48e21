package stentor.master.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import stentor.jobs.store.JobStore;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Reference;

/**
 * {@code POST /client/dynamic/reference}: what was truly said in a recording, as kaldi-gstreamer-
 * server has it. The job of the recording is scored by it.
 */
final class ReferenceTexts {

  /** Three hours of speech, three words a second; more would hardly be compared. */
  static final int MOST_BYTES = 200 * 1024;

  private static final String CONTENT_ID = "Content-Id";
  private static final String USER_ID = "User-Id";
  private static final int MOST_USER_CHARACTERS = 255;

  private final JobStore store;
  private final Admission admission;
  private final Clock clock;

  ReferenceTexts(JobStore store, Admission admission, Clock clock) {
    this.store = store;
    this.admission = admission;
    this.clock = clock;
  }

  void handle(Context context) throws IOException {
    ContentId recording = recording(Optional.ofNullable(context.header(CONTENT_ID)));
    String user =
        Optional.ofNullable(context.header(USER_ID))
            .filter(named -> !named.isBlank())
            .orElse(ContentId.NONE);
    if (user.length() > MOST_USER_CHARACTERS) {
      throw new MasterException(
          new MasterProblem.BadParameter(USER_ID, "it is too long", "at most 255 characters"));
    }
    try (Admission.Place _ = admission.upload(context.req().getContentLengthLong())) {
      store.refer(
          recording.hash(), new Reference(JobRequest.SCHEMA, user, clock.instant(), text(context)));
    }
    context.contentType("application/json").result("{\"status\":\"ok\"}");
  }

  private static ContentId recording(Optional<String> sent) {
    if (sent.filter(id -> !id.isBlank()).isEmpty()) {
      throw new MasterException(
          new MasterProblem.MissingParameter(
              CONTENT_ID, "a header with the content-id of the recording that was said"));
    }
    return ContentId.of(sent)
        .orElseThrow(
            () ->
                new MasterException(
                    new MasterProblem.BadParameter(
                        CONTENT_ID, "it names no recording", ContentId.EXPECTED)));
  }

  private static String text(Context context) throws IOException {
    byte[] body;
    try (InputStream in = RequestBody.ofText(context.bodyInputStream())) {
      body = in.readNBytes(MOST_BYTES + 1);
    }
    if (body.length > MOST_BYTES) {
      throw new MasterException(new MasterProblem.TooLarge(MOST_BYTES));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notText) {
      throw new MasterException(
          new MasterProblem.BadParameter("body", "it is no text", "what was said, in UTF-8"));
    }
  }
}
