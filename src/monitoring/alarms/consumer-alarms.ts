import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { AlarmEntry } from '../alarm-entry';
import { everywhere, seconds } from '../alarm-threshold';
import { DurationAlarmOptions } from '../order-alarm-options';

/** What the alarms of one consumer watch. */
export interface WatchedConsumer {
  readonly deadLetterQueue: IQueue;
}

const deadLetterAge: AlarmEntry<WatchedConsumer, DurationAlarmOptions> = {
  title: 'age of dead letters',
  happened: 'Orders wait in the dead-letter queue',
  remedy: 'Repair the consumer within 24 hours, then hand it the orders',
  meansLostOrders: false,
  threshold: seconds(everywhere(60)),
  metric: ({ deadLetterQueue }) => deadLetterQueue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM }),
};

export const CONSUMER_ALARMS = { deadLetterAge };
