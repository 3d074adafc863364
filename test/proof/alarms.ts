import { setTimeout as sleep } from 'node:timers/promises';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { AlarmNotifications, subscribeQueue } from './alarm-notifications';
import { AlarmStates, PublishedMetric } from './alarm-states';
import { DeployedPlatform, deployPlatform } from './deployed-platform';
import { onlyResource, synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { ResolvedTemplate } from './resolved-template';

const PLATFORM = 'ecommerce-orders-alarms';
const ADDRESS = 'oncall@acme.example';

interface AlarmBench {
  readonly platform: DeployedPlatform;
  readonly states: AlarmStates;
  readonly notifications: AlarmNotifications;
}

const alarmBench = perBench(async (bench): Promise<AlarmBench> => {
  const assembly = synthesizePlatform(bench, 'Alarms', { environmentSuffix: 'alarms', alertEmailAddress: ADDRESS }, subscribeQueue);
  const platform = await deployPlatform(bench, await bench.miniStack(), assembly);
  return { platform, states: new AlarmStates(platform, PLATFORM), notifications: new AlarmNotifications(platform) };
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

const COMPOSITE = 'order-intake-unhealthy';

/** Alarms that mean that a caller could not place an order. */
const LOST_ORDERS = ['function-errors', 'function-throttles', 'table-throttles', 'api-server-errors', 'write-failures'];

/** A moment that the period of an alarm holds for three seconds more. */
function aboutToExpire(periodSeconds: number): Date {
  return new Date(Date.now() - (periodSeconds - 3) * 1000);
}

async function expectRinging(states: AlarmStates, expected: string[], when: string): Promise<void> {
  const ringing = await states.ringing();
  if (ringing.join() !== [...expected].sort().join()) {
    throw new Error(`${when}, the alarms in ALARM are [${ringing.join(', ')}] instead of [${expected.join(', ')}]`);
  }
}

/** Drives one alarm OK → ALARM → OK. */
async function drive({ states, notifications }: AlarmBench, name: string, metric: PublishedMetric): Promise<void> {
  const { Threshold, Period, EvaluationPeriods } = (await states.alarms())[name] ?? {};
  if (!Threshold || !Period || EvaluationPeriods !== 1) throw new Error(`there is no alarm ${name} with one period`);
  const rings = LOST_ORDERS.includes(name) ? [name, COMPOSITE] : [name];
  const told = (state: string) => rings.map((ringing) => `${PLATFORM}-${ringing} ${state}`);
  await notifications.forget();
  await expectRinging(states, [], `before ${name} is driven`);

  const [[dimension, value]] = Object.entries(metric.dimensions);
  for (const dimensions of [{ [dimension]: `${value}-2` }, {}, { ...metric.dimensions, Stage: '$default' }]) {
    await states.publish({ ...metric, dimensions: dimensions as Record<string, string> }, Threshold * 1000);
  }
  await expectRinging(states, [], `after ${metric.metricName} of other dimensions`);

  await states.publish(metric, Threshold - 1, aboutToExpire(Period));
  await expectRinging(states, [], `after ${metric.metricName} of ${Threshold - 1}, below the threshold`);

  await states.publish(metric, Threshold, aboutToExpire(Period));
  await expectRinging(states, rings, `after ${metric.metricName} of ${Threshold}, the threshold`);
  await notifications.expect(...told('ALARM'));

  // AWS publishes these metrics only while there is something to count: silence must end the alarm.
  await sleep(3_200);
  await expectRinging(states, [], `after a period without ${metric.metricName}`);
  await notifications.expect(...told('OK'));
}

const ALARMS = ['function-errors', 'function-duration', 'function-throttles', 'function-concurrency', 'table-throttles', 'api-client-errors',
  'api-server-errors', 'write-failures'];

export const ALARM_ROWS: PromiseRow[] = [
  ...ALARMS.map((name): PromiseRow => ({
    id: `alarms/${name}`,
    promise: `Alarm ${name} rises at its threshold, clears in silence, and is heard${LOST_ORDERS.includes(name) ? ', as is the composite' : ''}`,
    how: 'deployed; metrics of exactly its namespace, name and dimensions, and of others; SQS subscriber of the encrypted topic',
    unproven: 'CloudWatch itself: MiniStack is taught dimensions and missing data by test/local-aws/alarm_evaluation.py, as AWS documents them',
    async check(bench) {
      const alarms = await alarmBench(bench);
      await drive(alarms, name, publishedMetrics(alarms.platform)[name]);
      return 'OK, ALARM, OK; both told to the subscriber; 3 other dimensions did not count';
    },
  })),
  {
    id: 'alarms/all-driven',
    promise: 'No alarm exists that is not driven above',
    how: 'alarms of the deployed stack compared with the rows',
    async check(bench) {
      const { states } = await alarmBench(bench);
      const existing = Object.keys(await states.alarms()).sort();
      const driven = [...ALARMS, COMPOSITE].sort();
      if (existing.join() !== driven.join()) throw new Error(`the alarms are ${existing.join(', ')} but driven are ${driven.join(', ')}`);
      return `${ALARMS.length} alarms and the composite`;
    },
  },
  {
    id: 'alarms/encrypted-topic',
    promise: 'The alarm topic is encrypted with the platform\'s key, and the address is subscribed',
    how: 'key in the template, subscription of the deployed topic',
    unproven: 'encryption, which MiniStack drops (permissions/alarm-delivery shows that the key lets CloudWatch publish), and delivery of e-mail',
    async check(bench) {
      const { platform, states } = await alarmBench(bench);
      const resolved = new ResolvedTemplate(platform.assembly.template);
      const [topicId] = onlyResource(platform.assembly.template, 'AWS::SNS::Topic');
      const [keyId] = onlyResource(platform.assembly.template, 'AWS::KMS::Key');
      const topicKey = resolved.properties(topicId).KmsMasterKeyId;
      if (topicKey !== resolved.attribute(keyId, 'Arn')) throw new Error(`the topic's key is ${topicKey}`);
      const [TopicArn] = (await states.alarms())[COMPOSITE].AlarmActions ?? [];
      const client = new SNSClient(platform.miniStack.clientConfiguration);
      const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      if (!Subscriptions.some(({ Protocol, Endpoint }) => Protocol === 'email' && Endpoint === ADDRESS)) throw new Error(`${ADDRESS} is not subscribed`);
      return `encrypted with the platform's key, ${ADDRESS} subscribed`;
    },
  },
];
