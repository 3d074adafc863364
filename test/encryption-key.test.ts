import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Environment, OrderProcessingPlatform } from '../src';
import { asText, onlyResource, synthesizedPlatform, warnings } from './synthesized-platform';

const IMPORTED_KEY = 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555';

function statements(template: Template): any[] {
  return onlyResource(template, 'AWS::KMS::Key').KeyPolicy.Statement;
}

describe('the key that is created', () => {
  const { template } = synthesizedPlatform();

  test('rotates and has an alias', () => {
    expect(onlyResource(template(), 'AWS::KMS::Key')).toMatchObject({ EnableKeyRotation: true });
    template().hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/ecommerce-orders-dev-orders' });
  });

  test('is administered by the account alone', () => {
    const [account] = statements(template()).filter(({ Action }) => Action === 'kms:*');
    expect(asText(account.Principal.AWS)).toBe('arn:<AWS::Partition>:iam::<AWS::AccountId>:root');
  });

  test('lets CloudWatch Logs encrypt exactly the two log groups', () => {
    const statement = statements(template()).find(({ Sid }) => Sid === 'AllowLogGroupEncryption');
    expect(asText(statement.Principal.Service)).toBe('logs.<AWS::Region>.<AWS::URLSuffix>');
    expect(statement.Condition.ArnEquals['kms:EncryptionContext:aws:logs:arn'].map(asText)).toEqual([
      'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/lambda/ecommerce-orders-dev-order-processing',
      'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/vendedlogs/ecommerce-orders-dev-order-api',
    ]);
  });

  test('lets alarms of this account reach the one topic', () => {
    const statement = statements(template()).find(({ Sid }) => Sid === 'AllowAlarmDelivery');
    expect(statement).toMatchObject({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    expect(asText(statement.Condition.StringEquals['kms:EncryptionContext:aws:sns:topicArn'])).toMatch(/:sns:.*:ecommerce-orders-dev-order-alarms$/);
  });

  test('knows no other service', () => {
    expect(statements(template())).toHaveLength(3);
  });

  test('encrypts table, log groups, topic and environment', () => {
    const [keyId] = Object.keys(template().findResources('AWS::KMS::Key'));
    const arn = { 'Fn::GetAtt': [keyId, 'Arn'] };
    expect(onlyResource(template(), 'AWS::DynamoDB::Table').SSESpecification).toEqual({ KMSMasterKeyId: arn, SSEEnabled: true, SSEType: 'KMS' });
    expect(onlyResource(template(), 'AWS::Lambda::Function').KmsKeyArn).toEqual(arn);
    expect(onlyResource(template(), 'AWS::SNS::Topic').KmsMasterKeyId).toEqual(arn);
    template().allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: arn });
  });

  test.each([[Environment.DEV, 'Delete'], [Environment.STAGING, 'Delete'], [Environment.PROD, 'Retain']])('in %s its deletion policy is %s', (environment, policy) => {
    expect(onlyResource(synthesizedPlatform({ environment }).template(), 'AWS::KMS::Key').DeletionPolicy).toBe(policy);
  });
});

describe('a key that is brought', () => {
  test('gets the statements in its policy, without a warning', () => {
    const { stack, template } = synthesizedPlatform(scope => ({ encryptionKey: new Key(scope, 'ShopKey') }));
    expect(statements(template()).map(({ Sid }) => Sid)).toEqual([
      undefined, expect.stringMatching(/^AllowLogGroupEncryptionFor/), expect.stringMatching(/^AllowAlarmDeliveryFor/),
    ]);
    expect(warnings(stack, 'encryptionKey')).toEqual([]);
    template().resourceCountIs('AWS::KMS::Alias', 0);
  });

  test('serves two platforms: statement ids differ', () => {
    const stack = new Stack(new App(), 'Shop');
    const encryptionKey = new Key(stack, 'ShopKey');
    new OrderProcessingPlatform(stack, 'Retail', { encryptionKey });
    new OrderProcessingPlatform(stack, 'Wholesale', { encryptionKey, environmentSuffix: 'wholesale', outputPrefix: 'Wholesale' });
    const ids = statements(Template.fromStack(stack)).map(({ Sid }) => Sid).filter(Boolean);
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(4);
  });

  test('gets no statement for log groups that are brought as well', () => {
    const { template } = synthesizedPlatform(scope => ({
      encryptionKey: new Key(scope, 'ShopKey'),
      functionLogGroup: new LogGroup(scope, 'FunctionLog'),
      apiLogGroup: new LogGroup(scope, 'ApiLog'),
      alarmTopic: new Topic(scope, 'Alarms'),
    }));
    expect(statements(template())).toHaveLength(1);
  });

  test('when imported, synth warns with the exact statements to add', () => {
    const { stack } = synthesizedPlatform(scope => ({ encryptionKey: Key.fromKeyArn(scope, 'ShopKey', IMPORTED_KEY) }), {
      env: { account: '111122223333', region: 'us-east-1' },
    });
    const added = warnings(stack, 'The policy of the imported `encryptionKey`').map(text => JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)));
    expect(added).toEqual([
      {
        Sid: expect.stringMatching(/^AllowLogGroupEncryptionFor/),
        Effect: 'Allow',
        Principal: { Service: expect.anything() },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': [expect.anything(), expect.anything()] } },
      },
      expect.objectContaining({ Sid: expect.stringMatching(/^AllowAlarmDeliveryFor/), Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
    ]);
  });
});
