package stentor.cli;

import stentor.cli.terminal.Terminal;

/**
 * One call of the command line.
 *
 * @param terminal where it reads and writes
 * @param services what it works with
 */
public record Session(Terminal terminal, Services services) {}
