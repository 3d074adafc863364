import { Duration } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DurationAlarmOptions } from '../monitoring/order-alarm-options';

/**
 * How a consumer is fed.
 */
export interface OrderConsumerOptions {
  /**
   * Most orders in one batch: 1 to 10,000 for a function, 1 to 10 for a queue or an event bus, which EventBridge Pipes feeds.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
   */
  readonly batchSize?: number;

  /**
   * How often a failing batch is tried again, 0 to 10,000. It is halved each time, so that one bad order doesn't hold up the others.
   *
   * @default 10
   */
  readonly retryAttempts?: number;

  /**
   * Age at which an order is given up and sent to the dead-letter queue, 1 minute to 24 hours.
   *
   * @default - 24 hours, the age at which the stream drops it
   */
  readonly maxRecordAge?: Duration;

  /**
   * The alarm on the age of the oldest message in the dead-letter queue.
   *
   * @default - at 1 minute
   */
  readonly deadLetterAge?: DurationAlarmOptions;
}

/**
 * What `addOrderConsumer` has made.
 */
export interface OrderConsumption {
  /** Takes the position of each order in the stream that its consumer could not take. Encrypted with the platform's key, kept for 14 days. */
  readonly deadLetterQueue: Queue;

  /** Rises when orders wait in the dead-letter queue. Absent if disabled. */
  readonly deadLetterAgeAlarm?: Alarm;
}
