package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import stentor.simulator.operation.Nodes;

/** Answers of the query protocol as trees: elements of {@code member} are lists. */
final class ParsedXml {

  private ParsedXml() {}

  static JsonNode of(String document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return tree(
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(document)))
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new IllegalStateException("An answer is no XML", unreadable);
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
    children.forEach(child -> object.set(child.getTagName(), tree(child)));
    return object;
  }
}
