import { App, CfnParameter, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { ApiDestination, Authorization, Connection, EventBus } from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget, EventBus as EventBusTarget, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, FunctionProps, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption, QueueProps } from 'aws-cdk-lib/aws-sqs';
import { OrderConsumer, OrderConsumerOptions, OrderEnvironment, OrderProcessingPlatform } from '../../src';
import { asText, onlyResource, resourceNamed, synthesizedPlatform } from '../support/synthesized-platform';

const consumerFunction = (stack: Stack, props: Partial<FunctionProps> = {}) => new Function(stack, 'Invoicing', {
  runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}'), ...props,
});

function consumed(consumer: (stack: Stack, platform: OrderProcessingPlatform) => OrderConsumer, options?: OrderConsumerOptions) {
  const synthesized = synthesizedPlatform();
  const consumption = synthesized.platform.addOrderConsumer('Shop', consumer(synthesized.stack, synthesized.platform), options);
  return { ...synthesized, consumption };
}

const RULE_ARN = 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/ecommerce-orders-dev-orders/Shop';
const rule = (template: Template) => onlyResource(template, 'AWS::Events::Rule');
const target = (template: Template) => {
  expect(rule(template).Targets).toHaveLength(1);
  return rule(template).Targets[0];
};
const queuePolicy = (template: Template, queue: RegExp): any[] => Object.values(template.findResources('AWS::SQS::QueuePolicy'))
  .filter(({ Properties }) => queue.test(asText(Properties.Queues)))
  .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
const warned = (stack: Stack, text: string) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(text)).map(({ entry }) => String(entry.data));

describe('every consumer', () => {
  const { template, consumption } = consumed(stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse')));

  test('has a rule of its own name on the platform\'s bus, for the platform\'s orders', () => {
    expect(rule(template())).toMatchObject({
      Name: 'Shop',
      EventBusName: { Ref: expect.stringContaining('OrderBus') },
      State: 'ENABLED',
      EventPattern: { 'source': ['urn:order-processing:ecommerce-orders-dev'], 'detail-type': ['OrderPlaced'] },
    });
    expect(consumption.rule.node.path).toBe('Shop/Orders/Shop/Rule');
  });

  test('is tried again for 12 hours at most, and then there is the dead-letter queue', () => {
    expect(target(template()).RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 43_200, MaximumRetryAttempts: 185 });
    expect(asText(target(template()).DeadLetterConfig.Arn)).toMatch(/^<OrdersShopDeadLetterQueue\w+\.Arn>$/);
  });

  test('what waits there for 14 days is encrypted with the platform\'s key, over TLS, from this rule alone', () => {
    const { Properties, DeletionPolicy } = template().toJSON().Resources[template().toJSON() && Object.keys(template().findResources('AWS::SQS::Queue'))
      .find(id => id.includes('DeadLetterQueue'))!];
    expect(Properties.MessageRetentionPeriod).toBe(1_209_600);
    expect(asText(Properties.KmsMasterKeyId)).toMatch(/KMSKey\w+\.Arn>$/);
    expect(DeletionPolicy).toBe('Delete');
    const [tls, send, ...others] = queuePolicy(template(), /ShopDeadLetterQueue/);
    expect(tls).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(send).toMatchObject({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' });
    expect(asText(send.Condition.ArnEquals['aws:SourceArn'])).toBe(RULE_ARN);
    expect(others).toEqual([]);
  });

  test('three alarms tell of retries, of dead letters that are there, and of orders that are nowhere', () => {
    const alarm = (name: string) => resourceNamed(template(), 'AWS::CloudWatch::Alarm', 'AlarmName', `ecommerce-orders-dev-Shop-${name}`);
    const ofRule = [{ Name: 'EventBusName', Value: 'ecommerce-orders-dev-orders' }, { Name: 'RuleName', Value: 'Shop' }];
    expect(alarm('dead-letters')).toMatchObject({ Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Statistic: 'Maximum', Threshold: 1 });
    expect(asText(alarm('dead-letters').Dimensions[0].Value)).toMatch(/ShopDeadLetterQueue/);
    expect(alarm('delivery-retries')).toMatchObject({ Namespace: 'AWS/Events', MetricName: 'RetryInvocationAttempts', Dimensions: ofRule, Threshold: 5 });
    expect(alarm('dropped-orders')).toMatchObject({ Namespace: 'AWS/Events', MetricName: 'InvocationsFailedToBeSentToDlq', Dimensions: ofRule, Threshold: 1 });
    expect(consumption.droppedByLambdaAlarm).toBeUndefined();
  });
});

test('every option reaches the template', () => {
  const { template, consumption } = consumed(stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse')), {
    retryAttempts: 3,
    maxEventAge: Duration.minutes(5),
    deadLetters: { threshold: 9 },
    deliveryRetries: { threshold: 7 },
    droppedOrders: { enabled: false },
  });
  expect(target(template()).RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 3 });
  expect(resourceNamed(template(), 'AWS::CloudWatch::Alarm', 'AlarmName', 'ecommerce-orders-dev-Shop-dead-letters').Threshold).toBe(9);
  expect(resourceNamed(template(), 'AWS::CloudWatch::Alarm', 'AlarmName', 'ecommerce-orders-dev-Shop-delivery-retries').Threshold).toBe(7);
  expect(consumption.droppedOrdersAlarm).toBeUndefined();
});

test('in prod the dead-letter queues outlive the stack', () => {
  const { platform, stack, template } = synthesizedPlatform({ environment: OrderEnvironment.PROD });
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(consumerFunction(stack)));
  for (const { DeletionPolicy } of Object.values(template().findResources('AWS::SQS::Queue'))) expect(DeletionPolicy).toBe('Retain');
});

describe('a queue', () => {
  const withQueue = (props: QueueProps) => consumed(stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse', props)));

  test('gets the CloudEvents document alone, from its rule alone', () => {
    const { template } = withQueue({});
    expect(asText(target(template()).Arn)).toMatch(/^<Warehouse\w+\.Arn>$/);
    expect(target(template())).toMatchObject({ InputPath: '$.detail' });
    expect(target(template())).not.toHaveProperty('SqsParameters');
    const [statement, ...others] = queuePolicy(template(), /^<Warehouse/);
    expect(statement).toMatchObject({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' });
    expect(asText(statement.Condition.ArnEquals['aws:SourceArn'])).toBe(RULE_ARN);
    expect(others).toEqual([]);
  });

  test('on the platform\'s key needs no other statement than that of the bus', () => {
    const { template } = consumed((stack, { encryptionKey }) => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse', { encryptionMasterKey: encryptionKey })));
    const statements = onlyResource(template(), 'AWS::KMS::Key').KeyPolicy.Statement;
    expect(statements.filter(({ Principal }: any) => Principal.Service === 'events.amazonaws.com')).toHaveLength(3);
  });

  test('on a key of its own has that key let the rule in', () => {
    const { stack, template } = consumed(scope => OrderConsumer.fromQueue(new Queue(scope, 'Warehouse', { encryptionMasterKey: new Key(scope, 'WarehouseKey') })));
    const { KeyPolicy } = Object.entries(template().findResources('AWS::KMS::Key')).find(([id]) => id.startsWith('WarehouseKey'))![1].Properties;
    const statement = KeyPolicy.Statement.find(({ Principal }: any) => Principal.Service === 'events.amazonaws.com');
    expect(statement.Action).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
    expect(asText(statement.Condition.ArnEquals['aws:SourceArn'])).toBe(RULE_ARN);
    expect(warned(stack, 'queue')).toEqual([]);
  });

  test('that is imported draws warnings, with the statements of the queue and its key', () => {
    const { stack } = consumed(scope => OrderConsumer.fromQueue(Queue.fromQueueAttributes(scope, 'Warehouse', {
      queueArn: 'arn:aws:sqs:us-east-1:111122223333:warehouse', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
    })));
    expect(warned(stack, 'policy of the imported queue cannot')).toEqual([expect.stringContaining('"Action":"sqs:SendMessage"')]);
    expect(warned(stack, 'policy of the imported key of the queue')).toEqual([expect.stringContaining('"Action":["kms:Decrypt","kms:GenerateDataKey"]')]);
  });

  test('that is FIFO has one message group', () => {
    const fifo = { fifo: true, contentBasedDeduplication: true };
    expect(target(withQueue(fifo).template()).SqsParameters).toEqual({ MessageGroupId: 'orders' });
    const { template } = consumed(stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse', fifo), { messageGroupId: 'shop-1' }));
    expect(target(template()).SqsParameters).toEqual({ MessageGroupId: 'shop-1' });
  });

  test.each<[string, (stack: Stack) => OrderConsumer, string]>([
    ['with a key that AWS manages', stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse', { encryption: QueueEncryption.KMS_MANAGED })),
      '`queue` must be encrypted with a customer-managed key or by SQS itself'],
    ['that is FIFO without deduplication by content', stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse', { fifo: true })),
      '`queue` must have `contentBasedDeduplication`'],
    ['that is standard, with a message group', stack => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse'), { messageGroupId: 'one' }),
      '`messageGroupId` must not be given for a standard queue, got: \'one\''],
    ['that is FIFO, with a group that SQS would refuse', stack => OrderConsumer.fromQueue(
      new Queue(stack, 'Warehouse', { fifo: true, contentBasedDeduplication: true }), { messageGroupId: 'a b' }),
    '`messageGroupId` must be 1 to 128 characters of ASCII without spaces, got: \'a b\''],
  ])('%s is refused', (_case, consumer, message) => {
    expect(() => consumed(consumer)).toThrow(`[Shop/Orders] ${message}`);
  });

  test('of another region or account is refused, and a bus there advised', () => {
    const stack = new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-central-1' } });
    const platform = new OrderProcessingPlatform(stack, 'Orders');
    const queue = (arn: string) => OrderConsumer.fromQueue(Queue.fromQueueArn(stack, arn.replace(/:/g, '-'), arn));
    expect(() => platform.addOrderConsumer('Far', queue('arn:aws:sqs:us-east-1:111122223333:warehouse'))).toThrow(
      '`queue` must be of the platform\'s region eu-central-1; an event bus there reaches it: use `OrderConsumer.fromEventBus`, got: \'us-east-1\'');
    expect(() => platform.addOrderConsumer('Foreign', queue('arn:aws:sqs:eu-central-1:444455556666:warehouse'))).toThrow('`queue` must be of the platform\'s account');
  });
});

describe('a function', () => {
  const { template, consumption } = consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack)));
  const invocation = (one: Template) => onlyResource(one, 'AWS::Lambda::EventInvokeConfig');

  test('is called with the CloudEvents document, by its rule alone', () => {
    expect(asText(target(template()).Arn)).toMatch(/^<Invoicing\w+\.Arn>$/);
    expect(target(template()).InputPath).toBe('$.detail');
    const permission = Object.values(template().findResources('AWS::Lambda::Permission')).map(({ Properties }) => Properties)
      .find(({ Principal }) => Principal === 'events.amazonaws.com')!;
    expect(asText(permission.SourceArn)).toBe(RULE_ARN);
  });

  test('what it throws is repeated twice, and then in the dead-letter queue', () => {
    expect(invocation(template())).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 21_600, Qualifier: '$LATEST' });
    expect(asText(invocation(template()).DestinationConfig.OnFailure.Destination)).toMatch(/^<OrdersShopDeadLetterQueue\w+\.Arn>$/);
    const few = consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack)), { retryAttempts: 1, maxEventAge: Duration.hours(1) });
    expect(invocation(few.template())).toMatchObject({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600 });
  });

  test('its role may write that queue, with the key for that queue alone', () => {
    const [policy] = Object.values(template().findResources('AWS::IAM::Policy')).filter(({ Properties }) => asText(Properties.Roles).includes('Invoicing'));
    const [send, use, ...others] = policy.Properties.PolicyDocument.Statement;
    expect(send.Action).toBe('sqs:SendMessage');
    expect(asText(send.Resource)).toMatch(/^<OrdersShopDeadLetterQueue\w+\.Arn>$/);
    expect(use.Action).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
    expect(asText(use.Condition.StringEquals['kms:ViaService'])).toBe('sqs.<AWS::Region>.<AWS::URLSuffix>');
    expect(asText(use.Condition.StringEquals['kms:EncryptionContext:aws:sqs:arn'])).toBe(asText(send.Resource));
    expect(others).toEqual([]);
  });

  test('an alarm tells if Lambda could not write it', () => {
    expect(consumption.droppedByLambdaAlarm).toBeDefined();
    const alarm = resourceNamed(template(), 'AWS::CloudWatch::Alarm', 'AlarmName', 'ecommerce-orders-dev-Shop-dropped-by-lambda');
    expect(alarm).toMatchObject({ Namespace: 'AWS/Lambda', MetricName: 'DestinationDeliveryFailures', Threshold: 1 });
    expect(alarm.Dimensions).toEqual([{ Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^Invoicing/) } }]);
  });

  test('that is an alias has settings of its own', () => {
    const alias = consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack, { retryAttempts: 0 }).addAlias('orders')));
    const settings = Object.values(alias.template().findResources('AWS::Lambda::EventInvokeConfig')).map(({ Properties }) => Properties.Qualifier);
    expect(settings.sort()).toEqual(['$LATEST', 'orders']);
  });

  test('that is a version has its settings with that version', () => {
    const version = consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack).currentVersion));
    expect(asText(invocation(version.template()).Qualifier)).toMatch(/^<InvoicingCurrentVersion\w+\.Version>$/);
    expect(asText(target(version.template()).Arn)).toMatch(/^<InvoicingCurrentVersion/);
  });

  test('that is imported without its role draws a warning with the statements', () => {
    const { stack } = consumed(scope => OrderConsumer.fromFunction(
      Function.fromFunctionAttributes(scope, 'Invoicing', { functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:invoicing', sameEnvironment: true })));
    expect(warned(stack, 'consumerRole')).toEqual([expect.stringMatching(new RegExp(
      '^The policy of the imported function\'s role cannot be changed from here; unless it has them already, add these statements to it: '
      + '\\[.*"Action":"sqs:SendMessage".*"kms:GenerateDataKey".*\\] \\[ack: cdk-order-processing-platform:consumerRole\\]$'))]);
  });

  test('whose asynchronous settings are taken is refused', () => {
    const message = '`handler` must not have settings of asynchronous invocations already';
    expect(() => consumed(stack => OrderConsumer.fromFunction(consumerFunction(stack, { retryAttempts: 0 })))).toThrow(message);
    const { stack, platform } = synthesizedPlatform();
    const handler = consumerFunction(stack);
    platform.addOrderConsumer('One', OrderConsumer.fromFunction(handler));
    expect(() => platform.addOrderConsumer('Two', OrderConsumer.fromFunction(handler))).toThrow(message);
    expect(() => platform.addOrderConsumer('Two', OrderConsumer.fromFunction(handler.addAlias('two')))).not.toThrow();
  });
});

describe('an event bus', () => {
  const { template } = consumed(stack => OrderConsumer.fromEventBus(new EventBus(stack, 'Bus')));

  test('gets the event as it is, by a role that may do nothing else and that this rule alone takes', () => {
    expect(asText(target(template()).Arn)).toMatch(/^<Bus\w+\.Arn>$/);
    expect(target(template())).not.toHaveProperty('InputPath');
    const [id, role] = Object.entries(template().findResources('AWS::IAM::Role')).find(([name]) => name.includes('DeliveryRole'))!;
    expect(target(template()).RoleArn).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    const { Principal, Condition } = role.Properties.AssumeRolePolicyDocument.Statement[0];
    expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect(asText(Condition.ArnEquals['aws:SourceArn'])).toBe(RULE_ARN);
    const [policy] = Object.values(template().findResources('AWS::IAM::Policy')).filter(({ Properties }) => asText(Properties.Roles) === `<${id}>`);
    expect(policy.Properties.PolicyDocument.Statement).toEqual([{ Action: 'events:PutEvents', Effect: 'Allow', Resource: target(template()).Arn }]);
  });
});

describe('another target', () => {
  const webhook = (stack: Stack, props = {}) => new ApiDestinationTarget(new ApiDestination(stack, 'Webhook', {
    connection: new Connection(stack, 'Connection', { authorization: Authorization.apiKey('x-api-key', SecretValue.secretsManager('webhook')) }),
    endpoint: 'https://shop.example/orders',
  }), props);

  test('gets the document, the consumer\'s dead-letter queue and its retries', () => {
    const { template } = consumed(stack => OrderConsumer.fromTarget(new SqsQueue(new Queue(stack, 'Warehouse'))), { retryAttempts: 4 });
    expect(target(template())).toMatchObject({ InputPath: '$.detail', RetryPolicy: { MaximumRetryAttempts: 4 } });
    expect(asText(target(template()).DeadLetterConfig.Arn)).toMatch(/ShopDeadLetterQueue/);
  });

  test('with such settings of its own is refused, and so is a bus', () => {
    expect(() => consumed(stack => OrderConsumer.fromTarget(new SqsQueue(new Queue(stack, 'Warehouse'), { retryAttempts: 1 })))).toThrow(
      '`target` must have no `deadLetterQueue`, `retryAttempts` and `maxEventAge` of its own: those are the consumer\'s');
    expect(() => consumed(stack => OrderConsumer.fromTarget(new EventBusTarget(new EventBus(stack, 'Bus'))))).toThrow(
      '`target` must not be an event bus: use `OrderConsumer.fromEventBus`');
  });

  test('is a webhook, too', () => {
    const { template } = consumed(stack => OrderConsumer.fromTarget(webhook(stack)));
    expect(target(template())).toMatchObject({ InputPath: '$.detail', RoleArn: expect.anything() });
  });
});

describe('refuses', () => {
  const consumer = (stack: Stack) => OrderConsumer.fromQueue(new Queue(stack, 'Warehouse'));

  test.each<[string, OrderConsumerOptions, string]>([
    ['negative retries', { retryAttempts: -1 }, '`retryAttempts` must be an integer from 0 to 185, got: -1'],
    ['more than EventBridge\'s retries', { retryAttempts: 186 }, '`retryAttempts` must be an integer from 0 to 185, got: 186'],
    ['less than a minute', { maxEventAge: Duration.seconds(59) }, '`maxEventAge` must be an integer from 60 to 86400 seconds, got: 59'],
    ['more than a day', { maxEventAge: Duration.hours(25) }, '`maxEventAge` must be an integer from 60 to 86400 seconds, got: 90000'],
  ])('%s', (_case, options, message) => {
    expect(() => consumed(consumer, options)).toThrow(`[Shop/Orders] ${message}`);
  });

  test.each(['OrdersTable', 'OrderDelivery', 'Picking'])('the id %s, which a part or another consumer has', id => {
    const { platform, stack } = synthesizedPlatform();
    const queue = new Queue(stack, 'Warehouse');
    if (id === 'Picking') platform.addOrderConsumer('Picking', OrderConsumer.fromQueue(queue));
    expect(() => platform.addOrderConsumer(id, OrderConsumer.fromQueue(queue))).toThrow(
      `[Shop/Orders] \`id\` must be one that no other consumer and no part of the platform has, got: '${id}'`);
  });

  test.each(['a b', 'x'.repeat(65)])('the id "%s", which no rule may have', id => {
    const { platform, stack } = synthesizedPlatform();
    expect(() => platform.addOrderConsumer(id, consumer(stack))).toThrow('`id` must be 1 to 64 letters, digits, dots, hyphens and underscores');
  });

  test('all of it in one error', () => {
    const { platform, stack } = synthesizedPlatform(scope => ({ ordersTable: Table.fromTableName(scope, 'Imported', 'orders') }));
    const options = { retryAttempts: -1, filter: { currencies: ['eur'] }, deadLetters: { threshold: 0 } };
    expect(() => platform.addOrderConsumer('a b', OrderConsumer.fromQueue(new Queue(stack, 'Warehouse'), { messageGroupId: 'one' }), options)).toThrow(
      /^6 props are invalid:\n.*`id` .*\n.*`messageGroupId` .*\n.*`filter.currencies` .*\n.*`retryAttempts` .*\n.*`deadLetters.threshold` .*\n.*`ordersTable` .*$/);
  });

  test('before anything is made', () => {
    const { platform, stack } = synthesizedPlatform();
    expect(() => platform.addOrderConsumer('Shop', consumer(stack), { retryAttempts: -1 })).toThrow();
    expect(platform.orderDelivery).toBeUndefined();
    expect(platform.node.tryFindChild('Shop')).toBeUndefined();
  });
});

test('settings that are tokens pass', () => {
  const { platform, stack, template } = synthesizedPlatform();
  const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromQueue(new Queue(stack, 'Warehouse')), {
    retryAttempts: number('Retries'), maxEventAge: Duration.seconds(number('Age')), filter: { minimumTotalAmount: number('Total') },
  });
  expect(target(template()).RetryPolicy).toEqual({ MaximumRetryAttempts: { Ref: 'Retries' }, MaximumEventAgeInSeconds: { Ref: 'Age' } });
});
