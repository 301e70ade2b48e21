package stentor.app.help;

/**
 * One line of help.
 *
 * @param term a key, or words for the command line
 * @param meaning what it does
 */
record HelpTopic(String term, String meaning) {}
