import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { AlarmDrive } from './alarm-drive';
import { subscribeQueue } from './alarm-notifications';
import { deployPlatform } from './deployed-platform';
import { ALARM_OPTIONS, alarmRow, drivenAlarm, onRequest } from './expected-alarm';
import { synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { StackUpdate } from './stack-update';
import { OrderConsumer } from '../../src';
import { EXPECTED_ALARMS } from '../support/expected-alarms';

const STACK = 'OptionalAlarms';
const PLATFORM = 'ecommerce-orders-optional';
const RING_IN_SILENCE = ALARM_OPTIONS.filter((option) => EXPECTED_ALARMS[option].ringsInSilence);
const DEAD_LETTER_AGE = 'Invoicing-dead-letter-age';

/** A platform with all its alarms, also those that are off by default, and with a consumer, whose dead letters have one. */
export const optionalAlarms = perBench(async (bench) => {
  const assembly = synthesizePlatform(bench, STACK, { environmentSuffix: 'optional', alarmOptions: onRequest(ALARM_OPTIONS) },
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

export const DRIVEN_CONSUMER_ALARMS = [DEAD_LETTER_AGE];

export const OPTIONAL_ALARM_ROWS: PromiseRow[] = [
  ...RING_IN_SILENCE.map((option) => alarmRow(option, optionalAlarms)),
  {
    id: 'alarms/dead-letter-age',
    promise: 'The alarm on a consumer\'s dead-letter queue rises at its threshold, clears in silence, and is heard',
    how: 'deployed; SQS\'s metric of the queue that the stack made, and of others',
    unproven: AlarmDrive.UNPROVEN,
    async check(bench) {
      const alarms = await optionalAlarms(bench);
      // Or they would ring as well.
      for (const option of RING_IN_SILENCE) await alarms.states.publish(drivenAlarm(option, alarms).metric, EXPECTED_ALARMS[option].threshold.dev);
      const metric = { namespace: 'AWS/SQS', metricName: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName: await deadLetterQueueName(alarms) } };
      await alarms.drive({ name: DEAD_LETTER_AGE, metric, meansLostOrders: false });
      return AlarmDrive.EVIDENCE;
    },
  },
];
