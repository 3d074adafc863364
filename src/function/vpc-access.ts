import { Annotations, Token } from 'aws-cdk-lib';
import { CfnVPCEndpoint, GatewayVpcEndpointAwsService, IVpc, SubnetSelection, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct, IConstruct } from 'constructs';
import { invalidProp } from '../validation/prop-validation';

const ENDPOINT_ID = 'OrdersDynamoDbEndpoint';

/**
 * Makes DynamoDB reachable from the VPC without NAT, and picks the subnets of the function.
 *
 * A VPC's route table takes one gateway endpoint for DynamoDB: one that exists anywhere in the app is used, also that of another platform.
 *
 * @internal
 */
export function placeInVpc(scope: Construct, vpc: IVpc, vpcSubnets?: SubnetSelection): SubnetSelection {
  if (vpcSubnets) validateSubnets(scope, vpc, vpcSubnets);
  const subnets = vpcSubnets ?? privateSubnets(scope, vpc);
  if (!(vpc instanceof Vpc)) {
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

function privateSubnets(scope: Construct, vpc: IVpc): SubnetSelection {
  if (vpc.privateSubnets.length > 0) return { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
  if (vpc.isolatedSubnets.length > 0) return { subnetType: SubnetType.PRIVATE_ISOLATED };
  throw invalidProp(scope, 'vpc', 'must have private or isolated subnets: in a public one a function has no public address');
}

function validateSubnets(scope: Construct, vpc: IVpc, vpcSubnets: SubnetSelection): void {
  let selected: string[];
  try {
    selected = vpc.selectSubnets(vpcSubnets).subnetIds;
  } catch (error) {
    throw invalidProp(scope, 'vpcSubnets', `must select subnets of \`vpc\` (${(error as Error).message})`);
  }
  const publicOnes = vpc.publicSubnets.filter(({ subnetId }) => selected.includes(subnetId));
  if (publicOnes.length > 0) {
    throw invalidProp(scope, 'vpcSubnets', 'must be private or isolated subnets: in a public one a function has no public address',
      publicOnes.map(({ node }) => node.path).join(', '));
  }
}

/** In whichever stack they are: an endpoint is a child of the VPC only if the VPC has made it. */
function dynamoDbEndpoints(vpc: Vpc): CfnVPCEndpoint[] {
  return vpc.node.root.node.findAll().filter((node): node is CfnVPCEndpoint =>
    node instanceof CfnVPCEndpoint && node.vpcId === vpc.vpcId && (node.vpcEndpointType ?? 'Gateway') === 'Gateway' && isForDynamoDb(node));
}

function isForDynamoDb({ stack, serviceName }: CfnVPCEndpoint): boolean {
  return /\.dynamodb"/.test(JSON.stringify(stack.resolve(serviceName) ?? ''));
}

function warnOfUnreachable(scope: Construct, vpc: Vpc, subnets: SubnetSelection, endpoints: CfnVPCEndpoint[]): void {
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
function refuseLaterEndpoints(scope: Construct, vpc: Vpc, own: IConstruct): void {
  scope.node.addValidation({
    validate: () => dynamoDbEndpoints(vpc).filter(({ node }) => node.scope !== own).map(({ node }) =>
      `\`vpc\` got the DynamoDB gateway endpoint '${node.path}' after the platform, which had made one already ('${own.node.path}'): ` +
      'create yours before the platform, which then uses it, or leave it out'),
  });
}
