package stentor.master.http;

import io.javalin.config.RoutesConfig;

/** The family of routes under {@code /v1/jobs}. */
final class JobRoutes {

  private final Jobs jobs;

  JobRoutes(Jobs jobs) {
    this.jobs = jobs;
  }

  void register(RoutesConfig routes) {
    routes.post("/v1/jobs", jobs::post);
    routes.get("/v1/jobs", jobs::list);
    routes.get("/v1/jobs/{id}", jobs::get);
    routes.delete("/v1/jobs/{id}", jobs::delete);
  }
}
