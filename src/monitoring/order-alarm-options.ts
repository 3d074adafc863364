import { Duration } from 'aws-cdk-lib';
import { IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * What every alarm of the platform can be told.
 */
export interface OrderAlarmOptions {
  /**
   * Whether the alarm exists.
   *
   * @default - `true`; `ordersMissing` exists only when its options are given
   */
  readonly enabled?: boolean;

  /**
   * Time over which one data point is made: whole minutes up to a day. The metrics come once a minute.
   *
   * @default - 5 minutes in dev and staging, 1 minute in prod
   */
  readonly period?: Duration;

  /**
   * Number of newest data points that are looked at, at least 1. Together they span at most a day, or a week with periods of an hour and more.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;

  /**
   * Number of those data points that must breach, at least 1 and at most `evaluationPeriods`.
   *
   * @default - all of `evaluationPeriods`
   */
  readonly datapointsToAlarm?: number;

  /**
   * What no data means. AWS publishes error and throttle metrics only while there is something to count, so that no data means well.
   *
   * @default - `NOT_BREACHING`, but `BREACHING` for `ordersMissing`
   */
  readonly treatMissingData?: TreatMissingData;
}

/**
 * An alarm that is there or not.
 */
export interface SwitchedAlarmOptions {
  /**
   * Whether the alarm exists.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/**
 * An alarm on a count.
 */
export interface CountAlarmOptions extends OrderAlarmOptions {
  /**
   * Count in one period at which the alarm rises, at least 1.
   *
   * @default - what the alarm's own option says
   */
  readonly threshold?: number;
}

/**
 * An alarm on a duration.
 */
export interface DurationAlarmOptions extends OrderAlarmOptions {
  /**
   * Longest duration in one period at which the alarm rises. For the function's duration: at most its timeout, or it would never rise. The
   * shipped handler gives a write up after 10 seconds at the latest: a threshold above that would never be reached with it.
   *
   * @default - what the alarm's own option says
   */
  readonly threshold?: Duration;
}

/**
 * An alarm on the share of a limit that is in use.
 */
export interface UtilizationAlarmOptions extends OrderAlarmOptions {
  /**
   * Percentage of the limit at which the alarm rises, 1 to 100.
   *
   * @default - what the alarm's own option says
   */
  readonly thresholdPercent?: number;
}

/**
 * All alarms of the platform, each adjustable on its own.
 */
export interface OrderAlarmsOptions {
  /**
   * Invocations of the order function that ended in an error.
   *
   * @default - at 5 in dev, 1 in staging and prod
   */
  readonly functionErrors?: CountAlarmOptions;

  /**
   * The slowest invocation of the order function.
   *
   * @default - at 25% of the timeout in dev and staging, 15% in prod
   */
  readonly functionDuration?: DurationAlarmOptions;

  /**
   * Invocations refused because no concurrency was left.
   *
   * @default - at 5 in dev, 1 in staging and prod
   */
  readonly functionThrottles?: CountAlarmOptions;

  /**
   * Concurrent executions near the reserved number. Without a reserve there is no such alarm, and it can't be set.
   *
   * @default - at 90% of the reserve in dev, 80% in staging and prod
   */
  readonly functionConcurrency?: UtilizationAlarmOptions;

  /**
   * Writes that the table throttled.
   *
   * @default - at 5 in dev, 1 in staging and prod
   */
  readonly tableThrottles?: CountAlarmOptions;

  /**
   * Requests answered with a 4XX.
   *
   * @default - at 100
   */
  readonly apiClientErrors?: CountAlarmOptions;

  /**
   * Requests answered with a 5XX.
   *
   * @default - at 5 in dev, 1 in staging and prod
   */
  readonly apiServerErrors?: CountAlarmOptions;

  /**
   * Writes that the table refused or never answered, as the order handler saw them.
   *
   * @default - at 5 in dev, 1 in staging and prod
   */
  readonly writeFailures?: CountAlarmOptions;

  /**
   * Fewer orders placed than `threshold` in a period: the shop is up, but nobody can buy.
   *
   * @default - off; with options, also empty ones, below 1
   */
  readonly ordersMissing?: CountAlarmOptions;

  /**
   * Age of the oldest order that the relay has not handed over to the consumers. Exists once there is a consumer.
   *
   * @default - at 1 minute
   */
  readonly relayLag?: DurationAlarmOptions;

  /**
   * Orders were stored in two of the last 48 quarters of an hour, and the relay was not called in them. Exists once there is a consumer, and
   * sees the orders of the shipped handler. It can be switched off, and has no other setting.
   *
   * @default - in force
   */
  readonly relayStopped?: SwitchedAlarmOptions;

  /**
   * Orders that the relay gave up, and events that EventBridge could not decrypt. Exists once there is a consumer.
   *
   * @default - at 1
   */
  readonly relayFailures?: CountAlarmOptions;

  /**
   * Whether alarms are mailed at all. Not with `alarmTopic`, which has subscriptions of its own.
   *
   * @default true
   */
  readonly emailNotifications?: boolean;

  /**
   * Whether the return to OK is sent as well.
   *
   * @default - `true` in dev and prod, `false` in staging
   */
  readonly notifyOnRecovery?: boolean;

  /**
   * Actions of every alarm beside the message to the topic.
   *
   * What an action needs is yours: the policy of the topic of an `SnsAction`, and that of its key, must let `cloudwatch.amazonaws.com` publish, as
   * those of `alarmTopic` do. A `LambdaAction` needs CDK's feature flag
   * `@aws-cdk/aws-cloudwatch-actions:changeLambdaPermissionLogicalIdForLambdaAction`, and a function that serves one platform: its permissions
   * have the ids of the alarms, which two platforms have in common.
   *
   * @default - none
   */
  readonly actions?: IAlarmAction[];

  /**
   * Actions of the composite alarm "order intake is unhealthy" beside the message to the topic, such as a pager.
   *
   * @default - none
   */
  readonly unhealthyActions?: IAlarmAction[];
}
