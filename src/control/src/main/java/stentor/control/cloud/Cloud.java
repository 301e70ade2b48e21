package stentor.control.cloud;

import stentor.control.Platform;

/**
 * A cloud at one site.
 *
 * @param platform for environments
 * @param credentials that they are made with; both have their sessions together
 */
public record Cloud(Platform platform, CloudCredentials credentials) {}
