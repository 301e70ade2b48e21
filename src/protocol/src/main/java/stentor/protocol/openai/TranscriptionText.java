package stentor.protocol.openai;

/**
 * Answer in the format {@code json}.
 *
 * @param text all that was said
 */
public record TranscriptionText(String text) {}
