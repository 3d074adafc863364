import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Alias, CfnKey, IKey, Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { OrderEnvironment, OrderProcessingPlatform } from '../../src';
import { asText, onlyResource, synthesizedPlatform, warnings } from '../support/synthesized-platform';

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

  test.each([[OrderEnvironment.DEV, 'Delete'], [OrderEnvironment.STAGING, 'Delete'], [OrderEnvironment.PROD, 'Retain']])('in %s its deletion policy is %s', (environment, policy) => {
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

describe('an alias is refused', () => {
  const message = (prop: string) => `[Shop/Orders] \`${prop}\` must be the key itself, not an alias of it`;

  test.each<[string, (stack: Stack) => IKey]>([
    ['of a key of the app', stack => new Key(stack, 'ShopKey').addAlias('shop')],
    ['by its name', stack => Alias.fromAliasName(stack, 'ShopKey', 'alias/shop')],
    ['by its ARN', stack => Key.fromKeyArn(stack, 'ShopKey', 'arn:aws:kms:us-east-1:111122223333:alias/shop')],
  ])('%s', (_how, key) => {
    expect(() => synthesizedPlatform(stack => ({ encryptionKey: key(stack) }))).toThrow(message('encryptionKey'));
    expect(() => synthesizedPlatform(stack => ({
      ordersTable: Table.fromTableAttributes(stack, 'ShopTable', { tableName: 'orders', encryptionKey: key(stack) }),
    }))).toThrow(message('ordersTable.encryptionKey'));
  });

  test('but not an ARN that is a token', () => {
    const { template } = synthesizedPlatform(stack => ({ encryptionKey: Key.fromKeyArn(stack, 'ShopKey', `arn:aws:kms:us-east-1:111122223333:key/${new CfnParameter(stack, 'KeyId').valueAsString}`) }));
    template().resourceCountIs('AWS::KMS::Key', 0);
  });
});

describe('a key of another stack', () => {
  const inTwoStacks = (account: string, projectName?: (base: Stack, shop: Stack) => string) => {
    const app = new App();
    const base = new Stack(app, 'Base', { env: { account, region: 'eu-central-1' } });
    const shop = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-central-1' } });
    // Used in another account, a key needs a name, or an alias; its policy is looked at alone.
    new OrderProcessingPlatform(shop, 'Orders', { encryptionKey: new Key(base, 'ShopKey'), projectName: projectName?.(base, shop) });
    return base;
  };

  test('says in its policy what the platform\'s account is, not its own', () => {
    const base = inTwoStacks('444455556666');
    const [key] = base.node.findAll().filter(node => node instanceof CfnKey) as CfnKey[];
    const policy = asText(base.resolve(key.keyPolicy).Statement.map((one: unknown) => JSON.stringify(one)));
    expect(policy).toContain('"aws:SourceAccount":"111122223333"');
    expect(policy).not.toContain('"aws:SourceAccount":{');
    expect(policy.match(/:log-group:/g)).toHaveLength(2);
  });

  test('is refused if the project\'s name is a parameter of the platform\'s: each stack would need the other', () => {
    expect(() => inTwoStacks('111122223333', (_base, shop) => new CfnParameter(shop, 'Name').valueAsString)).toThrow(
      '[Shop/Orders] `projectName` and `environmentSuffix` must not be parameters of this stack while `encryptionKey` is a key of another one');
    expect(() => Template.fromStack(inTwoStacks('111122223333', base => new CfnParameter(base, 'Name').valueAsString))).not.toThrow();
  });
});
