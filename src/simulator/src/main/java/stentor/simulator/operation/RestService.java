package stentor.simulator.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;

/**
 * A service that speaks AWS's REST JSON protocol: method and path name the action; parameters are
 * in the path, the query and the body.
 */
public final class RestService implements WireService {

  private final Set<String> signingNames;
  private final List<Route> routes;

  /**
   * One action.
   *
   * @param name of the action, for example {@code DescribeCluster}
   * @param method of HTTP
   * @param path regular expression with named groups, which become parameters
   * @param operation what is done
   */
  public record Route(String name, String method, Pattern path, Operation operation) {

    /**
     * An action.
     *
     * @param template path with parameters in braces, for example {@code /clusters/{name}}
     */
    public static Route of(String name, String method, String template, Operation operation) {
      String expression =
          Pattern.compile("\\{(\\w+)}").matcher(template).replaceAll("(?<$1>[^/]+)");
      return new Route(name, method, Pattern.compile(expression + "/?"), operation);
    }
  }

  /** A service with these routes, the first that fits is taken. */
  public RestService(Set<String> signingNames, List<Route> routes) {
    this.signingNames = Set.copyOf(signingNames);
    this.routes = List.copyOf(routes);
  }

  @Override
  public Set<String> signingNames() {
    return signingNames;
  }

  @Override
  public String action(WireRequest request) {
    return route(request).map(Route::name).orElseGet(() -> request.method() + " " + request.path());
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    Route route =
        route(request)
            .orElseThrow(
                () ->
                    new WireFault(
                        404, "UnknownOperationException", "No operation: " + action(request)));
    Matcher path = route.path().matcher(request.path());
    if (!path.matches()) {
      throw new IllegalStateException("A route fits no more: " + request.path());
    }
    return WireAnswer.json(route.operation().answer(new Call(request, input(request, path))));
  }

  private Optional<Route> route(WireRequest request) {
    return routes.stream()
        .filter(
            route ->
                route.method().equals(request.method())
                    && route.path().matcher(request.path()).matches())
        .findFirst();
  }

  private static ObjectNode input(WireRequest request, Matcher path) {
    ObjectNode input = Bodies.object(request);
    request
        .query()
        .forEach(
            (name, values) -> {
              if (values.size() == 1) {
                input.put(name, values.getFirst());
              } else {
                values.forEach(input.withArray("/" + name)::add);
              }
            });
    path.namedGroups()
        .keySet()
        .forEach(
            name -> input.put(name, URLDecoder.decode(path.group(name), StandardCharsets.UTF_8)));
    return input;
  }
}
