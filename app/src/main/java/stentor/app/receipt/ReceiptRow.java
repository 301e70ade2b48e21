package stentor.app.receipt;

/**
 * Things of one kind that were made.
 *
 * @param what what they are
 * @param made how many were made
 * @param gone how many are proved gone
 * @param proof how that was proved; of different proofs the first
 * @param checked time of day of the check; empty where none was told
 * @param details the things themselves, one a line
 */
public record ReceiptRow(
    String what, int made, int gone, String proof, String checked, String details) {}
