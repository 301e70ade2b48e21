package stentor.master.decode;

/**
 * Asks a decoder to prepare one recording; one line of JSON on its standard input.
 *
 * @param input the recording as it was sent
 * @param output where the prepared audio goes
 */
record DecodeRequest(String input, String output) {}
