import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  CfnVPCEndpoint, GatewayVpcEndpoint, GatewayVpcEndpointAwsService, InterfaceVpcEndpointAwsService, SecurityGroup, SubnetSelection, SubnetType, Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { OrderProcessingPlatform } from '../../src';
import { asText, onlyResource, synthesizedPlatform, warnings } from '../support/synthesized-platform';

const ISOLATED = { name: 'orders', subnetType: SubnetType.PRIVATE_ISOLATED };
const EGRESS = { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS };
const PUBLIC = { name: 'public', subnetType: SubnetType.PUBLIC };

const routeTables = (vpc: Vpc) => vpc.isolatedSubnets.map(({ routeTable }) => routeTable.routeTableId);
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

describe('an endpoint for DynamoDB that the VPC has not made itself', () => {
  const endpoint = (scope: Construct, vpc: Vpc, subnets?: SubnetSelection[]) =>
    new GatewayVpcEndpoint(scope, 'Endpoint', { vpc, service: GatewayVpcEndpointAwsService.DYNAMODB, subnets });
  const endpointsOf = (...stacks: Stack[]) => stacks.flatMap(stack => Object.keys(Template.fromStack(stack).findResources('AWS::EC2::VPCEndpoint')));

  test('is used, beside the VPC and in another stack', () => {
    const { stack } = synthesizedPlatform(scope => {
      const vpc = new Vpc(scope, 'Vpc', { subnetConfiguration: [ISOLATED] });
      endpoint(scope, vpc);
      return { vpc };
    });
    expect(endpointsOf(stack)).toHaveLength(1);
    expect(warnings(stack, 'DynamoDB gateway endpoint')).toEqual([]);

    const app = new App();
    const [network, access, shop] = ['Network', 'Access', 'Shop'].map(id => new Stack(app, id));
    const vpc = new Vpc(network, 'Vpc', { subnetConfiguration: [ISOLATED] });
    endpoint(access, vpc);
    new OrderProcessingPlatform(shop, 'Orders', { vpc });
    expect(endpointsOf(network, access, shop)).toHaveLength(1);
  });

  test('is used as well when it is CloudFormation\'s own resource; one of another VPC is not', () => {
    const { stack } = synthesizedPlatform(scope => {
      const vpc = new Vpc(scope, 'Vpc', { subnetConfiguration: [ISOLATED] });
      new CfnVPCEndpoint(scope, 'Endpoint', { vpcId: vpc.vpcId, serviceName: 'com.amazonaws.eu-central-1.dynamodb', routeTableIds: routeTables(vpc) });
      return { vpc };
    });
    expect(endpointsOf(stack)).toHaveLength(1);
    const two = synthesizedPlatform(scope => {
      endpoint(scope, new Vpc(scope, 'Other', { subnetConfiguration: [ISOLATED] }));
      return { vpc: new Vpc(scope, 'Vpc', { subnetConfiguration: [ISOLATED] }) };
    });
    expect(endpointsOf(two.stack)).toHaveLength(2);
  });

  test('draws a warning when it is for other subnets than the function\'s', () => {
    const { stack } = synthesizedPlatform(scope => {
      const vpc = new Vpc(scope, 'Vpc', { maxAzs: 1, subnetConfiguration: [EGRESS, PUBLIC, ISOLATED] });
      endpoint(scope, vpc, [{ subnetType: SubnetType.PRIVATE_ISOLATED }]);
      return { vpc };
    });
    expect(endpointsOf(stack)).toHaveLength(1);
    expect(warnings(stack, 'DynamoDB gateway endpoint')).toEqual([
      expect.stringContaining('\'Shop/Endpoint/Resource\' is not for all `vpcSubnets` of the order function: add \'Shop/Vpc/privateSubnet1\' to its `subnets`'),
    ]);
  });

  test('with route tables that are a token draws none', () => {
    const { stack } = synthesizedPlatform(scope => {
      const vpc = new Vpc(scope, 'Vpc', { subnetConfiguration: [ISOLATED] });
      const routeTableIds = new CfnParameter(scope, 'RouteTables', { type: 'CommaDelimitedList' }).valueAsList;
      new CfnVPCEndpoint(scope, 'Endpoint', { vpcId: vpc.vpcId, vpcEndpointType: 'Gateway', serviceName: 'com.amazonaws.eu-central-1.dynamodb', routeTableIds });
      return { vpc };
    });
    expect(warnings(stack, 'DynamoDB gateway endpoint')).toEqual([]);
  });

  test('with no route table at all draws one', () => {
    const { stack } = synthesizedPlatform(scope => {
      const vpc = new Vpc(scope, 'Vpc', { subnetConfiguration: [ISOLATED] });
      new CfnVPCEndpoint(scope, 'Endpoint', { vpcId: vpc.vpcId, serviceName: 'com.amazonaws.eu-central-1.dynamodb' });
      return { vpc };
    });
    expect(warnings(stack, 'DynamoDB gateway endpoint')).toHaveLength(1);
  });

  test('is refused at synthesis when it comes after the platform', () => {
    const stack = new Stack(new App(), 'Shop');
    const vpc = new Vpc(stack, 'Vpc', { subnetConfiguration: [ISOLATED] });
    new OrderProcessingPlatform(stack, 'Orders', { vpc });
    endpoint(stack, vpc);
    expect(() => Template.fromStack(stack)).toThrow('[Shop/Orders] `vpc` got the DynamoDB gateway endpoint \'Shop/Endpoint/Resource\' after the platform, ' +
      'which had made one already (\'Shop/Vpc/OrdersDynamoDbEndpoint\'): create yours before the platform, which then uses it, or leave it out');
  });
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

describe('subnets are refused', () => {
  test.each<[string, SubnetSelection, string]>([
    ['that are public', { subnetType: SubnetType.PUBLIC },
      'must be private or isolated subnets: in a public one a function has no public address, got: \'Shop/Vpc/publicSubnet1, Shop/Vpc/publicSubnet2\''],
    ['that the VPC does not have', { subnetGroupName: 'warehouse' },
      'must select subnets of `vpc` (There are no subnet groups with name \'warehouse\' in this VPC. Available names: public,orders)'],
  ])('%s', (_case, vpcSubnets, message) => {
    expect(() => synthesizedPlatform(stack => ({ vpc: new Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [PUBLIC, ISOLATED] }), vpcSubnets })))
      .toThrow(`[Shop/Orders] \`vpcSubnets\` ${message}`);
  });
});

test.each(['vpcSubnets', 'securityGroups'])('%s needs a VPC', prop => {
  expect(() => synthesizedPlatform({ [prop]: prop === 'vpcSubnets' ? {} : [] })).toThrow(`[Shop/Orders] \`${prop}\` must come with \`vpc\``);
});
