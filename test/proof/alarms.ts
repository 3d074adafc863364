import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { AlarmDrive } from './alarm-drive';
import { subscribeQueue } from './alarm-notifications';
import { PublishedMetric } from './alarm-states';
import { DeployedPlatform, deployPlatform } from './deployed-platform';
import { OPTIONAL_ALARM_ROWS, OPTIONAL_ALARMS, optionalAlarms } from './optional-alarms';
import { onlyResource, synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { ResolvedTemplate } from './resolved-template';

const PLATFORM = 'ecommerce-orders-alarms';
const ADDRESS = 'oncall@acme.example';

const defaultAlarms = perBench(async (bench) => {
  const assembly = synthesizePlatform(bench, 'Alarms', { environmentSuffix: 'alarms', alertEmailAddress: ADDRESS }, subscribeQueue);
  return new AlarmDrive(await deployPlatform(bench, await bench.miniStack(), assembly), PLATFORM);
});

/** What AWS, or the handler, publishes for each alarm: written from their documentation, not from the construct. */
function publishedMetrics({ outputs }: DeployedPlatform): Record<string, PublishedMetric> {
  const lambda = { namespace: 'AWS/Lambda', dimensions: { FunctionName: outputs.LambdaFunctionArn.split(':').pop()! } };
  const api = { namespace: 'AWS/ApiGateway', dimensions: { ApiId: new URL(outputs.APIGatewayURL).hostname.split('.')[0] } };
  return {
    'function-errors': { ...lambda, metricName: 'Errors' },
    'function-duration': { ...lambda, metricName: 'Duration' },
    'function-throttles': { ...lambda, metricName: 'Throttles' },
    'function-concurrency': { ...lambda, metricName: 'ConcurrentExecutions' },
    'table-throttles': { namespace: 'AWS/DynamoDB', dimensions: { TableName: outputs.DynamoDBTableName }, metricName: 'WriteThrottleEvents' },
    'api-client-errors': { ...api, metricName: '4xx' },
    'api-server-errors': { ...api, metricName: '5xx' },
    'write-failures': { namespace: 'OrderProcessingPlatform', dimensions: { Platform: PLATFORM }, metricName: 'WriteFailures' },
  };
}

const ALARMS = ['function-errors', 'function-duration', 'function-throttles', 'function-concurrency', 'table-throttles', 'api-client-errors',
  'api-server-errors', 'write-failures'];

export const ALARM_ROWS: PromiseRow[] = [
  ...ALARMS.map((name): PromiseRow => ({
    id: `alarms/${name}`,
    promise: `Alarm ${name} rises at its threshold, clears in silence, and is heard${AlarmDrive.LOST_ORDERS.includes(name) ? ', as is the composite' : ''}`,
    how: 'deployed; metrics of exactly its namespace, name and dimensions, and of others; SQS subscriber of the encrypted topic',
    unproven: AlarmDrive.UNPROVEN,
    async check(bench) {
      const alarms = await defaultAlarms(bench);
      await alarms.drive(name, publishedMetrics(alarms.platform)[name]);
      return AlarmDrive.EVIDENCE;
    },
  })),
  ...OPTIONAL_ALARM_ROWS,
  {
    id: 'alarms/all-driven',
    promise: 'No alarm exists that is not driven above',
    how: 'alarms of a platform with all of them, and a consumer, compared with the rows',
    async check(bench) {
      const existing = Object.keys(await (await optionalAlarms(bench)).states.alarms()).sort();
      const driven = [...ALARMS, ...OPTIONAL_ALARMS, AlarmDrive.COMPOSITE].sort();
      if (existing.join() !== driven.join()) throw new Error(`the alarms are ${existing.join(', ')} but driven are ${driven.join(', ')}`);
      return `${existing.length - 1} alarms and the composite`;
    },
  },
  {
    id: 'alarms/encrypted-topic',
    promise: 'The alarm topic is encrypted with the platform\'s key, and the address is subscribed',
    how: 'key in the template, subscription of the deployed topic',
    unproven: 'encryption, which MiniStack drops (permissions/alarm-delivery shows that the key lets CloudWatch publish), and delivery of e-mail',
    async check(bench) {
      const { platform, states } = await defaultAlarms(bench);
      const resolved = new ResolvedTemplate(platform.assembly.template);
      const [topicId] = onlyResource(platform.assembly.template, 'AWS::SNS::Topic');
      const [keyId] = onlyResource(platform.assembly.template, 'AWS::KMS::Key');
      const topicKey = resolved.properties(topicId).KmsMasterKeyId;
      if (topicKey !== resolved.attribute(keyId, 'Arn')) throw new Error(`the topic's key is ${topicKey}`);
      const [TopicArn] = (await states.alarms())[AlarmDrive.COMPOSITE].AlarmActions ?? [];
      const client = new SNSClient(platform.miniStack.clientConfiguration);
      const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      if (!Subscriptions.some(({ Protocol, Endpoint }) => Protocol === 'email' && Endpoint === ADDRESS)) throw new Error(`${ADDRESS} is not subscribed`);
      return `encrypted with the platform's key, ${ADDRESS} subscribed`;
    },
  },
];
