package stentor.simulator.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a service speaks: see the AWS protocols of Smithy. */
public enum WireProtocol {
  /** Forms in, XML out: CloudFormation, IAM, STS, ELB. */
  QUERY,
  /** Forms in, XML out, in EC2's own way. */
  EC2,
  /** JSON with {@code X-Amz-Target}. */
  JSON,
  /** Addresses and JSON: EKS, EFS, Scheduler. */
  REST_JSON,
  /** Addresses and XML: S3. */
  REST_XML;

  /** The protocol of a request. */
  public static WireProtocol of(WireRequest request) {
    if (request.header("x-amz-target").isPresent()) {
      return JSON;
    }
    return switch (request.signingName()) {
      case "ec2" -> EC2;
      case "s3" -> REST_XML;
      default -> request.form().containsKey("Action") ? QUERY : REST_JSON;
    };
  }

  /**
   * A refusal as this protocol has it.
   *
   * @param requestId told with it
   */
  public WireAnswer refusal(WireFault fault, String requestId) {
    String code = Xml.escaped(fault.code());
    String message = Xml.escaped(fault.message());
    String type = fault.status() < 500 ? "Sender" : "Receiver";
    return switch (this) {
      case QUERY ->
          WireAnswer.of(
              fault.status(),
              "text/xml",
              "<ErrorResponse><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
                  .formatted(type, code, message, requestId));
      case EC2 ->
          WireAnswer.of(
              fault.status(),
              "text/xml",
              "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors><RequestID>%s</RequestID></Response>"
                  .formatted(code, message, requestId));
      case REST_XML ->
          WireAnswer.of(
              fault.status(),
              "application/xml",
              "<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
                  .formatted(code, message, requestId));
      case JSON -> json(fault, "application/x-amz-json-1.1");
      case REST_JSON -> json(fault, "application/json");
    };
  }

  private static WireAnswer json(WireFault fault, String contentType) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", fault.code());
    body.put("code", fault.code());
    body.put("message", fault.message());
    return WireAnswer.of(fault.status(), contentType, body.toString())
        .with("x-amzn-ErrorType", fault.code());
  }
}
