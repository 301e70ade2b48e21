package stentor.control.master;

import stentor.protocol.openai.VerboseTranscription;

/**
 * A transcription as the master gave it.
 *
 * @param json the document {@code verbose_json}, as it came
 * @param transcription the same, read
 */
public record Answer(String json, VerboseTranscription transcription) {}
