import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { asText, onlyResource, synthesizedPlatform, warnings } from '../support/synthesized-platform';

const IMPORTED_TOPIC = 'arn:aws:sns:us-east-1:111122223333:alarms';

describe('the topic that is created', () => {
  const { template } = synthesizedPlatform({ alertEmailAddress: 'oncall@shop.example' });
  const policy = () => onlyResource(template(), 'AWS::SNS::TopicPolicy').PolicyDocument.Statement;

  test('refuses to be used without TLS', () => {
    expect(policy()).toContainEqual(expect.objectContaining({
      Effect: 'Deny', Action: 'sns:Publish', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }));
  });

  test('takes messages of this account\'s alarms, and of nobody else', () => {
    const allowed = policy().filter(({ Effect }: any) => Effect === 'Allow');
    expect(allowed).toEqual([expect.objectContaining({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    })]);
  });

  test('mails the address', () => {
    expect(onlyResource(template(), 'AWS::SNS::Subscription')).toMatchObject({ Protocol: 'email', Endpoint: 'oncall@shop.example' });
  });

  test('a new address does not replace another subscription\'s id', () => {
    const ids = ['a@shop.example', 'b@shop.example'].map(alertEmailAddress =>
      Object.keys(synthesizedPlatform({ alertEmailAddress }).template().findResources('AWS::SNS::Subscription'))[0]);
    expect(ids[0]).toBe(ids[1]);
  });
});

test('emailNotifications false: no subscription, and no warning about the placeholder', () => {
  const { stack, template } = synthesizedPlatform({ alarmOptions: { emailNotifications: false } });
  template().resourceCountIs('AWS::SNS::Topic', 1);
  template().resourceCountIs('AWS::SNS::Subscription', 0);
  expect(warnings(stack, 'alertEmailAddress')).toEqual([]);
});

test('the placeholder address draws a warning', () => {
  expect(warnings(synthesizedPlatform().stack, 'Nobody will receive alarms: set `alertEmailAddress`')).toHaveLength(1);
  expect(warnings(synthesizedPlatform({ alertEmailAddress: 'oncall@shop.example' }).stack, 'alertEmailAddress')).toEqual([]);
});

test('an address that is a CloudFormation parameter passes', () => {
  const { stack, template } = synthesizedPlatform(scope => ({ alertEmailAddress: new CfnParameter(scope, 'Address').valueAsString }));
  expect(onlyResource(template(), 'AWS::SNS::Subscription').Endpoint).toEqual({ Ref: 'Address' });
  expect(warnings(stack, 'alertEmailAddress')).toEqual([]);
});

describe('a topic that is brought', () => {
  test('gets the statement that lets alarms publish, and keeps its subscriptions', () => {
    const { template } = synthesizedPlatform(scope => ({ alarmTopic: new Topic(scope, 'ShopAlarms') }));
    expect(onlyResource(template(), 'AWS::SNS::TopicPolicy').PolicyDocument.Statement).toContainEqual(expect.objectContaining({ Sid: 'AllowAlarmsToPublish' }));
    template().resourceCountIs('AWS::SNS::Subscription', 0);
  });

  test('its key gets the statement without which the alarm rings unheard', () => {
    const { template, stack } = synthesizedPlatform(scope => ({ alarmTopic: new Topic(scope, 'ShopAlarms', { masterKey: new Key(scope, 'TopicKey') }) }));
    const keys = Object.entries(template().findResources('AWS::KMS::Key')).filter(([id]) => id.startsWith('TopicKey'));
    expect(keys[0][1].Properties.KeyPolicy.Statement).toContainEqual(expect.objectContaining({
      Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    }));
    expect(warnings(stack, 'alarmTopic')).toEqual([]);
  });

  test('when imported, synth warns with the exact statements to add', () => {
    const { stack } = synthesizedPlatform(scope => ({
      alarmTopic: Topic.fromTopicAttributes(scope, 'ShopAlarms', {
        topicArn: IMPORTED_TOPIC, keyArn: 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555',
      }),
    }));
    const [publish] = warnings(stack, 'imported `alarmTopic`');
    expect(JSON.parse(publish.slice(publish.indexOf('{'), publish.lastIndexOf('}') + 1))).toMatchObject({
      Action: 'sns:Publish', Resource: IMPORTED_TOPIC, Principal: { Service: 'cloudwatch.amazonaws.com' },
    });
    expect(warnings(stack, 'imported key of `alarmTopic`')[0]).toContain('"kms:GenerateDataKey*"');
  });
});

describe('a topic that alarms can\'t publish to is refused', () => {
  test.each<[string, (stack: Stack) => ITopic]>([
    ['of this app', stack => new Topic(stack, 'ShopAlarms', { fifo: true })],
    ['imported', stack => Topic.fromTopicArn(stack, 'ShopAlarms', `${IMPORTED_TOPIC}.fifo`)],
  ])('FIFO, %s', (_whence, alarmTopic) => {
    expect(() => synthesizedPlatform(stack => ({ alarmTopic: alarmTopic(stack) }))).toThrow('[Shop/Orders] `alarmTopic` must be a standard topic');
  });

  test('encrypted with the key that AWS manages; another alias is none', () => {
    const encrypted = (alias: string) => synthesizedPlatform(stack => ({ alarmTopic: new Topic(stack, 'ShopAlarms', { masterKey: Alias.fromAliasName(stack, 'Key', alias) }) }));
    expect(() => encrypted('alias/aws/sns')).toThrow('[Shop/Orders] `alarmTopic` must be encrypted with a customer-managed key, or not at all');
    expect(warnings(encrypted('alias/shop').stack, 'imported key of `alarmTopic`')).toHaveLength(1);
  });
});

test('every alarm action is the topic', () => {
  const { template } = synthesizedPlatform();
  const [topic] = Object.keys(template().findResources('AWS::SNS::Topic'));
  for (const { Properties } of Object.values(template().findResources('AWS::CloudWatch::Alarm'))) {
    expect(Properties.AlarmActions.map(asText)).toEqual([`<${topic}>`]);
  }
});
