"""Makes the stacks of an environment in moto and uses what they give; prints a line for each thing that held.

    create_in_moto.py ENDPOINT TEMPLATES

moto is not CloudFormation. It skips AWS::EKS::*, AWS::Scheduler::Schedule, AWS::EC2::InstanceConnectEndpoint, AWS::S3::BucketPolicy
and AWS::SQS::QueuePolicy, and of what it makes it leaves out properties (of a bucket, all but encryption). So the stacks cluster and
gate are not made here, and what it leaves out is looked at in the templates (TemplatePolicyTest).
"""

import json
import pathlib
import re
import sys

import boto3
from botocore.exceptions import ClientError

ENVIRONMENT = "rehearsal"
REGION = "eu-central-1"
MODEL = "moonshine-tiny-en"
TAGS = {
    "stentor:environment": ENVIRONMENT,
    "stentor:incarnation": "7b8a3a5e-0a6c-4a57-9d8a-2f6f4a1f0001",
    "stentor:owner": "tester",
    "stentor:expires-at": "2030-01-01T00:00:00Z",
}

endpoint, templates = sys.argv[1], pathlib.Path(sys.argv[2])
session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION)


def client(service):
    return session.client(service, endpoint_url=endpoint)


formation, ec2, sqs, s3, iam = (client(name) for name in ("cloudformation", "ec2", "sqs", "s3", "iam"))


def held(condition, what):
    if not condition:
        sys.exit(f"NOT: {what}")
    print(what, flush=True)


def make(part, template, **parameters):
    name = f"stentor-{ENVIRONMENT}-{part}"
    given = {"Environment": ENVIRONMENT, **parameters}
    formation.create_stack(
        StackName=name,
        TemplateBody=(templates / f"{template}.yaml").read_text(),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()],
        Tags=[{"Key": key, "Value": value} for key, value in {**TAGS, "stentor:part": part}.items()],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    stack = formation.describe_stacks(StackName=name)["Stacks"][0]
    held(stack["StackStatus"] == "CREATE_COMPLETE", f"stack {part} is made")
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def lifecycle_policy():
    text = (templates / "registry.yaml").read_text()
    return " ".join(re.search(r"LifecyclePolicyText: >-\n((?: {10}.*\n)+)", text).group(1).split())


# roles
roles = make("roles", "roles")
for output, name in {
    "ServiceRoleArn": "service",
    "ClusterRoleArn": "cluster",
    "NodeRoleArn": "node",
    "MasterRoleArn": "master",
    "WorkerRoleArn": "worker",
    "KedaRoleArn": "keda",
    "ExpiryMachineRoleArn": "expiry-machine",
    "ExpiryScheduleRoleArn": "expiry-schedule",
}.items():
    role = iam.get_role(RoleName=f"stentor-{ENVIRONMENT}-{name}")["Role"]
    held(role["Arn"] == roles[output], f"role {name} is there")
held(iam.get_role(RoleName=roles["GateRoleName"])["Role"]["RoleName"].endswith("-gate"), "the gate's role is there")

# network
network = make(
    "network", "network", Network="public", Zone1=f"{REGION}a", Zone2=f"{REGION}b", Zone3=f"{REGION}c"
)
vpc = ec2.describe_vpcs(VpcIds=[network["VpcId"]])["Vpcs"][0]
held(vpc["CidrBlock"] == "10.64.0.0/16", "the VPC has its range")
for ids in (network["PublicSubnetIds"], network["PrivateSubnetIds"]):
    subnets = ec2.describe_subnets(SubnetIds=ids.split(","))["Subnets"]
    held(sorted(subnet["AvailabilityZone"][-1] for subnet in subnets) == ["a", "b", "c"], "a subnet in each zone")
for table, public in ((network["PublicRouteTableId"], True), (network["PrivateRouteTableId"], False)):
    ways = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    held(any(way.get("GatewayId", "").startswith("igw-") for way in ways) == public, f"a way to the internet: {public}")
    held(any(way.get("GatewayId", "").startswith("vpce-") for way in ways), "a way to S3 that costs nothing")
held(network["NodeSubnetIds"] == network["PublicSubnetIds"], "nodes are public")
held(network["NodeSubnet3"] == network["PublicSubnetIds"].split(",")[2], "the third subnet of nodes is told")
gate_group = ec2.describe_security_groups(GroupIds=[network["GateSecurityGroupId"]])["SecurityGroups"][0]
held(gate_group["IpPermissions"] == [], "nobody can come to the gate before the gate says who")
files = ec2.describe_security_groups(GroupIds=[network["FileSystemSecurityGroupId"]])["SecurityGroups"][0]
held(
    [(rule["FromPort"], [pair["GroupId"] for pair in rule["UserIdGroupPairs"]], rule["IpRanges"]) for rule in files["IpPermissions"]]
    == [(2049, [network["GateSecurityGroupId"]], [])],
    "the file system hears the gate's NFS and nothing else",
)

# expiry: moto runs no schedules made by CloudFormation; its machine is looked at, and run elsewhere
expiry = make("expiry", "expiry", ExpiresAt="2030-01-01T00:00:00")
machine = client("stepfunctions").describe_state_machine(stateMachineArn=expiry["StateMachineArn"])
held(machine["roleArn"] == roles["ExpiryMachineRoleArn"], "the machine of the end has its role")
definition = json.loads(machine["definition"])
held(
    [stack["name"] for stack in definition["States"]["Stacks"]["Result"]["stacks"]]
    == [f"stentor-{ENVIRONMENT}-{part}" for part in ("gate", "cluster", "nat", "endpoints")],
    "the machine ends what bills by the hour",
)

# storage: moto's access points have no name by Ref, and so it gives none of this stack's outputs; its resources are asked
make("storage", "storage", Zone3=f"{REGION}c")
efs = client("efs")
system = efs.describe_file_systems()["FileSystems"][0]
held(system["Encrypted"], "the file system is encrypted")
held(system["ThroughputMode"] == "elastic", "its throughput is elastic")
targets = efs.describe_mount_targets(FileSystemId=system["FileSystemId"])["MountTargets"]
held(
    sorted(target["SubnetId"] for target in targets) == sorted(network["NodeSubnetIds"].split(",")),
    "a mount target in every subnet of nodes",
)
for target in targets:
    groups = efs.describe_mount_target_security_groups(MountTargetId=target["MountTargetId"])["SecurityGroups"]
    held(groups == [network["FileSystemSecurityGroupId"]], "which is in the file system's group")
point = efs.describe_access_points(FileSystemId=system["FileSystemId"])["AccessPoints"][0]
held((point["PosixUser"]["Uid"], point["PosixUser"]["Gid"]) == (10001, 10001), "the access point writes as who is told")

# registry
registry = make("registry", "registry")
ecr = client("ecr")
for output, name in {
    "MasterRepositoryUri": "master",
    "WorkerRepositoryUri": "worker",
    "KedaOperatorRepositoryUri": "keda",
    "KedaMetricsRepositoryUri": "keda-metrics-apiserver",
    "KedaWebhooksRepositoryUri": "keda-admission-webhooks",
}.items():
    full = f"stentor-{ENVIRONMENT}/{name}"
    repository = ecr.describe_repositories(repositoryNames=[full])["repositories"][0]
    held(repository["repositoryUri"] == registry[output], f"repository {name} is where it is told")
    held(repository["imageTagMutability"] == "IMMUTABLE", "its tags stay")
    # moto's CloudFormation leaves this out, but moto reads it as ECR does and refuses what is wrong.
    ecr.put_lifecycle_policy(repositoryName=full, lifecyclePolicyText=lifecycle_policy())
    held(len(json.loads(lifecycle_policy())["rules"]) == 2, "its old images go")

# jobs
jobs = make("jobs", "jobs")
bucket = jobs["BucketName"]
s3.put_object(Bucket=bucket, Key="jobs/1/request.json", Body=b"{}", IfNoneMatch="*")
try:
    s3.put_object(Bucket=bucket, Key="jobs/1/request.json", Body=b"[]", IfNoneMatch="*")
    held(False, "a document is made once")
except ClientError as refused:
    held(refused.response["ResponseMetadata"]["HTTPStatusCode"] == 412, "a document is made once")
held(s3.get_object(Bucket=bucket, Key="jobs/1/request.json")["Body"].read() == b"{}", "it is read back")
encryption = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
held(encryption["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256", "it is encrypted")

# queues
queues = make(f"Queues-{MODEL}", "queues", Model=MODEL)
held(queues["ShortQueueUrl"].endswith(f"/stentor-{ENVIRONMENT}-Short-{MODEL}"), "the short queue has its name")
for output, kind in {"ShortQueueUrl": "Short", "LongQueueUrl": "Long", "DeadLetterQueueUrl": "Dead"}.items():
    url = sqs.get_queue_url(QueueName=f"stentor-{ENVIRONMENT}-{kind}-{MODEL}")["QueueUrl"]
    held(url.rsplit("/", 1)[1] == queues[output].rsplit("/", 1)[1], f"queue {kind} is where it is told")
    sqs.send_message(QueueUrl=url, MessageBody=kind)
    messages = sqs.receive_message(QueueUrl=url)["Messages"]
    held([message["Body"] for message in messages] == [kind], f"queue {kind} gives what was sent")
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    held(attributes["SqsManagedSseEnabled"].lower() == "true", f"queue {kind} is encrypted")
    if kind != "Dead":
        redrive = json.loads(attributes["RedrivePolicy"])
        held(
            str(redrive["maxReceiveCount"]) == "10" and redrive["deadLetterTargetArn"].endswith(f"-Dead-{MODEL}"),
            f"queue {kind} gives up to the dead-letter queue after ten times",
        )

# The schedule is not made by moto, so its name is exported as nothing: a stand-in takes the stack's place.
formation.delete_stack(StackName=f"stentor-{ENVIRONMENT}-expiry")
formation.create_stack(
    StackName="stand-in",
    TemplateBody=json.dumps(
        {
            "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
            "Outputs": {
                "ScheduleName": {
                    "Value": f"stentor-{ENVIRONMENT}-expiry",
                    "Export": {"Name": f"stentor-{ENVIRONMENT}-expiry-ScheduleName"},
                }
            },
        }
    ),
)

# nat
nat = make("nat", "nat")
gateway = ec2.describe_nat_gateways(NatGatewayIds=[nat["NatGatewayId"]])["NatGateways"][0]
held(gateway["SubnetId"] == network["PublicSubnetIds"].split(",")[0], "the NAT gateway is in the first public subnet")
ways = ec2.describe_route_tables(RouteTableIds=[network["PrivateRouteTableId"]])["RouteTables"][0]["Routes"]
held(any(way.get("NatGatewayId") == nat["NatGatewayId"] for way in ways), "private subnets go out by it")

# endpoints
endpoints = make("endpoints", "endpoints")["EndpointIds"].split(",")
found = ec2.describe_vpc_endpoints(VpcEndpointIds=endpoints)["VpcEndpoints"]
held(
    sorted(one["ServiceName"].split(".", 3)[3] for one in found)
    == ["ecr.api", "ecr.dkr", "eks-auth", "elasticfilesystem", "logs", "sqs", "sts"],
    "the services that private nodes need have endpoints",
)
