import { Aws, CfnParameter, Fn, IResolvable, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, CfnTable, ContributorInsightsMode, ITable, StreamViewType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AccountPrincipal, ArnPrincipal, IGrantable, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { OrderEnvironment, OrderConsumer, OrderProcessingPlatformProps, OrdersTableOptions } from '../../src';
import { asText, onlyResource, synthesizedPlatform, warnings } from '../support/synthesized-platform';

const table = (props?: OrderProcessingPlatformProps) => onlyResource(synthesizedPlatform(props).template(), 'AWS::DynamoDB::Table');

describe('the table that is created', () => {
  const properties = table();

  test('has orderId as its only key attribute', () => {
    expect(properties.KeySchema).toEqual([{ AttributeName: 'orderId', KeyType: 'HASH' }]);
    expect(properties.AttributeDefinitions).toEqual([{ AttributeName: 'orderId', AttributeType: 'S' }]);
  });

  test('is billed on demand, and recovers any point in time', () => {
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      ContributorInsightsSpecification: { Enabled: true },
    });
    expect(properties).not.toHaveProperty('WarmThroughput');
  });

  test('streams new items, for consumers', () => {
    expect(properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });

  test('denies other accounts and everything without TLS', () => {
    const [transport, accounts] = properties.ResourcePolicy.PolicyDocument.Statement;
    expect(transport).toMatchObject({
      Effect: 'Deny', Action: 'dynamodb:*', Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    expect(accounts).toMatchObject({
      Effect: 'Deny',
      Action: 'dynamodb:*',
      Principal: { AWS: '*' },
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } }, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    });
    expect(asText(accounts.Resource)).toBe('arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/ecommerce-orders-dev-orders');
  });
});

test.each([
  [OrderEnvironment.DEV, false, 'ACCESSED_AND_THROTTLED_KEYS', 'Delete'],
  [OrderEnvironment.STAGING, false, 'ACCESSED_AND_THROTTLED_KEYS', 'Delete'],
  [OrderEnvironment.PROD, true, 'THROTTLED_KEYS', 'Retain'],
])('in %s: deletion protection %s, insights into %s, deletion policy %s', (environment, protection, mode, policy) => {
  expect(table({ environment })).toMatchObject({
    DeletionProtectionEnabled: protection, ContributorInsightsSpecification: { Mode: mode }, DeletionPolicy: policy,
  });
});

test('each setting wins over the preset', () => {
  expect(table({ environment: OrderEnvironment.PROD, tableOptions: { deletionProtection: false } }).DeletionProtectionEnabled).toBe(false);
  expect(table({ environment: OrderEnvironment.PROD, tableOptions: { contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS } })
    .ContributorInsightsSpecification.Mode).toBe('ACCESSED_AND_THROTTLED_KEYS');
  expect(table({ tableOptions: { warmThroughput: { writeUnitsPerSecond: 8000 } } }).WarmThroughput).toEqual({ WriteUnitsPerSecond: 8000 });
  expect(table({ removalPolicy: RemovalPolicy.RETAIN }).DeletionPolicy).toBe('Retain');
});

describe('refuses', () => {
  const UNITS = 'or more units, got: ';
  test.each<[OrdersTableOptions, string]>([
    [{ warmThroughput: {} }, 'warmThroughput` must set `readUnitsPerSecond`, `writeUnitsPerSecond` or both, got: \'{}\''],
    [{ warmThroughput: { writeUnitsPerSecond: 3999 } }, `warmThroughput.writeUnitsPerSecond\` must be an integer of 4000 ${UNITS}3999`],
    [{ warmThroughput: { writeUnitsPerSecond: 4000.5 } }, `warmThroughput.writeUnitsPerSecond\` must be an integer of 4000 ${UNITS}4000.5`],
    [{ warmThroughput: { readUnitsPerSecond: 11_999 } }, `warmThroughput.readUnitsPerSecond\` must be an integer of 12000 ${UNITS}11999`],
    [{ contributorInsightsMode: 'ALL' as ContributorInsightsMode },
      'contributorInsightsMode` must be one of ACCESSED_AND_THROTTLED_KEYS, THROTTLED_KEYS, got: \'ALL\''],
  ])('%j', (tableOptions, message) => {
    expect(() => synthesizedPlatform({ tableOptions })).toThrow(`[Shop/Orders] \`tableOptions.${message}`);
  });
});

test.each<[string, OrderProcessingPlatformProps, number]>([
  ['that prod protects', { environment: OrderEnvironment.PROD, removalPolicy: RemovalPolicy.DESTROY }, 1],
  ['that is to be kept', { environment: OrderEnvironment.PROD }, 0],
  ['without protection', { environment: OrderEnvironment.PROD, removalPolicy: RemovalPolicy.DESTROY, tableOptions: { deletionProtection: false } }, 0],
  ['protected on purpose', { environment: OrderEnvironment.PROD, removalPolicy: RemovalPolicy.DESTROY, tableOptions: { deletionProtection: true } }, 0],
  ['of dev', { removalPolicy: RemovalPolicy.DESTROY }, 0],
])('a table %s: deleting the stack is warned of when it will fail', (_case, props, count) => {
  expect(warnings(synthesizedPlatform(props).stack, '`removalPolicy` is DESTROY.*until `tableOptions.deletionProtection` is false')).toHaveLength(count);
});

describe('a table that is brought', () => {
  const statement = (template: Template, sid: string) => onlyResource(template, 'AWS::IAM::Policy').PolicyDocument.Statement
    .find(({ Sid }: any) => Sid === sid);

  test('without a key of its own needs no key permission', () => {
    const { template } = synthesizedPlatform(stack => ({
      ordersTable: new Table(stack, 'ShopTable', { partitionKey: { name: 'orderId', type: AttributeType.STRING } }),
    }));
    template().resourceCountIs('AWS::DynamoDB::Table', 1);
    expect(statement(template(), 'StoreOrders').Action).toBe('dynamodb:PutItem');
    expect(statement(template(), 'UseTableKeyThroughDynamoDb')).toBeUndefined();
  });

  test('may be imported, or of the newer kind', () => {
    const imported = synthesizedPlatform(stack => ({ ordersTable: Table.fromTableName(stack, 'ShopTable', 'shop-orders') })).template();
    expect(asText(statement(imported, 'StoreOrders').Resource)).toBe('arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/shop-orders');
    imported.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { TABLE_NAME: 'shop-orders' } } });
    const newer = synthesizedPlatform(stack => ({
      ordersTable: new TableV2(stack, 'ShopTable', { partitionKey: { name: 'orderId', type: AttributeType.STRING } }),
    })).template();
    newer.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    newer.resourceCountIs('AWS::DynamoDB::Table', 0);
  });
});

describe('a table that is brought is refused', () => {
  const string = (name: string) => ({ name, type: AttributeType.STRING });
  const rule = '[Shop/Orders] `ordersTable` must have `orderId` (String) as its only key attribute, got: ';

  test.each<[string, (stack: Stack) => ITable, string]>([
    ['another key', stack => new Table(stack, 'ShopTable', { partitionKey: string('id') }), '\'id\''],
    ['a number as key', stack => new Table(stack, 'ShopTable', { partitionKey: { name: 'orderId', type: AttributeType.NUMBER } }), '\'orderId (N)\''],
    ['a sort key', stack => new Table(stack, 'ShopTable', { partitionKey: string('orderId'), sortKey: string('line') }), '\'orderId (S), line\''],
    ['another key, of TableV2', stack => new TableV2(stack, 'ShopTable', { partitionKey: string('id') }), '\'id\''],
  ])('with %s', (_what, ordersTable, got) => {
    expect(() => synthesizedPlatform(stack => ({ ordersTable: ordersTable(stack) }))).toThrow(rule + got);
  });

  test('not if its key is a token', () => {
    expect(() => synthesizedPlatform(stack => {
      const ordersTable = new Table(stack, 'ShopTable', { partitionKey: string('id') });
      (ordersTable.node.defaultChild as CfnTable).keySchema = new CfnParameter(stack, 'Schema', { type: 'CommaDelimitedList' }).value as IResolvable;
      return { ordersTable };
    })).not.toThrow();
  });

  test.each<[StreamViewType]>([[StreamViewType.KEYS_ONLY], [StreamViewType.OLD_IMAGE]])('by a consumer, with a stream of %s', type => {
    const brought: ((stack: Stack) => ITable)[] = [
      stack => new Table(stack, 'ShopTable', { partitionKey: string('orderId'), stream: type }),
      stack => new TableV2(stack, 'ShopTable', { partitionKey: string('orderId'), dynamoStream: type }),
    ];
    for (const ordersTable of brought) {
      const { platform, stack } = synthesizedPlatform(scope => ({ ordersTable: ordersTable(scope) }));
      expect(() => platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new Queue(stack, 'Queue')))).toThrow(
        `[Shop/Orders] \`ordersTable\` must have a stream with new images to be consumed, got: '${type}'`);
    }
  });

  test('not with a stream of new and old images', () => {
    const { platform, stack } = synthesizedPlatform(scope => ({
      ordersTable: new Table(scope, 'ShopTable', { partitionKey: string('orderId'), stream: StreamViewType.NEW_AND_OLD_IMAGES }),
    }));
    expect(() => platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new Queue(stack, 'Queue')))).not.toThrow();
  });
});

describe('reading orders from another account', () => {
  const env = { account: '111122223333', region: 'eu-central-1' };
  const others: [string, (stack: Stack) => IGrantable][] = [
    ['a role', stack => Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::999999999999:role/reader')],
    ['an account', () => new AccountPrincipal('999999999999')],
    ['an ARN', stack => new ArnPrincipal(`arn:${stack.partition}:iam::999999999999:role/reader`)],
  ];

  test.each(others)('is refused for %s: the table\'s policy denies it', (_what, grantee) => {
    const { platform, stack } = synthesizedPlatform({}, { env });
    expect(() => platform.grants.readOrders(grantee(stack))).toThrow(
      '[Shop/Orders] `grantee` must be of the table\'s account 111122223333: the table\'s policy denies all others. ' +
      'Bring a table whose policy lets it in, or a role of this account that it may assume, got: \'999999999999\'');
  });

  test.each(others)('is granted to %s on a table that was brought', (_what, grantee) => {
    const { platform, stack } = synthesizedPlatform(scope => ({
      ordersTable: new Table(scope, 'ShopTable', { tableName: 'orders', partitionKey: { name: 'orderId', type: AttributeType.STRING } }),
    }), { env });
    expect(() => platform.grants.readOrders(grantee(stack))).not.toThrow();
  });

  test('passes where an account is a token, and in the same account', () => {
    const agnostic = synthesizedPlatform();
    for (const [, grantee] of others) expect(() => agnostic.platform.grants.readOrders(grantee(agnostic.stack))).not.toThrow();
    const { platform } = synthesizedPlatform({}, { env });
    for (const grantee of [
      new AccountPrincipal(env.account), new AccountPrincipal(Aws.ACCOUNT_ID), new ArnPrincipal(Fn.importValue('Reader')), new ServicePrincipal('glue.amazonaws.com'),
    ]) expect(() => platform.grants.readOrders(grantee)).not.toThrow();
  });
});
