package stentor.protocol.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Reads and writes every JSON document of the product. Instants are ISO 8601 in UTC, absent
 * optionals are left out, numbers have seven decimals at most, unknown properties are ignored (a
 * newer writer may know more), and a document of another {@link Versioned#schema() schema} or
 * larger than {@value #MOST_BYTES} bytes is refused. Stateless and safe for all threads.
 */
public final class Documents {

  /**
   * The largest document that is read, and that is written where it is to be read again. A day of
   * speech without a pause, three words a second with their times, confidences and the engine's
   * pieces, makes an outcome of 48 MB and an answer in {@code verbose_json} of 33 MB (measured by
   * the test DayOfSpeechTest).
   */
  public static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new DecimalsModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxStringLength(16 * 1024 * 1024)
                .maxDocumentLength(MOST_BYTES)
                .build());
  }

  private Documents() {}

  /** The document as UTF-8 JSON on one line, no newline at its end. */
  public static byte[] write(Object document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException(
          "No document: " + document.getClass().getName(), unwritable);
    }
  }

  /**
   * The document as UTF-8 JSON on one line, if it can be read again.
   *
   * @throws DocumentException with {@link DocumentProblem.TooLarge} if it has more than {@value
   *     #MOST_BYTES} bytes
   */
  public static byte[] writeReadable(Object document) {
    byte[] json = write(document);
    if (json.length > MOST_BYTES) {
      throw new DocumentException(
          new DocumentProblem.TooLarge(document.getClass().getSimpleName(), MOST_BYTES));
    }
    return json;
  }

  /** The document as indented UTF-8 JSON with a newline at its end, for files that people open. */
  public static byte[] writeIndented(Object document) {
    try {
      String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
      return text.getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException(
          "No document: " + document.getClass().getName(), unwritable);
    }
  }

  /**
   * Reads a document.
   *
   * @throws DocumentException if the bytes are no such document, or a {@link Versioned} one of
   *     another version
   */
  public static <T> T read(byte[] json, Class<T> type) {
    JavaType javaType = MAPPER.constructType(type);
    try {
      if (Versioned.class.isAssignableFrom(type)) {
        requireSchema(statedSchema(json), type);
      }
      T document = MAPPER.readValue(json, javaType);
      if (document == null) {
        throw new DocumentException(
            new DocumentProblem.Malformed(type.getSimpleName(), "it is the JSON value null"));
      }
      if (document instanceof Versioned versioned) {
        requireSchema(versioned.schema(), type);
      }
      return document;
    } catch (JsonProcessingException malformed) {
      throw new DocumentException(
          new DocumentProblem.Malformed(type.getSimpleName(), reason(malformed)), malformed);
    } catch (CharConversionException malformed) {
      // What begins as UTF-16 or UTF-32 does is read as such.
      throw new DocumentException(
          new DocumentProblem.Malformed(type.getSimpleName(), "its bytes are no characters"),
          malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads a document to the end of the stream, which stays open.
   *
   * @throws DocumentException if the bytes are no such document or more than {@value #MOST_BYTES}
   * @throws IOException if the stream fails
   */
  public static <T> T read(InputStream json, Class<T> type) throws IOException {
    byte[] bytes = json.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new DocumentException(new DocumentProblem.TooLarge(type.getSimpleName(), MOST_BYTES));
    }
    return read(bytes, type);
  }

  /**
   * Reads a document from a file.
   *
   * @throws DocumentException if the file is no such document or larger than {@value #MOST_BYTES}
   * @throws IOException if it cannot be read
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, type);
    }
  }

  private static void requireSchema(long schema, Class<?> type) {
    if (schema != Versioned.SCHEMA) {
      throw new DocumentException(new DocumentProblem.OtherSchema(type.getSimpleName(), schema));
    }
  }

  /**
   * The version that a document states, read before it is bound, which may fail for the very reason
   * that the version is another. Where none is stated as a whole number, that is left to the
   * binding, and the known one is the answer.
   */
  private static long statedSchema(byte[] json) throws IOException {
    try (JsonParser parser = MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Versioned.SCHEMA;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean schema = parser.currentName().equals("schema");
        if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && schema) {
          return parser.getLongValue();
        }
        parser.skipChildren();
      }
      return Versioned.SCHEMA;
    }
  }

  /** In words for who wrote the document, not for who wrote the parser. */
  private static String reason(JsonProcessingException malformed) {
    if (malformed instanceof MismatchedInputException mapping && !mapping.getPath().isEmpty()) {
      String place =
          mapping.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? Integer.toString(step.getIndex())
                          : step.getFieldName())
              .collect(Collectors.joining("."));
      return "the value of \"" + place + "\" is missing or of another kind";
    }
    return malformed.getOriginalMessage();
  }
}
