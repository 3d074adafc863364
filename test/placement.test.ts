import { App, CfnOutput, Environment as AwsEnvironment, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { OrderEnvironment, OrderConsumer, OrderProcessingPlatform } from '../src';
import { onlyResource, synthesizedPlatform } from './support/synthesized-platform';

const ACCOUNT = '111122223333';

test.each<[string, AwsEnvironment]>([
  ['an account in the commercial partition', { account: ACCOUNT, region: 'eu-central-1' }],
  ['GovCloud', { account: ACCOUNT, region: 'us-gov-west-1' }],
  ['China', { account: ACCOUNT, region: 'cn-north-1' }],
  ['a region, but no account', { region: 'ap-southeast-2' }],
])('synthesizes in %s, and no ARN is written out', (_where, env) => {
  const { template } = synthesizedPlatform({ environment: OrderEnvironment.PROD }, { env });
  const text = JSON.stringify(template().toJSON());
  expect(text).not.toMatch(/arn:aws/);
  template().resourceCountIs('AWS::DynamoDB::Table', 1);
  // In China, services have names of their own.
  expect(JSON.stringify(onlyResource(template(), 'AWS::KMS::Key').KeyPolicy)).toContain('AWS::URLSuffix');
});

test.each<[string, AwsEnvironment]>([
  ['GovCloud', { account: ACCOUNT, region: 'us-gov-west-1' }],
  ['China', { account: ACCOUNT, region: 'cn-north-1' }],
])('in %s with a domain, a VPC, consumers and a warm alias: no ARN, region or domain of another partition is written out', (_where, env) => {
  const partition = env.region!.startsWith('cn-') ? 'aws-cn' : 'aws-us-gov';
  const { stack, platform, template } = synthesizedPlatform(scope => ({
    environment: OrderEnvironment.PROD,
    vpc: new Vpc(scope, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'orders', subnetType: SubnetType.PRIVATE_ISOLATED }] }),
    functionOptions: { provisionedConcurrentExecutions: 2 },
    apiOptions: {
      domain: {
        domainName: 'orders.shop.example',
        certificate: Certificate.fromCertificateArn(scope, 'Certificate', `arn:${partition}:acm:${env.region}:${ACCOUNT}:certificate/1`),
        hostedZone: HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: 'Z1', zoneName: 'shop.example' }),
        mappingKey: 'v1',
      },
    },
  }), { env });
  platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new Queue(stack, 'Queue')));
  platform.addOrderConsumer('Analytics', OrderConsumer.fromEventBus(new EventBus(stack, 'Bus')));
  for (const [type, count] of [['AWS::ApiGatewayV2::DomainName', 1], ['AWS::Route53::RecordSet', 2], ['AWS::EC2::VPCEndpoint', 1], ['AWS::Events::Rule', 2], ['AWS::Lambda::Alias', 1]] as const) {
    template().resourceCountIs(type, count);
  }
  const text = JSON.stringify(template().toJSON());
  expect(text).not.toMatch(/arn:aws:/);
  expect(text.match(/arn:aws-[^"]*/g)).toEqual([`arn:${partition}:acm:${env.region}:${ACCOUNT}:certificate/1`]);
  // Principals of services have the same name in all partitions; a service's address has not.
  expect(text.replace(/"(Service|Principal)":"[a-z-]+\.amazonaws\.com"/g, '')).not.toContain('amazonaws.com');
});

test('two platforms in one stack: no resource, name, output or export is shared', () => {
  const { stack, template } = synthesizedPlatform();
  new OrderProcessingPlatform(stack, 'Wholesale', { environmentSuffix: 'wholesale', outputPrefix: 'Wholesale' });
  template().resourceCountIs('AWS::DynamoDB::Table', 2);
  for (const [type, property] of [
    ['AWS::DynamoDB::Table', 'TableName'], ['AWS::Lambda::Function', 'FunctionName'], ['AWS::KMS::Alias', 'AliasName'], ['AWS::SNS::Topic', 'TopicName'],
    ['AWS::Logs::LogGroup', 'LogGroupName'], ['AWS::CloudWatch::Alarm', 'AlarmName'], ['AWS::CloudWatch::Dashboard', 'DashboardName'],
  ]) {
    const names = Object.values(template().findResources(type)).map(({ Properties }) => Properties[property]);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(Object.keys(template().toJSON().Outputs).sort()).toEqual([
    'APIGatewayURL', 'DynamoDBTableName', 'KMSKeyId', 'LambdaFunctionArn',
    'WholesaleAPIGatewayURL', 'WholesaleDynamoDBTableName', 'WholesaleKMSKeyId', 'WholesaleLambdaFunctionArn',
  ]);
});

test('in a nested stack, outputs and exports are those of the nested stack', () => {
  const parent = new Stack(new App(), 'Parent');
  const nested = new NestedStack(parent, 'Shop');
  const { apiUrl } = new OrderProcessingPlatform(nested, 'Orders');
  expect(parent.resolve(apiUrl)).toBeDefined();
  Template.fromStack(nested).hasOutput('APIGatewayURL', { Export: { Name: { 'Fn::Sub': '${AWS::StackName}-APIGatewayURL' } } });
  Template.fromStack(parent).resourceCountIs('AWS::CloudFormation::Stack', 1);
});

test('in stages of several regions', () => {
  const app = new App();
  const regions = ['eu-central-1', 'us-east-1'];
  const stacks = regions.map(region => {
    const stack = new Stack(new Stage(app, region, { env: { account: ACCOUNT, region } }), 'Shop');
    new OrderProcessingPlatform(stack, 'Orders', { environment: OrderEnvironment.PROD });
    return stack;
  });
  for (const stack of stacks) Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 8);
});

test('what another stack uses of it is exported', () => {
  const app = new App();
  const { ordersTable, apiUrl } = new OrderProcessingPlatform(new Stack(app, 'Shop'), 'Orders');
  const other = new Stack(app, 'BackOffice');
  new CfnOutput(other, 'Table', { value: ordersTable.tableArn });
  new CfnOutput(other, 'Url', { value: apiUrl });
  expect(JSON.stringify(Template.fromStack(other).toJSON().Outputs)).toContain('Fn::ImportValue');
});
