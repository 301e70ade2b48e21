package stentor.speech.audio;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How raw audio is stored, as GStreamer's capabilities say it: {@code audio/x-raw,
 * layout=(string)interleaved, rate=(int)16000, format=(string)S16LE, channels=(int)1} (GStreamer
 * application development manual, media formats; its types in parentheses may be left out).
 *
 * @param format encoding, channels and rate
 * @param order the order of the bytes of a sample
 */
public record Caps(WavFormat format, ByteOrder order) {

  private static final int LONGEST = 500;
  private static final String RAW = "audio/x-raw";
  private static final String MU_LAW = "audio/x-mulaw";
  private static final String A_LAW = "audio/x-alaw";
  private static final Pattern TYPE = Pattern.compile("\\(\\s*\\w+\\s*\\)");
  private static final Pattern FIELD =
      Pattern.compile("\\s*([\\w-]+)\\s*=\\s*\"?([\\w.+/-]+)\"?\\s*");

  /** What older clients leave out. */
  private static final int USUAL_RATE = 16_000;

  private record Stored(SampleEncoding encoding, ByteOrder order) {}

  /**
   * Whether this names raw audio at all; anything else is a container, which says for itself what
   * it holds.
   */
  public static boolean isRaw(String contentType) {
    String type = mediaType(contentType);
    return type.equals(RAW) || type.equals(MU_LAW) || type.equals(A_LAW);
  }

  private static String mediaType(String contentType) {
    return contentType.split("[,;]", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads capabilities of raw audio.
   *
   * @throws AudioException if they are too long, not understood, of no raw audio, or name what is
   *     not read
   */
  public static Caps of(String contentType) {
    if (contentType.length() > LONGEST) {
      throw unusable("they are longer than " + LONGEST + " characters");
    }
    if (!isRaw(contentType)) {
      throw unusable("they do not begin with " + RAW + ", " + MU_LAW + " or " + A_LAW);
    }
    String[] pieces = contentType.split("[,;]");
    Map<String, String> fields = new LinkedHashMap<>();
    for (String piece : Arrays.asList(pieces).subList(1, pieces.length)) {
      Matcher field = FIELD.matcher(TYPE.matcher(piece).replaceAll(""));
      if (!field.matches()) {
        throw unusable("'" + piece.strip() + "' is no field");
      }
      fields.put(field.group(1).toLowerCase(Locale.ROOT), field.group(2));
    }
    Stored stored =
        switch (mediaType(contentType)) {
          case MU_LAW -> new Stored(SampleEncoding.MU_LAW, ByteOrder.LITTLE_ENDIAN);
          case A_LAW -> new Stored(SampleEncoding.A_LAW, ByteOrder.LITTLE_ENDIAN);
          default -> stored(fields.getOrDefault("format", "S16LE"));
        };
    String layout = fields.getOrDefault("layout", "interleaved");
    if (!layout.equals("interleaved")) {
      throw unusable("the layout is " + layout + ", and interleaved is read");
    }
    return new Caps(
        new WavFormat(
            stored.encoding(), number(fields, "channels", 1), number(fields, "rate", USUAL_RATE)),
        stored.order());
  }

  private static Stored stored(String format) {
    ByteOrder order = format.endsWith("BE") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return switch (format) {
      case "U8" -> new Stored(SampleEncoding.PCM_8, order);
      case "S16LE", "S16BE" -> new Stored(SampleEncoding.PCM_16, order);
      case "S24LE", "S24BE" -> new Stored(SampleEncoding.PCM_24, order);
      case "S32LE", "S32BE" -> new Stored(SampleEncoding.PCM_32, order);
      case "F32LE", "F32BE" -> new Stored(SampleEncoding.FLOAT_32, order);
      case "F64LE", "F64BE" -> new Stored(SampleEncoding.FLOAT_64, order);
      default ->
          throw unusable(
              "the format is " + format + ", and U8, S16, S24, S32, F32 and F64 are read");
    };
  }

  private static int number(Map<String, String> fields, String name, int usual) {
    return Optional.ofNullable(fields.get(name)).map(text -> parse(name, text)).orElse(usual);
  }

  private static int parse(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException noNumber) {
      throw unusable("the field " + name + " is '" + text + "'", noNumber);
    }
  }

  private static AudioException unusable(String why) {
    return new AudioException(new AudioProblem.UnusableCaps(why));
  }

  private static AudioException unusable(String why, Throwable cause) {
    AudioException unusable = unusable(why);
    unusable.addSuppressed(cause);
    return unusable;
  }
}
