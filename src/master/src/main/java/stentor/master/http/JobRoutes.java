package stentor.master.http;

import io.javalin.config.RoutesConfig;

/** The family of routes under {@code /v1/jobs}. */
final class JobRoutes {

  private final Jobs jobs;
  private final JobAudio audio;
  private final JobEventStream events;

  JobRoutes(Jobs jobs, JobAudio audio, JobEventStream events) {
    this.jobs = jobs;
    this.audio = audio;
    this.events = events;
  }

  void register(RoutesConfig routes) {
    routes.post("/v1/jobs", jobs::post);
    routes.get("/v1/jobs", jobs::list);
    routes.get("/v1/jobs/{id}", jobs::get);
    routes.get("/v1/jobs/{id}/audio", audio::get);
    routes.head("/v1/jobs/{id}/audio", audio::get);
    routes.get("/v1/jobs/{id}/events", events::get);
    routes.post("/v1/jobs/{id}/replay", jobs::replay);
    routes.delete("/v1/jobs/{id}", jobs::delete);
  }
}
