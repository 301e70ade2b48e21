package stentor.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import stentor.simulator.wire.Xml;

/** A tree as XML: fields are elements, lists as the protocol has them. */
public final class XmlTree {

  /** How the items of a list are written. */
  public enum Lists {
    /** In one element of the list's name, each in an {@code item}: the protocol of EC2. */
    ITEM,
    /** In one element of the list's name, each in a {@code member}: the query protocol. */
    MEMBER,
    /** Each in an element of the list's name: S3. */
    FLAT
  }

  private XmlTree() {}

  /**
   * A document.
   *
   * @param root name of its element
   * @param namespace of that element
   */
  public static String document(String root, String namespace, ObjectNode content, Lists lists) {
    StringBuilder text = new StringBuilder(256);
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<")
        .append(root)
        .append(" xmlns=\"")
        .append(namespace)
        .append("\">");
    fields(text, content, lists);
    return text.append("</").append(root).append('>').toString();
  }

  private static void fields(StringBuilder text, ObjectNode object, Lists lists) {
    object.properties().forEach(field -> field(text, field.getKey(), field.getValue(), lists));
  }

  private static void field(StringBuilder text, String name, JsonNode value, Lists lists) {
    switch (value) {
      case ArrayNode items when lists == Lists.FLAT ->
          items.forEach(item -> field(text, name, item, lists));
      case ArrayNode items -> {
        text.append('<').append(name).append('>');
        String each = lists == Lists.ITEM ? "item" : "member";
        items.forEach(item -> field(text, each, item, lists));
        text.append("</").append(name).append('>');
      }
      case ObjectNode object -> {
        text.append('<').append(name).append('>');
        fields(text, object, lists);
        text.append("</").append(name).append('>');
      }
      default ->
          text.append('<')
              .append(name)
              .append('>')
              .append(Xml.escaped(value.asText()))
              .append("</")
              .append(name)
              .append('>');
    }
  }
}
