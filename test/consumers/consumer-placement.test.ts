import { App, CfnParameter, Environment, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { OrderConsumer, OrderProcessingPlatform, OrderProcessingPlatformProps } from '../../src';
import { asText, onlyResource } from '../support/synthesized-platform';

const RULE_ARN = 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/ecommerce-orders-dev-orders/Picking';

const functionIn = (stack: Stack, id = 'Invoicing') => new Function(stack, id, {
  runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}'),
});
const fromQueue = (stack: Stack) => OrderConsumer.fromQueue(new Queue(stack, 'Queue'));
const fromFunction = (stack: Stack) => OrderConsumer.fromFunction(functionIn(stack));
const fromBus = (stack: Stack) => OrderConsumer.fromEventBus(new EventBus(stack, 'Bus'));

type Consumer = (stack: Stack, platform: OrderProcessingPlatform) => OrderConsumer;
const CONSUMERS: [string, Consumer][] = [
  ['a queue', fromQueue],
  ['a queue with the platform\'s key', (stack, { encryptionKey }) => OrderConsumer.fromQueue(new Queue(stack, 'Queue', { encryptionMasterKey: encryptionKey }))],
  ['a queue with a key of its own', stack => OrderConsumer.fromQueue(new Queue(stack, 'Queue', { encryption: QueueEncryption.KMS }))],
  ['a function', fromFunction],
  ['an alias', stack => OrderConsumer.fromFunction(functionIn(stack).addAlias('live'))],
  ['an event bus', fromBus],
];

/** Templates of a whole app: synthesis fails where two stacks would need each other. */
function templates(...of: Stack[]): Template[] {
  const assembly = (of[0].node.root as App).synth();
  return of.map(stack => Template.fromJSON(assembly.getStackArtifact(stack.artifactId).template));
}

const rulesIn = (template: Template) => Object.keys(template.findResources('AWS::Events::Rule')).length;
const alarmsIn = (template: Template) => Object.values(template.findResources('AWS::CloudWatch::Alarm'))
  .map(({ Properties }) => Properties.AlarmName as string).filter(name => name.includes('-Picking-')).sort();
const deadLetterQueuesIn = (template: Template) => Object.keys(template.findResources('AWS::SQS::Queue')).filter(id => id.includes('PickingDeadLetterQueue')).length;

function stacks(...ids: string[]): Stack[] {
  const app = new App();
  return ids.map(id => new Stack(app, id));
}

/** The platform in the stack `Shop`, and a consumer in the stack `Warehouse`, which reads the platform. */
function readBy(consumer: Consumer, when: 'before' | 'after' = 'before') {
  const [shop, warehouse] = stacks('Shop', 'Warehouse');
  const platform = new OrderProcessingPlatform(shop, 'Orders');
  const read = () => platform.grants.readOrders(functionIn(warehouse, 'Reader'));
  if (when === 'before') read();
  platform.addOrderConsumer('Picking', consumer(warehouse, platform));
  if (when === 'after') read();
  const [inShop, inWarehouse] = templates(shop, warehouse);
  return { inShop, inWarehouse };
}

describe('a consumer in a stack that reads the platform\'s', () => {
  test.each(CONSUMERS)('%s: the rule is with the consumer, and its dead-letter queue with the platform', (_kind, consumer) => {
    for (const when of ['before', 'after'] as const) {
      const { inShop, inWarehouse } = readBy(consumer, when);
      expect([rulesIn(inShop), rulesIn(inWarehouse)]).toEqual([0, 1]);
      expect([deadLetterQueuesIn(inShop), deadLetterQueuesIn(inWarehouse)]).toEqual([1, 0]);
      const { Name, EventBusName, Targets: [target, ...others] } = onlyResource(inWarehouse, 'AWS::Events::Rule');
      expect([Name, others]).toEqual(['Picking', []]);
      expect(EventBusName).toEqual({ 'Fn::ImportValue': expect.stringContaining('OrderBus') });
      expect(target.DeadLetterConfig.Arn).toEqual({ 'Fn::ImportValue': expect.stringContaining('PickingDeadLetterQueue') });
    }
  });

  test('a queue lets the rule in by a policy of its own stack, and so does its key', () => {
    const { inWarehouse } = readBy(stack => OrderConsumer.fromQueue(new Queue(stack, 'Queue', { encryption: QueueEncryption.KMS })));
    const ofEventBridge = (statements: any[]) => statements.filter(({ Principal }) => Principal.Service === 'events.amazonaws.com');
    const [send, ...others] = ofEventBridge(onlyResource(inWarehouse, 'AWS::SQS::QueuePolicy').PolicyDocument.Statement);
    const [use, ...more] = ofEventBridge(onlyResource(inWarehouse, 'AWS::KMS::Key').KeyPolicy.Statement);
    expect([send.Action, use.Action, others, more]).toEqual(['sqs:SendMessage', ['kms:Decrypt', 'kms:GenerateDataKey'], [], []]);
    for (const { Condition } of [send, use]) expect(asText(Condition.ArnEquals['aws:SourceArn'])).toBe(RULE_ARN);
  });

  test('the dead-letter queue lets the rule in, wherever that is', () => {
    const policies = Object.values(readBy(fromQueue).inShop.findResources('AWS::SQS::QueuePolicy'));
    const { Properties } = policies.find(one => asText(one.Properties.Queues).includes('PickingDeadLetterQueue'))!;
    const send = Properties.PolicyDocument.Statement.find(({ Effect }: any) => Effect === 'Allow');
    expect(asText(send.Condition.ArnEquals['aws:SourceArn'])).toBe(RULE_ARN);
  });

  test('a function has its permission, its settings and what its role may with it', () => {
    const { inShop, inWarehouse } = readBy(fromFunction);
    expect(asText(onlyResource(inWarehouse, 'AWS::Lambda::Permission').SourceArn)).toBe(RULE_ARN);
    const queue = { 'Fn::ImportValue': expect.stringContaining('PickingDeadLetterQueue') };
    expect(onlyResource(inWarehouse, 'AWS::Lambda::EventInvokeConfig').DestinationConfig.OnFailure.Destination).toEqual(queue);
    const statements = Object.values(inWarehouse.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(statements).toContainEqual({ Action: 'sqs:SendMessage', Effect: 'Allow', Resource: queue });
    inShop.resourceCountIs('AWS::Lambda::EventInvokeConfig', 0);
  });

  test('the alarm that names the function is with it, and tells the platform\'s topic; the others are with the platform', () => {
    const { inShop, inWarehouse } = readBy(fromFunction);
    expect(alarmsIn(inShop)).toEqual(['dead-letters', 'delivery-retries', 'dropped-orders'].map(name => `ecommerce-orders-dev-Picking-${name}`));
    expect(alarmsIn(inWarehouse)).toEqual(['ecommerce-orders-dev-Picking-dropped-by-lambda']);
    expect(onlyResource(inWarehouse, 'AWS::CloudWatch::Alarm').AlarmActions).toEqual([{ 'Fn::ImportValue': expect.stringContaining('OrderAlarmTopic') }]);
  });

  test('a bus is delivered to by a role of its own stack', () => {
    const { inShop, inWarehouse } = readBy(fromBus);
    const [id] = Object.keys(inWarehouse.findResources('AWS::IAM::Role')).filter(one => one.includes('DeliveryRole'));
    expect(onlyResource(inWarehouse, 'AWS::Events::Rule').Targets[0].RoleArn).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    expect(Object.keys(inShop.findResources('AWS::IAM::Role')).filter(one => one.includes('DeliveryRole'))).toEqual([]);
  });
});

describe('a consumer in a stack that the platform\'s needs: the rule is with the platform', () => {
  const needing = (consumer: Consumer, platformIn: (shop: Stack, base: Stack, middle: Stack) => OrderProcessingPlatform) => {
    const [shop, middle, base] = stacks('Shop', 'Middle', 'Base');
    const platform = platformIn(shop, base, middle);
    platform.addOrderConsumer('Picking', consumer(base, platform));
    const [inShop, inBase] = templates(shop, base);
    return { inShop, inBase, isNeeded: base.dependencies.length === 0 };
  };

  test.each<[string, Consumer]>([['a queue', fromQueue], ['a function', fromFunction], ['an event bus', fromBus]])('%s, by a stack between them', (_kind, consumer) => {
    const { inShop, inBase, isNeeded } = needing(consumer, (shop, base, middle) => {
      shop.addDependency(middle);
      middle.addDependency(base);
      return new OrderProcessingPlatform(shop, 'Orders');
    });
    expect([rulesIn(inShop), rulesIn(inBase), isNeeded]).toEqual([1, 0, true]);
    expect(deadLetterQueuesIn(inShop)).toBe(1);
    expect(alarmsIn(inBase)).toEqual([]);
  });

  test.each<[string, (base: Stack) => OrderProcessingPlatformProps]>([
    ['a key', base => ({ encryptionKey: new Key(base, 'Key') })],
    ['a topic', base => ({ alarmTopic: new Topic(base, 'Topic') })],
    ['a name', base => ({ projectName: new CfnParameter(base, 'Name').valueAsString })],
    ['an alarm\'s action', base => ({ alarmOptions: { actions: [new SnsAction(new Topic(base, 'Topic'))] } })],
    ['an authorizer', base => ({ apiOptions: { authorizer: new HttpLambdaAuthorizer('Authorizer', functionIn(base, 'Authorizer')) } })],
    ['a domain\'s certificate', base => ({
      apiOptions: { domain: { domainName: 'orders.shop.example', certificate: new Certificate(base, 'Certificate', { domainName: 'orders.shop.example' }) } },
    })],
  ])('by %s that the platform was given', (_what, props) => {
    const { inShop, inBase, isNeeded } = needing(fromQueue, (shop, base) => new OrderProcessingPlatform(shop, 'Orders', props(base)));
    expect([rulesIn(inShop), rulesIn(inBase), isNeeded]).toEqual([1, 0, true]);
  });

  test('by what the platform was given, and a stack between them', () => {
    const { inShop, inBase } = needing(fromQueue, (shop, base, middle) => {
      middle.addDependency(base);
      return new OrderProcessingPlatform(shop, 'Orders', { alarmTopic: new Topic(middle, 'Topic') });
    });
    expect([rulesIn(inShop), rulesIn(inBase)]).toEqual([1, 0]);
  });
});

test('what is imported in another stack has its rule with the platform, and a key that is imported there needs no stack', () => {
  const [shop, other] = stacks('Shop', 'Other');
  const platform = new OrderProcessingPlatform(shop, 'Orders', { encryptionKey: Key.fromKeyArn(other, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/1') });
  platform.addOrderConsumer('Picking', OrderConsumer.fromQueue(Queue.fromQueueArn(other, 'Imported', 'arn:aws:sqs:us-east-1:111122223333:picking')));
  platform.addOrderConsumer('Analytics', OrderConsumer.fromEventBus(EventBus.fromEventBusName(other, 'ImportedBus', 'shop')));
  platform.addOrderConsumer('Packing', fromQueue(other));
  const [inShop, inOther] = templates(shop, other);
  expect([rulesIn(inShop), rulesIn(inOther)]).toEqual([2, 1]);
});

test.each<[string, Environment]>([
  ['region', { account: '111122223333', region: 'us-east-1' }],
  ['account', { account: '444455556666', region: 'eu-central-1' }],
])('an event bus of another %s has its rule on the platform\'s bus, where that is', (_place, env) => {
  const app = new App();
  const shop = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-central-1' } });
  const far = new Stack(app, 'Far', { env });
  new OrderProcessingPlatform(shop, 'Orders').addOrderConsumer('Picking', OrderConsumer.fromEventBus(new EventBus(far, 'Bus', { eventBusName: 'far' })));
  const [inShop, inFar] = templates(shop, far);
  expect([rulesIn(inShop), rulesIn(inFar)]).toEqual([1, 0]);
  expect(asText(onlyResource(inShop, 'AWS::Events::Rule').Targets[0].Arn)).toBe(`arn:<AWS::Partition>:events:${env.region}:${env.account}:event-bus/far`);
});

test('another target of another stack: the rule is with the platform, and the target\'s policy names it in text', () => {
  const [shop, warehouse] = stacks('Shop', 'Warehouse');
  new OrderProcessingPlatform(shop, 'Orders').addOrderConsumer('Picking', OrderConsumer.fromTarget(new SqsQueue(new Queue(warehouse, 'Queue'))));
  const [inShop, inWarehouse] = templates(shop, warehouse);
  expect([rulesIn(inShop), rulesIn(inWarehouse)]).toEqual([1, 0]);
  const [{ Condition }] = onlyResource(inWarehouse, 'AWS::SQS::QueuePolicy').PolicyDocument.Statement;
  expect(asText(Condition.ArnEquals['aws:SourceArn'])).toBe(RULE_ARN);
});

test('a function of a nested stack has its rule there', () => {
  const [shop] = stacks('Shop');
  const platform = new OrderProcessingPlatform(shop, 'Orders');
  const nested = new NestedStack(shop, 'Nested');
  platform.addOrderConsumer('Picking', fromFunction(nested));
  (shop.node.root as App).synth();
  expect([rulesIn(Template.fromStack(shop)), rulesIn(Template.fromStack(nested))]).toEqual([0, 1]);
});
