"""A second pair of eyes on the account, by boto3 and not by Stentor; says what it saw, or what is wrong (exit 1).

    witness.py --platform aws|rehearsal --home FOLDER --environment NAME [--region R] [--profile P] account ID | left | standing

account: the credentials are of this account. left: nothing of the environment is there. standing: all its stacks are complete.
"""

import argparse
import json
import pathlib
import sys

import boto3
from botocore.config import Config

parser = argparse.ArgumentParser()
for option in ("platform", "home", "environment"):
    parser.add_argument("--" + option, required=True)
parser.add_argument("--region")
parser.add_argument("--profile")
parser.add_argument("question", choices=("account", "left", "standing"))
parser.add_argument("account", nargs="?")
arguments = parser.parse_args()

name = "stentor-" + arguments.environment
if arguments.platform == "rehearsal":
    simulator = json.loads(pathlib.Path(arguments.home, "rehearsal", "simulator.json").read_text())
    endpoint = f"http://127.0.0.1:{simulator['port']}"
    session = boto3.Session(
        aws_access_key_id="AKIAREHEARSAL0000000", aws_secret_access_key="rehearsal", region_name=arguments.region or "eu-central-1")
else:
    endpoint = None
    session = boto3.Session(profile_name=arguments.profile, region_name=arguments.region)


def client(service):
    settings = Config(retries={"mode": "standard", "max_attempts": 10}, s3={"addressing_style": "path" if endpoint else "auto"})
    return session.client(service, endpoint_url=endpoint, config=settings)


def pages(service, operation, key, **parameters):
    asked = client(service)
    if not asked.can_paginate(operation):
        return getattr(asked, operation)(**parameters).get(key, [])
    return [one for page in asked.get_paginator(operation).paginate(**parameters) for one in page.get(key, [])]


def stacks():
    there = pages("cloudformation", "describe_stacks", "Stacks")
    return [one for one in there if one["StackName"].startswith(name + "-") and one["StackStatus"] != "DELETE_COMPLETE"]


def tagged(one):
    tags = {tag["Key"]: tag["Value"] for tag in one.get("Tags", [])}
    return tags.get("stentor:environment") == arguments.environment or tags.get("eks:eks-cluster-name") == name


def own(one):
    """By the name, which a longer environment's name may begin with as well: rather once too often."""
    return one == name or one.startswith(name + "-")


def left():
    found = [("stack", one["StackName"]) for one in stacks()]
    # Accounts can hide what EKS manages; without the flag a look proves nothing.
    managed = {"IncludeManagedResources": True}
    for one in pages("ec2", "describe_instances", "Reservations", **managed):
        found += [("instance", it["InstanceId"]) for it in one["Instances"] if tagged(it) and it["State"]["Name"] != "terminated"]
    found += [("volume", one["VolumeId"]) for one in pages("ec2", "describe_volumes", "Volumes", **managed) if tagged(one)]
    for one in pages("ec2", "describe_network_interfaces", "NetworkInterfaces", **managed):
        if tagged({"Tags": one.get("TagSet", [])}):
            found.append(("network interface", one["NetworkInterfaceId"]))
    for one in pages("ec2", "describe_launch_templates", "LaunchTemplates", **managed):
        if tagged(one):
            found.append(("launch template", one["LaunchTemplateId"]))
    for one in pages("ec2", "describe_nat_gateways", "NatGateways"):
        if tagged(one) and one["State"] != "deleted":
            found.append(("NAT gateway", one["NatGatewayId"]))
    for one in pages("ec2", "describe_vpc_endpoints", "VpcEndpoints"):
        if tagged(one) and one["State"].lower() != "deleted":
            found.append(("VPC endpoint", one["VpcEndpointId"]))
    for operation, key, id_ in (
        ("describe_addresses", "Addresses", "AllocationId"),
        ("describe_vpcs", "Vpcs", "VpcId"),
        ("describe_security_groups", "SecurityGroups", "GroupId"),
        ("describe_key_pairs", "KeyPairs", "KeyPairId"),
    ):
        found += [(key, one[id_]) for one in pages("ec2", operation, key) if tagged(one)]
    found += [("cluster", one) for one in pages("eks", "list_clusters", "clusters") if own(one)]
    found += [("file system", one["FileSystemId"]) for one in pages("efs", "describe_file_systems", "FileSystems") if tagged(one)]
    for one in pages("ecr", "describe_repositories", "repositories"):
        if own(one["repositoryName"].replace("/", "-")):
            found.append(("repository", one["repositoryName"]))
    found += [("bucket", one["Name"]) for one in pages("s3", "list_buckets", "Buckets") if own(one["Name"])]
    found += [("queue", one) for one in pages("sqs", "list_queues", "QueueUrls", QueueNamePrefix=name) if own(one.split("/")[-1])]
    found += [("schedule", one["Name"]) for one in pages("scheduler", "list_schedules", "Schedules") if own(one["Name"])]
    for one in pages("stepfunctions", "list_state_machines", "stateMachines"):
        if own(one["name"]):
            found.append(("state machine", one["name"]))
    for prefix in (f"/aws/eks/{name}/", f"/stentor/{arguments.environment}"):
        found += [("log group", one["logGroupName"]) for one in pages("logs", "describe_log_groups", "logGroups", logGroupNamePrefix=prefix)]
    for one in ROLES:
        try:
            client("iam").get_role(RoleName=f"{name}-{one}")
            found.append(("role", f"{name}-{one}"))
        except client("iam").exceptions.NoSuchEntityException:
            pass
    for kind, id_ in found:
        print(f"left: {kind} {id_}", file=sys.stderr)
    if found:
        sys.exit(f"aws-acceptance: {len(found)} things of {arguments.environment} are in the account")
    print("nothing left, by every service that was asked")


def standing():
    there = stacks()
    broken = [one["StackName"] + " " + one["StackStatus"] for one in there if not one["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE")]
    if broken or not there:
        sys.exit("aws-acceptance: " + ("; ".join(broken) or "there is no stack"))
    print(len(there), "stacks stand")


def account():
    found = client("sts").get_caller_identity()["Account"]
    if found != arguments.account:
        sys.exit(f"aws-acceptance: these credentials are of account {found}, not of {arguments.account}: nothing is done")
    print("account:", found)


ROLES = ("service", "cluster", "node", "master", "worker", "keda", "gate", "expiry-machine", "expiry-schedule")
{"left": left, "standing": standing, "account": account}[arguments.question]()
