import { RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, ContributorInsightsMode, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Environment, OrderProcessingPlatformProps, OrdersTableOptions } from '../src';
import { asText, onlyResource, synthesizedPlatform, warnings } from './synthesized-platform';

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
  [Environment.DEV, false, 'ACCESSED_AND_THROTTLED_KEYS', 'Delete'],
  [Environment.STAGING, false, 'ACCESSED_AND_THROTTLED_KEYS', 'Delete'],
  [Environment.PROD, true, 'THROTTLED_KEYS', 'Retain'],
])('in %s: deletion protection %s, insights into %s, deletion policy %s', (environment, protection, mode, policy) => {
  expect(table({ environment })).toMatchObject({
    DeletionProtectionEnabled: protection, ContributorInsightsSpecification: { Mode: mode }, DeletionPolicy: policy,
  });
});

test('each setting wins over the preset', () => {
  expect(table({ environment: Environment.PROD, tableOptions: { deletionProtection: false } }).DeletionProtectionEnabled).toBe(false);
  expect(table({ environment: Environment.PROD, tableOptions: { contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS } })
    .ContributorInsightsSpecification.Mode).toBe('ACCESSED_AND_THROTTLED_KEYS');
  expect(table({ tableOptions: { warmThroughput: { writeUnitsPerSecond: 8000 } } }).WarmThroughput).toEqual({ WriteUnitsPerSecond: 8000 });
  expect(table({ removalPolicy: RemovalPolicy.RETAIN }).DeletionPolicy).toBe('Retain');
});

describe('refuses', () => {
  const UNITS = `to ${Number.MAX_SAFE_INTEGER} units, got: `;
  test.each<[OrdersTableOptions, string]>([
    [{ warmThroughput: {} }, 'warmThroughput` must set `readUnitsPerSecond`, `writeUnitsPerSecond` or both, got: \'{}\''],
    [{ warmThroughput: { writeUnitsPerSecond: 3999 } }, `warmThroughput.writeUnitsPerSecond\` must be an integer from 4000 ${UNITS}3999`],
    [{ warmThroughput: { writeUnitsPerSecond: 4000.5 } }, `warmThroughput.writeUnitsPerSecond\` must be an integer from 4000 ${UNITS}4000.5`],
    [{ warmThroughput: { readUnitsPerSecond: 11_999 } }, `warmThroughput.readUnitsPerSecond\` must be an integer from 12000 ${UNITS}11999`],
    [{ contributorInsightsMode: 'ALL' as ContributorInsightsMode },
      'contributorInsightsMode` must be one of ACCESSED_AND_THROTTLED_KEYS, THROTTLED_KEYS, got: \'ALL\''],
  ])('%j', (tableOptions, message) => {
    expect(() => synthesizedPlatform({ tableOptions })).toThrow(`[Shop/Orders] \`tableOptions.${message}`);
  });
});

test.each<[string, OrderProcessingPlatformProps, number]>([
  ['that prod protects', { environment: Environment.PROD, removalPolicy: RemovalPolicy.DESTROY }, 1],
  ['that is to be kept', { environment: Environment.PROD }, 0],
  ['without protection', { environment: Environment.PROD, removalPolicy: RemovalPolicy.DESTROY, tableOptions: { deletionProtection: false } }, 0],
  ['protected on purpose', { environment: Environment.PROD, removalPolicy: RemovalPolicy.DESTROY, tableOptions: { deletionProtection: true } }, 0],
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
