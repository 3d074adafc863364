import { Alarm, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * The alarms that a platform has made. A disabled alarm is absent.
 */
export interface OrderAlarms {
  /** Invocations of the order function that ended in an error. */
  readonly functionErrors?: Alarm;
  /** The slowest invocation of the order function. */
  readonly functionDuration?: Alarm;
  /** Invocations refused because no concurrency was left. */
  readonly functionThrottles?: Alarm;
  /** Concurrent executions near the reserved number. */
  readonly functionConcurrency?: Alarm;
  /** Writes that the table throttled. */
  readonly tableThrottles?: Alarm;
  /** Requests answered with a 4XX. */
  readonly apiClientErrors?: Alarm;
  /** Requests answered with a 5XX. */
  readonly apiServerErrors?: Alarm;
  /** Writes that the table refused or never answered. */
  readonly writeFailures?: Alarm;
  /** Too few orders placed. */
  readonly ordersMissing?: Alarm;
  /** Order intake is unhealthy: any alarm that means a caller could not place an order. Absent when all of those are disabled. */
  readonly unhealthy?: CompositeAlarm;
  /** All of the above but the composite. */
  readonly all: Alarm[];
}
