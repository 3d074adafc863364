import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Tracing } from 'aws-cdk-lib/aws-lambda';
import { OrderEnvironment, OrderProcessingPlatform, OrderProcessingPlatformProps } from '../../src';
import { asText, onlyResource, resourceNamed, synthesizedPlatform } from '../support/synthesized-platform';

function delivered(props: OrderProcessingPlatformProps | ((stack: Stack) => OrderProcessingPlatformProps) = {}) {
  const synthesized = synthesizedPlatform(props);
  expect(synthesized.platform.orderBus).toBeDefined();
  return { ...synthesized, delivery: synthesized.platform.orderDelivery! };
}

const statementsOf = (template: Template, role: string): any[] => Object.values(template.findResources('AWS::IAM::Policy'))
  .filter(({ Properties }) => asText(Properties.Roles).includes(role))
  .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);

test('before the first consumer nothing of it exists', () => {
  const { platform, template } = synthesizedPlatform();
  expect(platform.orderDelivery).toBeUndefined();
  for (const type of ['AWS::Events::EventBus', 'AWS::Events::Archive', 'AWS::Lambda::EventSourceMapping', 'AWS::SQS::Queue', 'AWS::Events::Rule']) {
    template().resourceCountIs(type, 0);
  }
  expect(JSON.stringify(onlyResource(template(), 'AWS::KMS::Key').KeyPolicy)).not.toContain('events.amazonaws.com');
});

test('it exists once, however often the bus is read', () => {
  const { platform, stack, template } = delivered();
  new Rule(stack, 'Audit', { eventBus: platform.orderBus, eventPattern: { detailType: ['OrderPlaced'] } });
  template().resourceCountIs('AWS::Events::EventBus', 1);
  template().resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
});

describe('the bus', () => {
  const { template } = delivered();

  test('has the platform\'s name and key, and a queue for what cannot be decrypted', () => {
    const bus = onlyResource(template(), 'AWS::Events::EventBus');
    expect(bus.Name).toBe('ecommerce-orders-dev-orders');
    expect(asText(bus.KmsKeyIdentifier)).toMatch(/KMSKey\w+\.Arn>$/);
    expect(asText(bus.DeadLetterConfig.Arn)).toMatch(/FailureQueue\w+\.Arn>$/);
  });

  test('keeps orders for two weeks, under the same key, and what was sent again not once more', () => {
    const archive = onlyResource(template(), 'AWS::Events::Archive');
    expect(archive).toMatchObject({
      RetentionDays: 14,
      EventPattern: {
        'source': ['urn:order-processing:ecommerce-orders-dev'], 'replay-name': [{ exists: false }], 'detail': { recipient: [{ exists: false }] },
      },
    });
    expect(asText(archive.KmsKeyIdentifier)).toMatch(/KMSKey\w+\.Arn>$/);
  });

  test('may use the key for itself, and its rules for queues that have it: nobody else\'s', () => {
    const statements = onlyResource(template(), 'AWS::KMS::Key').KeyPolicy.Statement.filter(({ Principal }: any) => Principal.Service === 'events.amazonaws.com');
    const busArn = 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:event-bus/ecommerce-orders-dev-orders';
    expect(statements.map(({ Sid }: any) => Sid)).toEqual(['AllowOrderBusEncryption', 'AllowOrderBusToFindKey', 'AllowOrderDelivery']);
    expect(asText(statements[0].Condition.StringEquals['kms:EncryptionContext:aws:events:event-bus:arn'])).toBe(busArn);
    expect(statements[1].Action).toBe('kms:DescribeKey');
    expect(statements[2].Condition.ArnLike['aws:SourceArn'].map(asText)).toEqual([
      'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/ecommerce-orders-dev-orders/*', busArn,
    ]);
    for (const { Resource } of statements) expect(Resource).toBe('*');
  });
});

describe('the relay', () => {
  const { template, delivery } = delivered();

  test('is called with new orders from the oldest on, retried for 18 hours, halved, and reports how far it came', () => {
    const mapping = onlyResource(template(), 'AWS::Lambda::EventSourceMapping');
    expect(mapping).toMatchObject({
      BatchSize: 100,
      StartingPosition: 'TRIM_HORIZON',
      MaximumRecordAgeInSeconds: 18 * 3600,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
    });
    expect(mapping.MaximumRetryAttempts).toBeGreaterThan(0);
    expect(asText(mapping.DestinationConfig.OnFailure.Destination)).toMatch(/FailureQueue\w+\.Arn>$/);
  });

  test('knows its bus and the source of its events, in an environment under the platform\'s key', () => {
    const relay = resourceNamed(template(), 'AWS::Lambda::Function', 'FunctionName', 'ecommerce-orders-dev-order-relay');
    expect(asText(relay.Environment.Variables.EVENT_BUS_NAME)).toMatch(/^<\w*OrderBus\w+>$/);
    expect(relay.Environment.Variables).toMatchObject({ EVENT_SOURCE: 'urn:order-processing:ecommerce-orders-dev', LOG_LEVEL: 'DEBUG' });
    expect(asText(relay.KmsKeyArn)).toMatch(/KMSKey\w+\.Arn>$/);
    expect(relay).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('may read this stream, put this event on this bus, write this queue and this log, with the key for each of these alone', () => {
    const statements = statementsOf(template(), 'RelayRole').filter(({ Sid }) => Sid);
    expect(Object.fromEntries(statements.map(({ Sid, Action }) => [Sid, Action]))).toEqual({
      ReadOrderStream: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      DecryptStreamThroughDynamoDb: 'kms:Decrypt',
      PublishOrders: 'events:PutEvents',
      FindOrderBus: 'events:DescribeEventBus',
      GiveUpOrders: 'sqs:SendMessage',
      UseKeyThroughSqs: ['kms:Decrypt', 'kms:GenerateDataKey'],
      WriteOwnLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      DecryptOwnEnvironment: 'kms:Decrypt',
    });
    for (const { Resource } of statements) expect(asText(Resource)).toMatch(/(Stream)?Arn>$/);
    for (const { Condition } of statements.filter(({ Action }) => asText(Action).includes('kms:'))) expect(Condition).toBeDefined();
    expect(statements.find(({ Sid }) => Sid === 'PublishOrders').Condition['ForAllValues:StringEquals']).toEqual({
      'events:source': 'urn:order-processing:ecommerce-orders-dev', 'events:detail-type': 'OrderPlaced',
    });
  });

  test('three alarms tell that it is late, that it stands still, and that it gave up', () => {
    const alarm = (name: string) => resourceNamed(template(), 'AWS::CloudWatch::Alarm', 'AlarmName', `ecommerce-orders-dev-relay-${name}`);
    expect(alarm('lag')).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Statistic: 'Maximum', Threshold: 60_000 });
    expect(alarm('failures')).toMatchObject({ Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Statistic: 'Maximum', Threshold: 1 });
    expect(alarm('stopped')).toMatchObject({ Threshold: 1, TreatMissingData: 'notBreaching', DatapointsToAlarm: 2 });
    expect(alarm('stopped').Metrics.map(({ MetricStat }: any) => MetricStat?.Metric.MetricName).filter(Boolean).sort()).toEqual(['Invocations', 'OrdersPlaced']);
    for (const name of ['lag', 'failures', 'stopped']) expect(alarm(name).AlarmActions).toEqual([{ Ref: expect.stringContaining('OrderAlarmTopic') }]);
    expect([delivery.relayLagAlarm, delivery.relayFailuresAlarm, delivery.relayStoppedAlarm]).not.toContain(undefined);
  });
});

test('settings of the order function hold for the relay where they are about how a function runs', () => {
  const functionOptions = { tracing: Tracing.PASS_THROUGH, logRetention: 30 };
  const { template } = delivered({ environment: OrderEnvironment.PROD, functionOptions });
  const relay = resourceNamed(template(), 'AWS::Lambda::Function', 'FunctionName', 'ecommerce-orders-dev-order-relay');
  expect(relay).toMatchObject({ TracingConfig: { Mode: 'PassThrough' }, LoggingConfig: { SystemLogLevel: 'WARN' }, Architectures: ['arm64'] });
  expect(resourceNamed(template(), 'AWS::Logs::LogGroup', 'LogGroupName', '/aws/lambda/ecommerce-orders-dev-order-relay').RetentionInDays).toBe(30);
  expect(onlyResource(template(), 'AWS::SQS::Queue').DeletionPolicy).toBe('Retain');
});

test('each of its alarms can be set or switched off', () => {
  const { template, delivery } = delivered({
    alarmOptions: { relayLag: { threshold: Duration.minutes(5) }, relayStopped: { enabled: false }, relayFailures: { enabled: false } },
  });
  expect(resourceNamed(template(), 'AWS::CloudWatch::Alarm', 'AlarmName', 'ecommerce-orders-dev-relay-lag').Threshold).toBe(300_000);
  expect([delivery.relayStoppedAlarm, delivery.relayFailuresAlarm]).toEqual([undefined, undefined]);
});

test('the archive\'s retention is whole days', () => {
  expect(onlyResource(delivered({ deliveryOptions: { archiveRetention: Duration.days(3) } }).template(), 'AWS::Events::Archive').RetentionDays).toBe(3);
  for (const archiveRetention of [Duration.hours(12), Duration.days(0)]) {
    expect(() => delivered({ deliveryOptions: { archiveRetention } })).toThrow('[Shop/Orders] `deliveryOptions.archiveRetention` must be whole days, at least 1');
  }
});

describe('a table that is brought', () => {
  const partitionKey = { name: 'orderId', type: AttributeType.STRING };

  test('is read from its stream; without a key of its own, none is needed', () => {
    const { template } = delivered(stack => ({ ordersTable: new Table(stack, 'ShopTable', { partitionKey, stream: StreamViewType.NEW_AND_OLD_IMAGES }) }));
    expect(asText(onlyResource(template(), 'AWS::Lambda::EventSourceMapping').EventSourceArn)).toMatch(/^<ShopTable\w+\.StreamArn>$/);
    expect(statementsOf(template(), 'RelayRole').map(({ Sid }) => Sid)).not.toContain('DecryptStreamThroughDynamoDb');
  });

  test.each<[string, (stack: Stack) => OrderProcessingPlatformProps, string]>([
    ['without a stream', stack => ({ ordersTable: new Table(stack, 'ShopTable', { partitionKey }) }), 'must have a stream with new images to be consumed; import it'],
    ['with keys only', stack => ({ ordersTable: new Table(stack, 'ShopTable', { partitionKey, stream: StreamViewType.KEYS_ONLY }) }),
      'must have a stream with new images to be consumed, got: \'KEYS_ONLY\''],
  ])('%s is refused', (_case, props, message) => {
    expect(() => delivered(props)).toThrow(`[Shop/Orders] \`ordersTable\` ${message}`);
  });
});

test('of an imported key, synthesis warns with each statement', () => {
  const { stack } = delivered(scope => ({ encryptionKey: Key.fromKeyArn(scope, 'Key', 'arn:aws:kms:us-east-1:111122223333:key/1') }));
  for (const sid of ['AllowOrderBusEncryption', 'AllowOrderBusToFindKey', 'AllowOrderDelivery', 'AllowRelayLogEncryption']) {
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`"Sid":"${sid}`))).toHaveLength(1);
  }
});

test('a key of another stack lets the bus in by its policy, which needs nothing of the platform\'s stack', () => {
  const app = new App();
  const [base, shop] = ['Base', 'Shop'].map(id => new Stack(app, id));
  const platform = new OrderProcessingPlatform(shop, 'Orders', { encryptionKey: new Key(base, 'Key') });
  expect(platform.orderBus).toBeDefined();
  app.synth();
  expect([base.dependencies, shop.dependencies]).toEqual([[], [base]]);
  const statements: any[] = onlyResource(Template.fromStack(base), 'AWS::KMS::Key').KeyPolicy.Statement;
  const [encryption, ...others] = statements.filter(({ Sid }) => Sid?.startsWith('AllowOrderBusEncryption'));
  expect(asText(encryption.Condition.StringEquals['kms:EncryptionContext:aws:events:event-bus:arn'])).toBe(
    'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:event-bus/ecommerce-orders-dev-orders');
  expect(others).toEqual([]);
});
