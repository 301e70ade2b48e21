package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Who we are to the cloud, and until when.
 *
 * @param account number of the account
 * @param arn of the user, or of the session of a role
 * @param source where the credentials come from
 * @param profile the profile that was named; absent where none was
 * @param validUntil when they end; absent where they do not, or where that is not known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CloudIdentity(
    String account,
    String arn,
    CredentialKind source,
    Optional<String> profile,
    Optional<Instant> validUntil) {}
