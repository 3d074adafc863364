import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type * as AwsDynamoDb from 'aws-cdk-lib/aws-dynamodb';
import type * as AwsEc2 from 'aws-cdk-lib/aws-ec2';
import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import type * as AwsEvents from 'aws-cdk-lib/aws-events';
import type * as AwsEventsTargets from 'aws-cdk-lib/aws-events-targets';
import type * as AwsIam from 'aws-cdk-lib/aws-iam';
import type * as AwsKms from 'aws-cdk-lib/aws-kms';
import type * as AwsSqs from 'aws-cdk-lib/aws-sqs';
import { OrderConsumer, OrderProcessingPlatform, OrderProcessingPlatformProps } from '../src';

/** A second copy of `aws-cdk-lib`, as an app has it whose dependencies bring versions of their own. */
interface OtherCopy {
  readonly ec2: typeof AwsEc2;
  readonly dynamodb: typeof AwsDynamoDb;
  readonly events: typeof AwsEvents;
  readonly targets: typeof AwsEventsTargets;
  readonly iam: typeof AwsIam;
  readonly kms: typeof AwsKms;
  readonly sqs: typeof AwsSqs;
}

// Where the copy finds the packages that both share, such as `constructs`.
const CACHE = join('node_modules', '.cache');
mkdirSync(CACHE, { recursive: true });
const folder = resolve(mkdtempSync(join(CACHE, 'two-copies-')));
const other = load();

afterAll(() => rmSync(folder, { recursive: true }));

function load(): OtherCopy {
  const copy = join(folder, 'node_modules', 'aws-cdk-lib');
  cpSync(dirname(require.resolve('aws-cdk-lib/package.json')), copy, { recursive: true, filter: file => !file.endsWith('.d.ts') });
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const module = (name: string) => require(join(copy, name));
  return {
    ec2: module('aws-ec2'),
    dynamodb: module('aws-dynamodb'),
    events: module('aws-events'),
    targets: module('aws-events-targets'),
    iam: module('aws-iam'),
    kms: module('aws-kms'),
    sqs: module('aws-sqs'),
  };
}

function platformWith(props: (stack: Stack) => OrderProcessingPlatformProps): { stack: Stack; platform: OrderProcessingPlatform } {
  const stack = new Stack(new App(), 'Shop');
  return { stack, platform: new OrderProcessingPlatform(stack, 'Orders', props(stack)) };
}

describe('what another copy of aws-cdk-lib has made', () => {
  const vpc = (stack: Stack) => new other.ec2.Vpc(stack, 'Vpc', {
    natGateways: 0, subnetConfiguration: [{ name: 'orders', subnetType: other.ec2.SubnetType.PRIVATE_ISOLATED }],
  });

  test('is of other classes than this one\'s', () => {
    const stack = new Stack(new App(), 'Shop');
    vpc(stack).addGatewayEndpoint('Endpoint', { service: other.ec2.GatewayVpcEndpointAwsService.DYNAMODB });
    expect(stack.node.findAll().some(node => node instanceof CfnVPCEndpoint)).toBe(false);
  });

  test('a VPC gets one DynamoDB endpoint', () => {
    const { stack } = platformWith(scope => ({ vpc: vpc(scope) }));
    Template.fromStack(stack).resourceCountIs('AWS::EC2::VPCEndpoint', 1);
  });

  test('a VPC keeps the DynamoDB endpoint that it has', () => {
    const { stack } = platformWith(scope => {
      const shared = vpc(scope);
      shared.addGatewayEndpoint('Endpoint', { service: other.ec2.GatewayVpcEndpointAwsService.DYNAMODB });
      return { vpc: shared };
    });
    Template.fromStack(stack).resourceCountIs('AWS::EC2::VPCEndpoint', 1);
  });

  test('a table and a key are used', () => {
    const { stack } = platformWith(scope => ({
      encryptionKey: new other.kms.Key(scope, 'ShopKey'),
      ordersTable: new other.dynamodb.Table(scope, 'ShopTable', { partitionKey: { name: 'orderId', type: other.dynamodb.AttributeType.STRING } }),
    }));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.resourceCountIs('AWS::DynamoDB::Table', 1);
  });

  test('a table with another key schema and an alias of a key are refused', () => {
    expect(() => platformWith(scope => ({
      encryptionKey: new other.kms.Key(scope, 'ShopKey').addAlias('shop'),
      ordersTable: new other.dynamodb.Table(scope, 'ShopTable', { partitionKey: { name: 'id', type: other.dynamodb.AttributeType.STRING } }),
    }))).toThrow(/^2 props are invalid:\n.*`encryptionKey` must be the key itself.*\n.*`ordersTable` must have `orderId`/);
  });

  test('a role of another account may not read', () => {
    const { platform } = platformWith(() => ({}));
    const stack = new Stack(new App(), 'Known', { env: { account: '111122223333', region: 'eu-central-1' } });
    const known = new OrderProcessingPlatform(stack, 'Orders');
    const stranger = new other.iam.ArnPrincipal('arn:aws:iam::444455556666:role/reader');
    expect(() => known.grants.readOrders(stranger)).toThrow('`grantee` must be of the table\'s account 111122223333');
    expect(OrderProcessingPlatform.isOrderProcessingPlatform(platform)).toBe(true);
  });

  test('a queue and a bus as consumers are held against the same rules', () => {
    const { stack, platform } = platformWith(() => ({}));
    const fifo = new other.sqs.Queue(stack, 'Fifo', { fifo: true });
    expect(() => platform.addOrderConsumer('Fifo', OrderConsumer.fromQueue(fifo))).toThrow('`queue` must have `contentBasedDeduplication`');
    const bus = new other.targets.EventBus(new other.events.EventBus(stack, 'Bus'));
    expect(() => platform.addOrderConsumer('Bus', OrderConsumer.fromTarget(bus))).toThrow('`target` must not be an event bus');
    platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new other.sqs.Queue(stack, 'Warehouse')));
    Template.fromStack(stack).resourceCountIs('AWS::Events::Rule', 1);
  });
});
