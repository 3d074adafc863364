import { Annotations, CfnResource, Resource, Token } from 'aws-cdk-lib';
import { CfnVPCEndpoint, GatewayVpcEndpointAwsService, IVpc, SubnetSelection, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Construct, IConstruct } from 'constructs';

const ENDPOINT_ID = 'OrdersDynamoDbEndpoint';

/**
 * Makes DynamoDB reachable from the VPC without NAT, and picks the subnets of the function.
 *
 * A VPC's route table takes one gateway endpoint for DynamoDB: one that exists anywhere in the app is used, also that of another platform.
 *
 * @internal
 */
export function placeInVpc(scope: Construct, vpc: IVpc, vpcSubnets?: SubnetSelection): SubnetSelection {
  const subnets = vpcSubnets ?? privateSubnets(vpc);
  if (!Resource.isOwnedResource(vpc)) {
    Annotations.of(scope).addInfo('The imported `vpc` is left as it is: its subnets need a route to DynamoDB, best by a gateway endpoint');
    return subnets;
  }
  const endpoints = dynamoDbEndpoints(vpc);
  if (endpoints.length > 0) {
    warnOfUnreachable(scope, vpc, subnets, endpoints);
  } else {
    const own = vpc.addGatewayEndpoint(ENDPOINT_ID, { service: GatewayVpcEndpointAwsService.DYNAMODB });
    refuseLaterEndpoints(scope, vpc, own);
  }
  return subnets;
}

function privateSubnets(vpc: IVpc): SubnetSelection {
  return { subnetType: vpc.privateSubnets.length > 0 ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED };
}

/** In whichever stack they are: an endpoint is a child of the VPC only if the VPC has made it. */
function dynamoDbEndpoints(vpc: IVpc): CfnVPCEndpoint[] {
  return vpc.node.root.node.findAll().filter(isEndpoint).filter(endpoint =>
    endpoint.vpcId === vpc.vpcId && (endpoint.vpcEndpointType ?? 'Gateway') === 'Gateway' && isForDynamoDb(endpoint));
}

function isEndpoint(node: IConstruct): node is CfnVPCEndpoint {
  return CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::EC2::VPCEndpoint';
}

function isForDynamoDb({ stack, serviceName }: CfnVPCEndpoint): boolean {
  return /\.dynamodb"/.test(JSON.stringify(stack.resolve(serviceName) ?? ''));
}

function warnOfUnreachable(scope: Construct, vpc: IVpc, subnets: SubnetSelection, endpoints: CfnVPCEndpoint[]): void {
  if (endpoints.some(({ routeTableIds }) => Token.isUnresolved(routeTableIds))) return;
  const reaching = endpoints.flatMap(({ routeTableIds }) => routeTableIds ?? []);
  const unreachable = vpc.selectSubnets(subnets).subnets
    .filter(({ routeTable: { routeTableId } }) => routeTableId && !reaching.includes(routeTableId));
  if (unreachable.length > 0) {
    Annotations.of(scope).addWarningV2('cdk-order-processing-platform:dynamoDbEndpoint',
      `The DynamoDB gateway endpoint '${endpoints[0].node.path}' is not for all \`vpcSubnets\` of the order function: add ${
        unreachable.map(({ node }) => `'${node.path}'`).join(', ')} to its \`subnets\`, unless a NAT gateway leads to DynamoDB from there`);
  }
}

/** CloudFormation would find the route table taken, at deployment. */
function refuseLaterEndpoints(scope: Construct, vpc: IVpc, own: IConstruct): void {
  scope.node.addValidation({
    validate: () => dynamoDbEndpoints(vpc).filter(({ node }) => node.scope !== own).map(({ node }) =>
      `\`vpc\` got the DynamoDB gateway endpoint '${node.path}' after the platform, which had made one already ('${own.node.path}'): ` +
      'create yours before the platform, which then uses it, or leave it out'),
  });
}
