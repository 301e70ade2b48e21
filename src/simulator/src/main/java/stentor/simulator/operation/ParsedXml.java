package stentor.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * XML as a tree: what holds elements of {@code member} is a list, and so are elements of one name
 * that stand beside each other.
 */
public final class ParsedXml {

  private ParsedXml() {}

  /**
   * The tree below a document's element.
   *
   * @throws IllegalArgumentException if it is no XML, or has a document type
   */
  public static JsonNode of(String document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return tree(
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(document)))
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new IllegalArgumentException("This is no XML", unreadable);
    }
  }

  private static JsonNode tree(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    if (children.isEmpty()) {
      return new TextNode(element.getTextContent());
    }
    if (children.getFirst().getTagName().equals("member")) {
      return Nodes.list(children.stream().map(ParsedXml::tree));
    }
    ObjectNode object = Nodes.object();
    for (Element child : children) {
      JsonNode before = object.path(child.getTagName());
      if (before instanceof ArrayNode list) {
        list.add(tree(child));
      } else if (before.isMissingNode()) {
        object.set(child.getTagName(), tree(child));
      } else {
        object.set(child.getTagName(), Nodes.list(Stream.of(before, tree(child))));
      }
    }
    return object;
  }
}
