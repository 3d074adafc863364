import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { AlarmEntry } from '../alarm-entry';
import { count, everywhere } from '../alarm-threshold';
import { CountAlarmOptions } from '../order-alarm-options';

/** What the alarms of one consumer watch. */
export interface WatchedConsumer {
  readonly deadLetterQueue: IQueue;
  readonly eventBusName: string;
  readonly ruleName: string;
  /** Of a consumer that is a function. */
  readonly functionName?: string;
}

function ofRule({ eventBusName, ruleName }: WatchedConsumer, metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/Events', metricName, dimensionsMap: { EventBusName: eventBusName, RuleName: ruleName }, statistic: Stats.SUM,
  });
}

const deadLetters: AlarmEntry<WatchedConsumer, CountAlarmOptions> = {
  title: 'dead letters',
  happened: 'Orders are in the dead-letter queue',
  remedy: 'Repair the consumer, then redrive the queue',
  meansLostOrders: false,
  threshold: count(everywhere(1)),
  // The age of the oldest message forgets those that somebody has looked at three times.
  metric: ({ deadLetterQueue }) => deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
};

const deliveryRetries: AlarmEntry<WatchedConsumer, CountAlarmOptions> = {
  title: 'repeated deliveries',
  happened: 'Deliveries had to be repeated by the rule',
  remedy: 'See why the target does not take them: permission, key, throttling',
  meansLostOrders: false,
  threshold: count(everywhere(5)),
  metric: consumer => ofRule(consumer, 'RetryInvocationAttempts'),
};

const droppedOrders: AlarmEntry<WatchedConsumer, CountAlarmOptions> = {
  title: 'orders in neither target nor dead-letter queue',
  happened: 'Orders reached neither the target nor the dead-letter queue',
  remedy: 'Repair the queue\'s policy or its key, then replay the orders',
  meansLostOrders: false,
  threshold: count(everywhere(1)),
  metric: consumer => ofRule(consumer, 'InvocationsFailedToBeSentToDlq'),
};

const droppedByLambda: AlarmEntry<WatchedConsumer, CountAlarmOptions> = {
  title: 'orders that Lambda could not write to the dead-letter queue',
  happened: 'Lambda could not write failed orders to the dead-letter queue',
  remedy: 'Repair the permission of the function\'s role, then replay the orders',
  meansLostOrders: false,
  threshold: count(everywhere(1)),
  metric: ({ functionName }) => new Metric({
    namespace: 'AWS/Lambda', metricName: 'DestinationDeliveryFailures', dimensionsMap: { FunctionName: functionName! }, statistic: Stats.SUM,
  }),
};

export const CONSUMER_ALARMS = { deadLetters, deliveryRetries, droppedOrders, droppedByLambda };

export type ConsumerAlarm = keyof typeof CONSUMER_ALARMS;
