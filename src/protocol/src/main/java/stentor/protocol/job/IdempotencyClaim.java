package stentor.protocol.job;

import stentor.protocol.json.Versioned;

/**
 * Which job answers all requests with one idempotency key
 * (draft-ietf-httpapi-idempotency-key-header -07): {@code keys/<sha256 of the key>.json}, made by
 * one atomic create before the job is accepted, erased with the job.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param job the job; not yet accepted where the first client's master died before it was
 * @param fingerprint SHA-256, in lower-case hexadecimal, of all that the client asked for, audio
 *     included: another request with the same key is refused
 */
public record IdempotencyClaim(int schema, JobId job, String fingerprint) implements Versioned {}
