import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmThreshold } from './alarm-threshold';
import { OrderAlarmOptions } from './order-alarm-options';

/**
 * All there is to say of one alarm. Constructs, composite, presets, documentation, tests and proof read it here.
 *
 * @typeParam W what the alarm watches: the platform, or one consumer of its orders
 * @typeParam O the options that adjust it
 */
export interface AlarmEntry<W, O extends OrderAlarmOptions = OrderAlarmOptions> {
  /** What is counted or measured, in a few words. */
  readonly title: string;

  /** What has happened when it rings, as a sentence without its full stop: true whatever the cause is. */
  readonly happened: string;

  /** What to look at or to do first. The runbook has the rest, in the section with the alarm's name. */
  readonly remedy: string;

  /** Whether it means that a caller could not place an order: the composite then rings as well. */
  readonly meansLostOrders: boolean;

  readonly threshold: AlarmThreshold<O>;

  /** Rises below the threshold, rather than at or above it. */
  readonly risesBelow?: true;

  /**
   * What no data means.
   *
   * @default NOT_BREACHING - AWS publishes counts of what goes wrong only while there is something to count
   */
  readonly missingData?: TreatMissingData;

  /** How it is evaluated if it has periods of its own, which no options change. */
  readonly evaluation?: AlarmEvaluation;

  /** Exists only when its options are given. */
  readonly onRequest?: true;

  /** The metric without its period. */
  metric(watched: W): Metric | MathExpression;
}

/** Data points that an alarm looks at. */
export interface AlarmEvaluation {
  readonly period: Duration;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
}

/** Entries by the name of their options. */
export type AlarmEntries<W, Name extends string = string> = Readonly<Record<Name, AlarmEntry<W>>>;

/**
 * The end of the alarm's name, and the title of its section in the runbook: `functionErrors` becomes `function-errors`.
 *
 * @internal
 */
export function alarmName(option: string): string {
  return option.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/**
 * `functionErrors` becomes `FunctionErrors`, of which construct ids and the keys of the CloudFormation mapping are made.
 *
 * @internal
 */
export function alarmId(option: string): string {
  return `${option[0].toUpperCase()}${option.slice(1)}`;
}
