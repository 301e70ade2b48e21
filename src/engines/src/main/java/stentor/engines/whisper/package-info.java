/**
 * Whisper models by whisper.cpp. Its Java binding tells text and times of segments only: no pieces,
 * no probabilities, and no way to stop it.
 */
@NullMarked
package stentor.engines.whisper;

import org.jspecify.annotations.NullMarked;
