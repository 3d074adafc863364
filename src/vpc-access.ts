import { Annotations } from 'aws-cdk-lib';
import { GatewayVpcEndpoint, GatewayVpcEndpointAwsService, IVpc, SubnetSelection, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** Id of the endpoint in the VPC: two platforms in one VPC share it. */
const ENDPOINT_ID = 'OrdersDynamoDbEndpoint';

/**
 * Makes DynamoDB reachable from the VPC without NAT, and picks the subnets of the function.
 *
 * @internal
 */
export function placeInVpc(scope: Construct, vpc: IVpc, vpcSubnets?: SubnetSelection): SubnetSelection {
  const subnets = vpcSubnets ?? { subnetType: vpc.privateSubnets.length > 0 ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED };
  if (!(vpc instanceof Vpc)) {
    Annotations.of(scope).addInfo('The imported `vpc` is left as it is: its subnets need a route to DynamoDB, best by a gateway endpoint');
  } else if (!vpc.node.children.some(child => child instanceof GatewayVpcEndpoint && isForDynamoDb(child))) {
    vpc.addGatewayEndpoint(ENDPOINT_ID, { service: GatewayVpcEndpointAwsService.DYNAMODB });
  }
  return subnets;
}

function isForDynamoDb(endpoint: GatewayVpcEndpoint): boolean {
  const service = endpoint.stack.resolve((endpoint.node.defaultChild as { serviceName?: unknown } | undefined)?.serviceName);
  return JSON.stringify(service ?? '').includes('.dynamodb');
}
