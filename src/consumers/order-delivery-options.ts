import { Duration } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnArchive, EventBus } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, Function } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';

/**
 * Settings of what carries orders to consumers.
 */
export interface OrderDeliveryOptions {
  /**
   * How long the bus's archive keeps orders that can be replayed to a consumer: whole days, at least 1.
   *
   * @default Duration.days(14)
   */
  readonly archiveRetention?: Duration;
}

/**
 * What carries orders from the table to the consumers. It exists once the first consumer was added, or the bus was asked for.
 */
export interface OrderDelivery {
  /** The event bus of new orders, encrypted with the platform's key. */
  readonly orderBus: EventBus;
  /** The archive of the bus, from which orders are replayed. */
  readonly orderArchive: CfnArchive;
  /** The function that carries orders from the table's stream to the bus. */
  readonly relayFunction: Function;
  /** The relay's role. */
  readonly relayRole: Role;
  /** The relay's log group. */
  readonly relayLogGroup: ILogGroup;
  /** The mapping that calls the relay. */
  readonly streamMapping: EventSourceMapping;
  /** Takes the place in the stream of each order that the relay had to give up, and events that EventBridge could not decrypt. */
  readonly failureQueue: Queue;
  /** Rises when an order waits too long in the stream. Absent if disabled. */
  readonly relayLagAlarm?: Alarm;
  /** Rises when orders are stored and the relay is not called. Absent if disabled. */
  readonly relayStoppedAlarm?: Alarm;
  /** Rises while something is in the failure queue. Absent if disabled. */
  readonly relayFailuresAlarm?: Alarm;
}
