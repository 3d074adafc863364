import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { GatewayVpcEndpointAwsService, InterfaceVpcEndpointAwsService, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { OrderProcessingPlatform } from '../src';
import { asText, onlyResource, synthesizedPlatform } from './synthesized-platform';

const ISOLATED = { name: 'orders', subnetType: SubnetType.PRIVATE_ISOLATED };
const EGRESS = { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS };
const PUBLIC = { name: 'public', subnetType: SubnetType.PUBLIC };

const subnetNames = (template: Template) => onlyResource(template, 'AWS::Lambda::Function').VpcConfig.SubnetIds.map(asText).join();

test('in a VPC of isolated subnets: a DynamoDB gateway endpoint, no NAT, the function in them', () => {
  const { template } = synthesizedPlatform(stack => ({ vpc: new Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [ISOLATED] }) }));
  const endpoint = onlyResource(template(), 'AWS::EC2::VPCEndpoint');
  expect(endpoint.VpcEndpointType).toBe('Gateway');
  expect(asText(endpoint.ServiceName)).toBe('com.amazonaws.<AWS::Region>.dynamodb');
  template().resourceCountIs('AWS::EC2::NatGateway', 0);
  template().resourceCountIs('AWS::EC2::SecurityGroup', 1);
  expect(subnetNames(template())).toContain('VpcordersSubnet1');
});

test('private subnets are taken before isolated ones, and never public ones', () => {
  const { template } = synthesizedPlatform(stack => ({ vpc: new Vpc(stack, 'Vpc', { subnetConfiguration: [PUBLIC, EGRESS, ISOLATED] }) }));
  expect(subnetNames(template())).toMatch(/^<VpcprivateSubnet1\w+>,<VpcprivateSubnet2\w+>$/);
});

test('subnets and security groups may be brought', () => {
  const { template } = synthesizedPlatform(stack => {
    const vpc = new Vpc(stack, 'Vpc', { subnetConfiguration: [PUBLIC, EGRESS, ISOLATED] });
    return { vpc, vpcSubnets: { subnetGroupName: 'orders' }, securityGroups: [new SecurityGroup(stack, 'Shop', { vpc })] };
  });
  expect(subnetNames(template())).toMatch(/^<VpcordersSubnet1\w+>/);
  template().resourceCountIs('AWS::EC2::SecurityGroup', 1);
});

test('an endpoint for DynamoDB that exists is used; one for another service is not taken for it', () => {
  const existing = synthesizedPlatform(stack => ({
    vpc: new Vpc(stack, 'Vpc', { subnetConfiguration: [ISOLATED], gatewayEndpoints: { Orders: { service: GatewayVpcEndpointAwsService.DYNAMODB } } }),
  }));
  existing.template().resourceCountIs('AWS::EC2::VPCEndpoint', 1);
  const others = synthesizedPlatform(stack => {
    const vpc = new Vpc(stack, 'Vpc', { subnetConfiguration: [ISOLATED], gatewayEndpoints: { Files: { service: GatewayVpcEndpointAwsService.S3 } } });
    vpc.addInterfaceEndpoint('Logs', { service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS });
    return { vpc };
  });
  others.template().resourceCountIs('AWS::EC2::VPCEndpoint', 3);
});

test('two platforms in one VPC share the endpoint', () => {
  const stack = new Stack(new App(), 'Shop');
  const vpc = new Vpc(stack, 'Vpc', { subnetConfiguration: [ISOLATED] });
  new OrderProcessingPlatform(stack, 'Retail', { vpc });
  new OrderProcessingPlatform(stack, 'Wholesale', { vpc, environmentSuffix: 'wholesale', outputPrefix: 'Wholesale' });
  Template.fromStack(stack).resourceCountIs('AWS::EC2::VPCEndpoint', 1);
});

test('an imported VPC is left as it is, and synth says what it needs', () => {
  const { template, stack } = synthesizedPlatform(scope => ({
    vpc: Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] }),
  }));
  template().resourceCountIs('AWS::EC2::VPCEndpoint', 0);
  expect(onlyResource(template(), 'AWS::Lambda::Function').VpcConfig.SubnetIds).toEqual(['subnet-1']);
  Annotations.fromStack(stack).hasInfo('/Shop/Orders', Match.stringLikeRegexp('need a route to DynamoDB'));
});

test('a VPC of public subnets only is refused', () => {
  expect(() => synthesizedPlatform(stack => ({ vpc: new Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [PUBLIC] }) })))
    .toThrow('[Shop/Orders] `vpc` must have private or isolated subnets');
});

test.each(['vpcSubnets', 'securityGroups'])('%s needs a VPC', prop => {
  expect(() => synthesizedPlatform({ [prop]: prop === 'vpcSubnets' ? {} : [] })).toThrow(`[Shop/Orders] \`${prop}\` must come with \`vpc\``);
});
