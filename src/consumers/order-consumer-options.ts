import { Duration } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CountAlarmOptions } from '../monitoring/order-alarm-options';

/**
 * Which orders a consumer gets. An order must meet all that is given.
 */
export interface OrderFilter {
  /**
   * Currencies of the orders, as ISO 4217 codes.
   *
   * @default - every currency
   */
  readonly currencies?: string[];

  /**
   * Least total of an order in minor units of its currency, 1 to 5,000,000,000. Orders of an own schema have no total unless a member of
   * theirs is called `totalAmount`: without one none passes.
   *
   * @default - every total
   */
  readonly minimumTotalAmount?: number;

  /**
   * Any other pattern, on `detail.data` (the order) and the rest of `detail` (the CloudEvents document). It must have no other member than
   * `detail`.
   *
   * @default - every order
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
   */
  readonly eventPattern?: EventPattern;
}

/**
 * How a consumer gets its orders.
 */
export interface OrderConsumerOptions {
  /**
   * Which orders it gets.
   *
   * @default - all
   */
  readonly filter?: OrderFilter;

  /**
   * How often a delivery that failed is tried again, 0 to 185. EventBridge waits longer each time. What a function throws, Lambda tries again
   * at most twice, whatever is given here.
   *
   * @default 185
   */
  readonly retryAttempts?: number;

  /**
   * Age at which an order that cannot be delivered goes to the dead-letter queue: 1 minute to 24 hours. For what a function throws, Lambda
   * waits 6 hours at most, whatever is given here.
   *
   * @default Duration.hours(12)
   */
  readonly maxEventAge?: Duration;

  /**
   * The alarm on orders in the dead-letter queue.
   *
   * @default - at 1
   */
  readonly deadLetters?: CountAlarmOptions;

  /**
   * The alarm on deliveries that had to be repeated: the consumer does not take its orders, which wait and are tried again.
   *
   * @default - at 5
   */
  readonly deliveryRetries?: CountAlarmOptions;

  /**
   * The alarm on orders that reached neither the consumer nor its dead-letter queue.
   *
   * @default - at 1
   */
  readonly droppedOrders?: CountAlarmOptions;

  /**
   * The alarm on orders that a function threw and Lambda could not write to the dead-letter queue. Exists for functions only.
   *
   * @default - at 1
   */
  readonly droppedByLambda?: CountAlarmOptions;
}

/**
 * What `addOrderConsumer` has made.
 */
export interface OrderConsumption {
  /** The rule on the order bus. Its name is the consumer's id. */
  readonly rule: Rule;

  /**
   * Takes each order that could not be delivered: the whole event as EventBridge has it, of which `detail` is the CloudEvents document. For a
   * function, Lambda's record with that document as `requestPayload`. Encrypted with the platform's key, kept for 14 days.
   */
  readonly deadLetterQueue: Queue;

  /** Rises while orders are in the dead-letter queue. Absent if disabled. */
  readonly deadLettersAlarm?: Alarm;

  /** Rises when deliveries have to be repeated. Absent if disabled. */
  readonly deliveryRetriesAlarm?: Alarm;

  /** Rises when orders reach neither the consumer nor its dead-letter queue. Absent if disabled. */
  readonly droppedOrdersAlarm?: Alarm;

  /** Rises when Lambda could not write orders to the dead-letter queue. Absent if disabled, or if the consumer is no function. */
  readonly droppedByLambdaAlarm?: Alarm;
}
