package stentor.app.transcribe;

import stentor.app.text.Figures;
import stentor.app.text.Messages;

/** Says where a recording is. */
record StateWords(Messages messages) {

  /** In a few words. */
  String of(RecordingState state) {
    return switch (state) {
      case RecordingState.Waiting _ -> messages.text("transcribe.state.waiting");
      case RecordingState.Starting(String step, long done, long total) -> {
        if (step.isEmpty()) {
          yield messages.text("transcribe.state.starting");
        }
        String what = step.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + step.substring(1);
        yield total > 0
            ? messages.text(
                "transcribe.state.starting.bytes",
                what,
                Figures.bytes((double) done),
                Figures.bytes((double) total))
            : messages.text("transcribe.state.starting.step", what);
      }
      case RecordingState.Uploading(long sent, long total) ->
          total > 0
              ? messages.text(
                  "transcribe.state.uploading.bytes",
                  Figures.bytes((double) sent),
                  Figures.bytes((double) total))
              : messages.text("transcribe.state.uploading");
      case RecordingState.SendingAgain(String why) -> messages.text("transcribe.state.again", why);
      case RecordingState.Queued _ -> messages.text("transcribe.state.queued");
      case RecordingState.Recognising(int done, int total) ->
          total > 1
              ? messages.text("transcribe.state.recognising.parts", done, total)
              : messages.text("transcribe.state.recognising");
      case RecordingState.Done _ -> messages.text("transcribe.state.done");
      case RecordingState.Failed(var problem) ->
          messages.text("transcribe.state.failed", problem.what());
      case RecordingState.Cancelled _ -> messages.text("transcribe.state.cancelled");
    };
  }
}
