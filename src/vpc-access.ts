import { Annotations } from 'aws-cdk-lib';
import { GatewayVpcEndpoint, GatewayVpcEndpointAwsService, IVpc, SubnetSelection, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { invalidProp } from './prop-validation';

/** Id of the endpoint in the VPC: two platforms in one VPC share it. */
const ENDPOINT_ID = 'OrdersDynamoDbEndpoint';

/**
 * Makes DynamoDB reachable from the VPC without NAT, and picks the subnets of the function.
 *
 * @internal
 */
export function placeInVpc(scope: Construct, vpc: IVpc, vpcSubnets?: SubnetSelection): SubnetSelection {
  const subnets = vpcSubnets ?? privateSubnets(scope, vpc);
  if (!(vpc instanceof Vpc)) {
    Annotations.of(scope).addInfo('The imported `vpc` is left as it is: its subnets need a route to DynamoDB, best by a gateway endpoint');
  } else if (!vpc.node.children.some(child => child instanceof GatewayVpcEndpoint && isForDynamoDb(child))) {
    vpc.addGatewayEndpoint(ENDPOINT_ID, { service: GatewayVpcEndpointAwsService.DYNAMODB });
  }
  return subnets;
}

function privateSubnets(scope: Construct, vpc: IVpc): SubnetSelection {
  if (vpc.privateSubnets.length > 0) return { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
  if (vpc.isolatedSubnets.length > 0) return { subnetType: SubnetType.PRIVATE_ISOLATED };
  throw invalidProp(scope, 'vpc', 'must have private or isolated subnets: in a public one a function has no public address');
}

function isForDynamoDb(endpoint: GatewayVpcEndpoint): boolean {
  const service = endpoint.stack.resolve((endpoint.node.defaultChild as { serviceName?: unknown } | undefined)?.serviceName);
  return JSON.stringify(service ?? '').includes('.dynamodb');
}
