package stentor.master.connect;

import java.util.Optional;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * What a worker is asked over its connection.
 *
 * @param audio the speech with a little of what is around it, at most {@value
 *     stentor.protocol.job.Probe#MOST_SECONDS} s
 * @param speech where the speech is in there
 * @param language BCP 47 tag of the segment that is wanted; absent: evidence is enough
 * @param thorough whether what the model does not believe itself at the first look is tried again
 */
public record Question(Samples audio, Span speech, Optional<String> language, boolean thorough) {}
