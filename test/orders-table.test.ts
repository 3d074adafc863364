import { RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, ContributorInsightsMode, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Environment, OrderProcessingPlatformProps } from '../src';
import { asText, onlyResource, synthesizedPlatform } from './synthesized-platform';

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
