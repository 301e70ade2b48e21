package stentor.aws.preflight;

/** What an account may have a limited number of in a region, as Service Quotas knows it. */
public enum Quota {
  /** Processors of running on-demand instances of the usual families. */
  ON_DEMAND("vCPUs of on-demand instances", "ec2", "L-1216C47A"),
  /** Processors of spot instances of the usual families; new accounts often have five. */
  SPOT("vCPUs of spot instances", "ec2", "L-34B43A08"),
  /** EKS clusters. */
  CLUSTERS("EKS clusters", "eks", "L-1194D53C"),
  /** Networks. */
  NETWORKS("VPCs", "vpc", "L-F678F1CE"),
  /** Internet gateways. */
  GATEWAYS("internet gateways", "vpc", "L-A4707A72"),
  /** Elastic addresses. */
  ADDRESSES("elastic IP addresses", "ec2", "L-0263D0A3");

  private final String title;
  private final String service;
  private final String code;

  Quota(String title, String service, String code) {
    this.title = title;
    this.service = service;
    this.code = code;
  }

  /** What it counts, for a person. */
  public String title() {
    return title;
  }

  /** Code of its service. */
  public String service() {
    return service;
  }

  /** Its code. */
  public String code() {
    return code;
  }
}
