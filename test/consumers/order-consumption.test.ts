import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { OrderEnvironment, OrderConsumer, OrderConsumerOptions, OrderProcessingPlatform } from '../../src';
import { asText, onlyResource, resourceNamed, synthesizedPlatform, warnings } from '../support/synthesized-platform';

const consumerFunction = (stack: Stack) => new Function(stack, 'Invoicing', {
  runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}'),
});
const policyOf = (template: Template, role: string): any[] => Object.values(template.findResources('AWS::IAM::Policy'))
  .filter(({ Properties }) => asText(Properties.Roles).includes(role))
  .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

function consumed(consumer: (stack: Stack) => OrderConsumer, options?: OrderConsumerOptions) {
  const synthesized = synthesizedPlatform();
  const consumption = synthesized.platform.addOrderConsumer('Shop', consumer(synthesized.stack), options);
  return { ...synthesized, consumption };
}

describe('a function', () => {
  const { template, consumption } = consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack)));

  test('gets new orders from the oldest on, retried, halved, and reported one by one', () => {
    const mapping = onlyResource(template(), 'AWS::Lambda::EventSourceMapping');
    expect(mapping).toMatchObject({
      BatchSize: 10,
      MaximumRetryAttempts: 10,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
    });
    expect(asText(mapping.EventSourceArn)).toMatch(/^<OrdersOrdersTable\w+\.StreamArn>$/);
    expect(asText(mapping.DestinationConfig.OnFailure.Destination)).toMatch(/^<OrdersShopDeadLetterQueue\w+\.Arn>$/);
    expect(mapping).not.toHaveProperty('ParallelizationFactor');
  });

  test('may read the stream and write the dead-letter queue, with the key through these two only', () => {
    const statements = policyOf(template(), 'Invoicing');
    expect(statements.map(({ Action }) => Action)).toEqual([
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      'sqs:SendMessage',
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      'kms:Decrypt',
    ]);
    for (const { Resource } of statements) expect(asText(Resource)).toMatch(/Arn>$/);
    expect(statements.slice(2).map(({ Condition }) => asText(Condition.StringEquals['kms:ViaService']))).toEqual([
      'sqs.<AWS::Region>.<AWS::URLSuffix>', 'dynamodb.<AWS::Region>.<AWS::URLSuffix>',
    ]);
  });

  test('what it could not take waits 14 days, encrypted with the platform\'s key, for TLS callers only', () => {
    const queue = onlyResource(template(), 'AWS::SQS::Queue');
    expect(queue).toMatchObject({ MessageRetentionPeriod: 1_209_600, DeletionPolicy: 'Delete' });
    expect(asText(queue.KmsMasterKeyId)).toMatch(/^<OrdersOrderProcessingKMSKey\w+\.Arn>$/);
    expect(onlyResource(template(), 'AWS::SQS::QueuePolicy').PolicyDocument.Statement).toContainEqual(expect.objectContaining({
      Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }));
    expect(consumption.deadLetterQueue.node.path).toBe('Shop/Orders/Shop/DeadLetterQueue');
  });

  test('an alarm rises when an order has waited there for a minute', () => {
    const alarm = resourceNamed(template(), 'AWS::CloudWatch::Alarm', 'AlarmName', 'ecommerce-orders-dev-Shop-dead-letter-age');
    expect(alarm).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Statistic: 'Maximum',
      Threshold: 60,
      TreatMissingData: 'notBreaching',
      Period: 300,
      AlarmActions: [{ Ref: expect.stringContaining('OrderAlarmTopic') }],
    });
    expect(alarm.Dimensions.map(({ Name }: any) => Name)).toEqual(['QueueName']);
    expect(consumption.deadLetterAgeAlarm).toBeDefined();
  });
});

test('every option reaches the source', () => {
  const { template, consumption } = consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack)), {
    batchSize: 100, retryAttempts: 2, maxRecordAge: Duration.hours(1), deadLetterAge: { enabled: false },
  });
  expect(onlyResource(template(), 'AWS::Lambda::EventSourceMapping')).toMatchObject({ BatchSize: 100, MaximumRetryAttempts: 2, MaximumRecordAgeInSeconds: 3600 });
  expect(consumption.deadLetterAgeAlarm).toBeUndefined();
});

test('a function of another stack that depends on the platform does not close a circle', () => {
  const app = new App();
  const platform = new OrderProcessingPlatform(new Stack(app, 'Shop'), 'Orders');
  const back = new Stack(app, 'BackOffice');
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(consumerFunction(back)));
  Template.fromStack(back).resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
});

test('a function that is imported without its role draws one warning, with the statements to add', () => {
  const { stack, template } = consumed(scope => OrderConsumer.fromFunction(Function.fromFunctionArn(scope, 'Invoicing', 'arn:aws:lambda:us-east-1:111122223333:function:invoicing')));
  template().resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  const [text, ...others] = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('statement')).map(({ entry }) => String(entry.data));
  expect(others).toEqual([]);
  expect(JSON.parse(text.slice(text.indexOf('['), text.lastIndexOf('}]') + 2)).map(({ Action }: any) => Action)).toEqual([
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    'sqs:SendMessage',
    ['kms:Decrypt', 'kms:GenerateDataKey'],
    'kms:Decrypt',
  ]);
});

test('one function may consume two platforms', () => {
  const stack = new Stack(new App(), 'Shop');
  const handler = consumerFunction(stack);
  for (const id of ['Retail', 'Wholesale']) {
    new OrderProcessingPlatform(stack, id, { environmentSuffix: id.toLowerCase(), outputPrefix: id }).addOrderConsumer('Invoicing', OrderConsumer.fromFunction(handler));
  }
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventSourceMapping', 2);
});

describe('a queue', () => {
  const { template } = consumed(stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse')), { maxRecordAge: Duration.hours(3) });
  const pipe = () => onlyResource(template(), 'AWS::Pipes::Pipe');

  test('gets one message an order', () => {
    expect(asText(pipe().Target)).toMatch(/^<Warehouse\w+\.Arn>$/);
    expect(pipe().TargetParameters).toEqual({ InputTemplate: '{"orderId": <$.dynamodb.Keys.orderId.S>, "order": <$.dynamodb.NewImage>}' });
  });

  test('is fed in order, retried, halved, with the same dead-letter queue', () => {
    expect(pipe().SourceParameters).toMatchObject({
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      DynamoDBStreamParameters: {
        StartingPosition: 'TRIM_HORIZON', BatchSize: 10, MaximumRetryAttempts: 10, MaximumRecordAgeInSeconds: 10_800, OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
      },
    });
    expect(asText(pipe().SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn)).toMatch(/DeadLetterQueue/);
  });

  test('the pipe\'s role is for pipes of this account, and may send to the one queue', () => {
    const role = resourceNamed(template(), 'AWS::IAM::Role', 'Description', 'Carries new orders of ecommerce-orders-dev to their consumer');
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([{
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { Service: 'pipes.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }]);
    const sending = policyOf(template(), 'PipeRole').filter(({ Action }) => [Action].flat().includes('sqs:SendMessage'));
    expect(sending.map(({ Resource }) => asText(Resource).replace(/[0-9A-F]{8}\.Arn>/, '')).sort()).toEqual(['<OrdersShopDeadLetterQueue', '<Warehouse']);
  });

  test('waits for its permissions', () => {
    const [created] = Object.values(template().findResources('AWS::Pipes::Pipe'));
    expect(created.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/PipeRoleDefaultPolicy/)]));
  });
});

test('a FIFO queue keeps the order per order, each once', () => {
  const { template } = consumed(stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse', { fifo: true })));
  expect(onlyResource(template(), 'AWS::Pipes::Pipe').TargetParameters.SqsQueueParameters).toEqual({
    MessageGroupId: '$.dynamodb.Keys.orderId.S', MessageDeduplicationId: '$.dynamodb.Keys.orderId.S',
  });
});

test('an event bus gets an event OrderPlaced', () => {
  const { template } = consumed(stack => OrderConsumer.fromEventBus(new EventBus(stack, 'Bus')));
  expect(onlyResource(template(), 'AWS::Pipes::Pipe').TargetParameters).toMatchObject({
    EventBridgeEventBusParameters: { Source: 'ecommerce-orders-dev.orders', DetailType: 'OrderPlaced' },
  });
  expect(policyOf(template(), 'PipeRole')).toContainEqual(expect.objectContaining({ Action: 'events:PutEvents' }));
});

test('in prod the dead-letter queue outlives the stack', () => {
  const { platform, stack, template } = synthesizedPlatform({ environment: OrderEnvironment.PROD });
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(consumerFunction(stack)));
  expect(onlyResource(template(), 'AWS::SQS::Queue').DeletionPolicy).toBe('Retain');
});

test('a table that is brought and not encrypted with a key of its own needs no key permission', () => {
  const { platform, stack, template } = synthesizedPlatform(scope => ({
    ordersTable: new Table(scope, 'ShopTable', { partitionKey: { name: 'orderId', type: AttributeType.STRING }, stream: StreamViewType.NEW_IMAGE }),
  }));
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(consumerFunction(stack)));
  expect(policyOf(template(), 'Invoicing').filter(({ Action }) => [Action].flat().includes('kms:Decrypt'))).toHaveLength(1);
});

describe('a queue or an event bus of another stack', () => {
  const shopAnd = (other: string) => {
    const app = new App();
    return [new Stack(app, 'Shop'), new Stack(app, other)];
  };
  const pipesIn = (stack: Stack) => Object.keys(Template.fromStack(stack).findResources('AWS::Pipes::Pipe')).length;

  test.each<[string, (stack: Stack, platform: OrderProcessingPlatform) => OrderConsumer]>([
    ['queue', stack => OrderConsumer.fromQueue(new Queue(stack, 'Queue'))],
    ['queue with the platform\'s key', (stack, { encryptionKey }) => OrderConsumer.fromQueue(new Queue(stack, 'Queue', { encryptionMasterKey: encryptionKey }))],
    ['queue with a key of its own', stack => OrderConsumer.fromQueue(new Queue(stack, 'Queue', { encryption: QueueEncryption.KMS }))],
    ['event bus', stack => OrderConsumer.fromEventBus(new EventBus(stack, 'Bus'))],
  ])('that reads the platform, a %s: the pipe is there', (_kind, consumer) => {
    const [shop, warehouse] = shopAnd('Warehouse');
    const platform = new OrderProcessingPlatform(shop, 'Orders');
    platform.grantReadOrders(consumerFunction(warehouse));
    platform.addOrderConsumer('Picking', consumer(warehouse, platform));
    expect([pipesIn(shop), pipesIn(warehouse)]).toEqual([0, 1]);
    const pipe = onlyResource(Template.fromStack(warehouse), 'AWS::Pipes::Pipe');
    expect(pipe.Source).toEqual({ 'Fn::ImportValue': expect.stringContaining('StreamArn') });
    expect(pipe.SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn).toEqual({ 'Fn::ImportValue': expect.stringContaining('DeadLetterQueue') });
    expect(policyOf(Template.fromStack(warehouse), 'PipeRole').flatMap(({ Action }) => Action)).toEqual(expect.arrayContaining(['dynamodb:GetRecords', 'sqs:SendMessage', 'kms:Decrypt']));
  });

  test('that holds what the platform was given: the pipe is with the platform', () => {
    const [shop, base] = shopAnd('Base');
    const platform = new OrderProcessingPlatform(shop, 'Orders', { encryptionKey: new Key(base, 'Key') });
    platform.addOrderConsumer('Picking', OrderConsumer.fromQueue(new Queue(base, 'Queue')));
    expect([pipesIn(shop), pipesIn(base)]).toEqual([1, 0]);
  });

  test.each<[string, (shop: Stack, middle: Stack, base: Stack) => OrderProcessingPlatform]>([
    ['by a stack between them', (shop, middle, base) => {
      shop.addDependency(middle);
      middle.addDependency(base);
      return new OrderProcessingPlatform(shop, 'Orders');
    }],
    ['by what the platform was given', (shop, middle, base) => {
      middle.addDependency(base);
      return new OrderProcessingPlatform(shop, 'Orders', { alarmTopic: new Topic(middle, 'Topic') });
    }],
  ])('that the platform\'s stack needs %s: the pipe is with the platform', (_how, platformIn) => {
    const app = new App();
    const [shop, middle, base] = ['Shop', 'Middle', 'Base'].map(id => new Stack(app, id));
    platformIn(shop, middle, base).addOrderConsumer('Picking', OrderConsumer.fromQueue(new Queue(base, 'Queue')));
    expect([pipesIn(shop), pipesIn(base)]).toEqual([1, 0]);
  });

  test('that is imported, as a queue and as a key: the pipe is with the platform', () => {
    const [shop, other] = shopAnd('Other');
    const platform = new OrderProcessingPlatform(shop, 'Orders', { encryptionKey: Key.fromKeyArn(other, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/1') });
    platform.addOrderConsumer('Picking', OrderConsumer.fromQueue(Queue.fromQueueArn(other, 'Queue', 'arn:aws:sqs:us-east-1:111122223333:picking')));
    platform.addOrderConsumer('Analytics', OrderConsumer.fromEventBus(EventBus.fromEventBusName(other, 'Bus', 'shop')));
    expect([pipesIn(shop), pipesIn(other)]).toEqual([2, 0]);
  });
});

describe('a third reader of the stream', () => {
  const readers = (platform: OrderProcessingPlatform, stack: Stack, ids: string[]) =>
    ids.forEach(id => platform.addOrderConsumer(id, OrderConsumer.fromQueue(new Queue(stack, `${id}Queue`))));

  test('draws a warning, two do not', () => {
    const { platform, stack } = synthesizedPlatform();
    readers(platform, stack, ['One', 'Two']);
    expect(warnings(stack, 'OrderConsumer.fromEventBus')).toEqual([]);
    readers(platform, stack, ['Three']);
    expect(warnings(stack, 'OrderConsumer.fromEventBus')).toEqual([expect.stringContaining('serves two consumers, and may throttle all of them when there are more; this is number 3')]);
  });

  test('counts by table: two platforms that share one share its two readers', () => {
    const stack = new Stack(new App(), 'Shop');
    const ordersTable = new Table(stack, 'Table', { partitionKey: { name: 'orderId', type: AttributeType.STRING }, stream: StreamViewType.NEW_IMAGE });
    readers(new OrderProcessingPlatform(stack, 'Retail', { ordersTable }), stack, ['One', 'Two']);
    readers(new OrderProcessingPlatform(stack, 'Wholesale', { ordersTable, environmentSuffix: 'wholesale', outputPrefix: 'Wholesale' }), stack, ['Three']);
    expect(warnings(stack, 'OrderConsumer.fromEventBus')).toHaveLength(1);
  });
});

describe('refuses', () => {
  test.each<[string, (stack: Stack) => OrderConsumer, number]>([
    ['function', stack => OrderConsumer.fromFunction(consumerFunction(stack)), 10_000],
    ['queue', stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse')), 10],
    ['event bus', stack => OrderConsumer.fromEventBus(new EventBus(stack, 'Bus')), 10],
  ])('a larger batch than AWS gives a %s', (_kind, consumer, maximum) => {
    expect(() => consumed(consumer, { batchSize: maximum + 1 })).toThrow(
      `[Shop/Orders/Shop] \`batchSize\` must be an integer from 1 to ${maximum} orders, got: ${maximum + 1}`);
    expect(() => consumed(consumer, { batchSize: maximum })).not.toThrow();
  });

  test.each(['OrdersTable', 'Picking'])('the id %s, which a part or another consumer has', id => {
    const { platform, stack } = synthesizedPlatform();
    const consumer = OrderConsumer.fromQueue(new Queue(stack, 'Warehouse'));
    platform.addOrderConsumer('Picking', consumer);
    expect(() => platform.addOrderConsumer(id, consumer)).toThrow(
      `[Shop/Orders] \`id\` must be one that no other consumer and no part of the platform has, got: '${id}'`);
  });

  test('an id with which the alarm\'s name would be too long, unless the name is a token', () => {
    const { platform, stack } = synthesizedPlatform();
    const queue = new Queue(stack, 'Warehouse');
    const longest = 'x'.repeat(255 - 'ecommerce-orders-dev--dead-letter-age'.length);
    expect(() => platform.addOrderConsumer(longest, OrderConsumer.fromQueue(queue))).not.toThrow();
    expect(() => platform.addOrderConsumer(`${longest}x`, OrderConsumer.fromQueue(queue))).toThrow(
      `\`id\` must have at most ${longest.length} characters: the name of the alarm dead-letter-age would be 256 characters long, and 255 are allowed`);
    const other = new OrderProcessingPlatform(stack, 'Wholesale', { projectName: new CfnParameter(stack, 'Name').valueAsString, outputPrefix: 'Wholesale' });
    expect(() => other.addOrderConsumer(`${longest}x`, OrderConsumer.fromQueue(queue))).not.toThrow();
  });

  test.each<[string, OrderConsumerOptions, string]>([
    ['an empty batch', { batchSize: 0 }, '`batchSize` must be an integer from 1 to 10000 orders, got: 0'],
    ['negative retries', { retryAttempts: -1 }, '`retryAttempts` must be an integer from 0 to 10000, got: -1'],
    ['less than a minute', { maxRecordAge: Duration.seconds(59) }, '`maxRecordAge` must be an integer from 60 to 86400 seconds, got: 59'],
    ['an alarm at once', { deadLetterAge: { threshold: Duration.seconds(0) } }, '`deadLetterAge.threshold` must be at least 1, got: 0'],
  ])('%s', (_case, options, message) => {
    expect(() => consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack)), options)).toThrow(`[Shop/Orders/Shop] ${message}`);
  });

  test('a table without a stream', () => {
    const { platform, stack } = synthesizedPlatform(scope => ({ ordersTable: Table.fromTableName(scope, 'ShopTable', 'orders') }));
    expect(() => platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(consumerFunction(stack)))).toThrow(
      '[Shop/Orders/Invoicing] `ordersTable` must have a stream with new images to be consumed; import it with `tableStreamArn`');
  });
});

test('settings that are tokens pass', () => {
  const { platform, stack, template } = synthesizedPlatform();
  const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromQueue(new Queue(stack, 'Warehouse')), {
    batchSize: number('Batch'), retryAttempts: number('Retries'), maxRecordAge: Duration.seconds(number('Age')),
  });
  expect(onlyResource(template(), 'AWS::Pipes::Pipe').SourceParameters.DynamoDBStreamParameters).toMatchObject({
    BatchSize: { Ref: 'Batch' }, MaximumRetryAttempts: { Ref: 'Retries' }, MaximumRecordAgeInSeconds: { Ref: 'Age' },
  });
});
