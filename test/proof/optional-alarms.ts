import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { AlarmDrive } from './alarm-drive';
import { subscribeQueue } from './alarm-notifications';
import { PublishedMetric } from './alarm-states';
import { deployPlatform } from './deployed-platform';
import { ALARM_OPTIONS, alarmRow, drivenAlarm, onRequest } from './expected-alarm';
import { synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { StackUpdate } from './stack-update';
import { OrderConsumer } from '../../src';
import { alarmName } from '../../src/monitoring/alarm-entry';
import { CONSUMER_ALARMS } from '../../src/monitoring/alarms/consumer-alarms';
import { EXPECTED_ALARMS } from '../support/expected-alarms';

const STACK = 'OptionalAlarms';
const PLATFORM = 'ecommerce-orders-optional';
const RING_IN_SILENCE = ALARM_OPTIONS.filter((option) => EXPECTED_ALARMS[option].ringsInSilence);

/** A platform with all its alarms, also those that are off by default, and with a consumer. */
export const optionalAlarms = perBench(async (bench) => {
  const assembly = synthesizePlatform(bench, STACK, { environmentSuffix: 'optional', alarmOptions: onRequest(ALARM_OPTIONS) },
    (stack, platform) => {
      subscribeQueue(stack, platform);
      const invoicing = new Function(stack, 'InvoicingFunction', {
        code: Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X,
      });
      platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(invoicing));
    });
  return new AlarmDrive(await deployPlatform(bench, await bench.miniStack(), assembly), PLATFORM);
});

/** What AWS publishes for the alarms of the relay and of a consumer: written from its documentation, not from the construct. */
async function publishedMetrics({ platform: { miniStack } }: AlarmDrive): Promise<Record<string, PublishedMetric>> {
  const ids = Object.entries(await new StackUpdate(miniStack, STACK).physicalIds());
  const nameOf = (start: string) => ids.find(([logicalId]) => new RegExp(`^${start}[0-9A-F]{8}$`).test(logicalId))![1].split('/').pop()!;
  const waiting = { namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible' };
  const rule = { namespace: 'AWS/Events', dimensions: { EventBusName: `${PLATFORM}-orders`, RuleName: 'Invoicing' } };
  const lambda = (metricName: string, FunctionName: string) => ({ namespace: 'AWS/Lambda', metricName, dimensions: { FunctionName } });
  return {
    'dead-letters': { ...waiting, dimensions: { QueueName: nameOf('OrdersInvoicingDeadLetterQueue') } },
    'delivery-retries': { ...rule, metricName: 'RetryInvocationAttempts' },
    'dropped-orders': { ...rule, metricName: 'InvocationsFailedToBeSentToDlq' },
    'dropped-by-lambda': lambda('DestinationDeliveryFailures', nameOf('InvoicingFunction')),
    'relay-lag': lambda('IteratorAge', `${PLATFORM}-order-relay`),
    'relay-failures': { ...waiting, dimensions: { QueueName: nameOf('OrdersOrderDeliveryFailureQueue') } },
  };
}

const OF_CONSUMER = Object.keys(CONSUMER_ALARMS).map(alarmName);
/** MiniStack has no metric math, on which the others are. */
const OF_RELAY = ['relay-lag', 'relay-failures'];

const nameOf = (alarm: string) => OF_CONSUMER.includes(alarm) ? `Invoicing-${alarm}` : alarm;

/** Of the relay, too, which is there for consumers. */
export const DRIVEN_CONSUMER_ALARMS = [...OF_CONSUMER, ...OF_RELAY].map(nameOf);

export const OPTIONAL_ALARM_ROWS: PromiseRow[] = [
  ...RING_IN_SILENCE.map((option) => alarmRow(option, optionalAlarms)),
  ...[...OF_CONSUMER, ...OF_RELAY].map((alarm): PromiseRow => ({
    id: `alarms/${alarm}`,
    promise: `Alarm ${alarm}${OF_CONSUMER.includes(alarm) ? ' of a consumer' : ''} rises at its threshold, clears in silence, and is heard`,
    how: 'deployed; metrics of exactly its namespace, name and dimensions, and of others',
    unproven: AlarmDrive.UNPROVEN,
    async check(bench) {
      const alarms = await optionalAlarms(bench);
      // Or they would ring as well.
      for (const option of RING_IN_SILENCE) await alarms.states.publish(drivenAlarm(option, alarms).metric, EXPECTED_ALARMS[option].threshold.dev);
      await alarms.drive({ name: nameOf(alarm), metric: (await publishedMetrics(alarms))[alarm], meansLostOrders: false });
      return AlarmDrive.EVIDENCE;
    },
  })),
];
