import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { AlarmDrive } from './alarm-drive';
import { subscribeQueue } from './alarm-notifications';
import { PublishedMetric } from './alarm-states';
import { deployPlatform } from './deployed-platform';
import { synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { StackUpdate } from './stack-update';
import { OrderConsumer } from '../../src';

const STACK = 'OptionalAlarms';
const PLATFORM = 'ecommerce-orders-optional';
const ORDERS_PLACED: PublishedMetric = { namespace: 'OrderProcessingPlatform', metricName: 'OrdersPlaced', dimensions: { Platform: PLATFORM } };
const DEAD_LETTER_AGE = 'Invoicing-dead-letter-age';

/** A platform with the alarms that are off by default, and with a consumer, whose dead letters have one. */
export const optionalAlarms = perBench(async (bench) => {
  const assembly = synthesizePlatform(bench, STACK, { environmentSuffix: 'optional', alarmOptions: { ordersMissing: { enabled: true } } },
    (stack, platform) => {
      subscribeQueue(stack, platform);
      const invoicing = new Function(stack, 'Invoicing', {
        code: Code.fromInline('exports.handler = async () => {};'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X,
      });
      platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(invoicing));
    });
  return new AlarmDrive(await deployPlatform(bench, await bench.miniStack(), assembly), PLATFORM);
});

async function deadLetterQueueName({ platform: { miniStack } }: AlarmDrive): Promise<string> {
  const ids = await new StackUpdate(miniStack, STACK).physicalIds();
  const [, url] = Object.entries(ids).find(([logicalId]) => logicalId.startsWith('OrdersInvoicingDeadLetterQueue'))!;
  return url.split('/').pop()!;
}

export const OPTIONAL_ALARMS = ['orders-missing', DEAD_LETTER_AGE];

export const OPTIONAL_ALARM_ROWS: PromiseRow[] = [
  {
    id: 'alarms/orders-missing',
    promise: 'Alarm orders-missing, where it is asked for, rises when no order comes, clears with the next one, and is heard, as is the composite',
    how: 'deployed; the handler\'s metric, then a period of silence, then the metric again',
    unproven: AlarmDrive.UNPROVEN,
    async check(bench) {
      await (await optionalAlarms(bench)).driveMissing('orders-missing', ORDERS_PLACED);
      return AlarmDrive.EVIDENCE;
    },
  },
  {
    id: 'alarms/dead-letter-age',
    promise: 'The alarm on a consumer\'s dead-letter queue rises at its threshold, clears in silence, and is heard',
    how: 'deployed; SQS\'s metric of the queue that the stack made, and of others',
    unproven: AlarmDrive.UNPROVEN,
    async check(bench) {
      const alarms = await optionalAlarms(bench);
      // Or the other alarm of this platform would ring as well.
      await alarms.states.publish(ORDERS_PLACED, 1);
      await alarms.drive(DEAD_LETTER_AGE, {
        namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: await deadLetterQueueName(alarms) },
      });
      return AlarmDrive.EVIDENCE;
    },
  },
];
