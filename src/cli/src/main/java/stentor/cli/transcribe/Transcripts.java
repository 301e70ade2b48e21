package stentor.cli.transcribe;

import java.io.IOException;
import stentor.cli.terminal.Terminal;
import stentor.control.master.Answer;
import stentor.control.transcribe.OutputFormat;
import stentor.control.transcribe.Recording;
import stentor.speech.export.TextExporter;

/** Where transcripts go, one after the other in the order given. */
sealed interface Transcripts {

  /** Takes the transcript of the recording with this number, from 0. */
  void take(int number, Recording recording, Answer answer) throws IOException;

  /**
   * A file for each.
   *
   * @param folder takes the files
   * @param names file names by number
   * @param format of all of them
   */
  record InFolder(OutputFolder folder, java.util.List<String> names, OutputFormat format)
      implements Transcripts {
    @Override
    public void take(int number, Recording recording, Answer answer) throws IOException {
      folder.write(names.get(number), format.write(answer, recording.name()));
    }
  }

  /** The only one, as the answer of the command. */
  record Alone(Terminal terminal, OutputFormat format) implements Transcripts {
    @Override
    public void take(int number, Recording recording, Answer answer) {
      terminal.answerAsIs(format.write(answer, recording.name()));
    }
  }

  /** A line for each: the file, a tab, what was said. */
  record Lines(Terminal terminal) implements Transcripts {
    @Override
    public void take(int number, Recording recording, Answer answer) {
      String text = TextExporter.line(answer.transcription().toTranscript());
      terminal.answerAsIs(recording.given() + "\t" + text.replaceAll("[\\t\\r\\n]", " ") + "\n");
    }
  }
}
