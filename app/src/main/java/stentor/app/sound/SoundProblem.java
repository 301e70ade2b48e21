package stentor.app.sound;

import java.nio.file.Path;
import java.util.List;
import stentor.speech.problem.Problem;

/** What can go wrong with sound devices. */
public sealed interface SoundProblem extends Problem {

  /** There is nothing to play on. */
  record NoSoundDevice() implements SoundProblem {
    @Override
    public String code() {
      return "no_sound_device";
    }

    @Override
    public String what() {
      return "No sound device was found";
    }

    @Override
    public String why() {
      return "the system lists none on which 16-bit sound can be played";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Connect headphones or loudspeakers and play again.",
          "Read and export the transcript: that needs no sound device.");
    }
  }

  /** There is nothing to record from. */
  record NoMicrophone() implements SoundProblem {
    @Override
    public String code() {
      return "no_microphone";
    }

    @Override
    public String what() {
      return "No microphone was found";
    }

    @Override
    public String why() {
      return "the system lists no sound device from which can be recorded";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Connect a microphone and look again.",
          "Record with another program and drop the file here.");
    }
  }

  /**
   * A device is there and may not be used now.
   *
   * @param device its name
   * @param reason what the system says
   */
  record DeviceRefused(String device, String reason) implements SoundProblem {
    @Override
    public String code() {
      return "sound_device_refused";
    }

    @Override
    public String what() {
      return "The sound device \"" + device + "\" cannot be used";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Close other programs that use it, and try again.",
          "Allow Stentor to use it in the system's privacy settings.",
          "Choose another device.");
    }
  }

  /**
   * A device vanished while it was used.
   *
   * @param device its name
   */
  record DeviceGone(String device) implements SoundProblem {
    @Override
    public String code() {
      return "sound_device_gone";
    }

    @Override
    public String what() {
      return "The sound device \"" + device + "\" is gone";
    }

    @Override
    public String why() {
      return "it stopped while it was used, as one that is pulled out does";
    }

    @Override
    public List<String> fixes() {
      return List.of("Connect it again, or choose another device.");
    }
  }

  /**
   * A recording came to the most that one may have.
   *
   * @param hours the most
   */
  record LongestReached(int hours) implements SoundProblem {
    @Override
    public String code() {
      return "longest_recording";
    }

    @Override
    public String what() {
      return "Recording ended after " + hours + " hours";
    }

    @Override
    public String why() {
      return "one recording is no longer than that";
    }

    @Override
    public List<String> fixes() {
      return List.of("Begin another recording.");
    }
  }

  /**
   * A recording could not be written any further.
   *
   * @param file where it was to be
   * @param reason what the system says
   */
  record NotWritten(Path file, String reason) implements SoundProblem {
    @Override
    public String code() {
      return "recording_not_written";
    }

    @Override
    public String what() {
      return "The recording could not be written";
    }

    @Override
    public String why() {
      return file + ": " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Make room on that disk, and record again.");
    }
  }
}
