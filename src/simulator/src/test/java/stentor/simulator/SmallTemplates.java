package stentor.simulator;

/** Templates that are just large enough for what a test wants to see. */
final class SmallTemplates {

  private SmallTemplates() {}

  /** A network whose VPC is exported. */
  static final String NETWORK =
      """
      Parameters:
        Cidr: {Type: String, Default: 10.1.0.0/16, AllowedPattern: '10\\.[0-9.]+/16'}
        Name: {Type: String, Default: first}
      Resources:
        Vpc:
          Type: AWS::EC2::VPC
          Properties:
            CidrBlock: !Ref Cidr
            Tags: [{Key: Name, Value: !Ref Name}]
        Subnet:
          Type: AWS::EC2::Subnet
          Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/24, AvailabilityZone: eu-central-1a}
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties: {GroupDescription: !Sub 'of ${Name}', VpcId: !Ref Vpc}
      Outputs:
        VpcId: {Value: !Ref Vpc, Export: {Name: !Sub '${AWS::StackName}-VpcId'}}
        SubnetId: {Value: !Ref Subnet, Export: {Name: !Sub '${AWS::StackName}-SubnetId'}}
        GroupId: {Value: !GetAtt Group.GroupId}
      """;

  /** Takes in what the network exports. */
  static final String USER =
      """
      Resources:
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties: {GroupDescription: user, VpcId: !ImportValue net-VpcId}
      """;

  /** Auto Mode in the network's subnet. */
  static final String CLUSTER =
      """
      Resources:
        Role:
          Type: AWS::IAM::Role
          Properties:
            RoleName: cluster-role
            AssumeRolePolicyDocument: {Version: 2012-10-17, Statement: []}
        Cluster:
          Type: AWS::EKS::Cluster
          Properties:
            Name: one
            RoleArn: !GetAtt Role.Arn
            BootstrapSelfManagedAddons: false
            ComputeConfig: {Enabled: true}
            StorageConfig: {BlockStorage: {Enabled: true}}
            KubernetesNetworkConfig: {ElasticLoadBalancing: {Enabled: true}}
            ResourcesVpcConfig: {SubnetIds: [!ImportValue net-SubnetId]}
      Outputs:
        Arn: {Value: !GetAtt Cluster.Arn}
      """;

  /** Queues as many as are named. */
  static String queues(int count) {
    StringBuilder text = new StringBuilder("Resources:\n");
    for (int i = 1; i <= count; i++) {
      text.append("  Queue").append(i).append(": {Type: AWS::SQS::Queue}\n");
    }
    return text.toString();
  }
}
