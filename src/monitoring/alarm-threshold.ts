import { Duration, Token } from 'aws-cdk-lib';
import { CountAlarmOptions, DurationAlarmOptions, OrderAlarmOptions, SwitchedAlarmOptions, UtilizationAlarmOptions } from './order-alarm-options';
import { OrderEnvironment } from '../presets/order-environment';
import { integer, tokenUnit, unless } from '../validation/prop-rules';
import { Verdict } from '../validation/validate-props';
import { Violation } from '../validation/violation';

/** Limits of the platform of which a threshold is a share. */
export interface AlarmLimits {
  readonly functionTimeout: Duration;
  /** Undefined when none is reserved. */
  readonly reservedConcurrency?: number;
}

/** A value for each environment. */
export type ByEnvironment = Readonly<Record<OrderEnvironment, number>>;

/** Where the threshold of an alarm comes from: the options, or the environment's preset, and the platform's limits. */
export interface AlarmThreshold<O extends OrderAlarmOptions> {
  /** Values unless the options say otherwise. */
  readonly presets: ByEnvironment;
  /** What the options give it in. */
  readonly givenIn: 'count' | 'milliseconds' | 'percent';
  /** What the values of the presets are, after the alarm's title. */
  readonly meaning: string;
  /** A value of the presets as documentation shows it. */
  shown(preset: number): string;
  /** Whether the options say otherwise. */
  isGiven(options: O): boolean;
  /** The threshold in the metric's unit; undefined if there is none, or none that can be told. */
  resolve(options: O, preset: number, limits: AlarmLimits): number | undefined;
  /** Why it cannot be told, and what to set; undefined if it can, or if there is nothing to watch. */
  obstacle?(options: O, limits: AlarmLimits): { readonly source: string; readonly remedy: string } | undefined;
  /** Rules of the options, also of those that do not go with the limits. */
  rules(path: string, options: O, limits: AlarmLimits): Verdict;
}

/**
 * The same value in each environment.
 *
 * @internal
 */
export function everywhere(value: number): ByEnvironment {
  return { [OrderEnvironment.DEV]: value, [OrderEnvironment.STAGING]: value, [OrderEnvironment.PROD]: value };
}

/**
 * A count.
 *
 * @internal
 */
export function count(presets: ByEnvironment): AlarmThreshold<CountAlarmOptions> {
  return {
    presets,
    givenIn: 'count',
    meaning: 'from',
    shown: preset => preset.toLocaleString('en-US'),
    isGiven: ({ threshold }) => threshold !== undefined,
    resolve: ({ threshold }, preset) => threshold ?? preset,
    rules: (path, { threshold }) => reachable(path, threshold),
  };
}

/**
 * Milliseconds.
 *
 * @internal
 */
export function milliseconds(presets: ByEnvironment): AlarmThreshold<DurationAlarmOptions> {
  return {
    presets,
    givenIn: 'milliseconds',
    meaning: 'from',
    shown: preset => Duration.millis(preset).toHumanString(),
    isGiven: ({ threshold }) => threshold !== undefined,
    resolve: ({ threshold }, preset) => threshold?.toMilliseconds() ?? preset,
    rules: (path, { threshold }) => reachableDuration(path, threshold),
  };
}

/**
 * A value that no option changes.
 *
 * @internal
 */
export function fixed(value: number): AlarmThreshold<SwitchedAlarmOptions> {
  return {
    presets: everywhere(value),
    givenIn: 'count',
    meaning: 'from',
    shown: preset => String(preset),
    isGiven: () => false,
    resolve: () => value,
    rules: () => [],
  };
}

/**
 * Milliseconds, a share of the function's timeout.
 *
 * @internal
 */
export function shareOfTimeout(presets: ByEnvironment): AlarmThreshold<DurationAlarmOptions> {
  return {
    presets,
    givenIn: 'milliseconds',
    meaning: 'share of the timeout',
    shown: percent => `${percent}%`,
    isGiven: ({ threshold }) => threshold !== undefined,
    resolve({ threshold }, percent, { functionTimeout }) {
      if (threshold) return threshold.toMilliseconds();
      return functionTimeout.isUnresolved() ? undefined : functionTimeout.toMilliseconds() * percent / 100;
    },
    obstacle: () => ({ source: '`functionOptions.timeout`', remedy: 'set its `threshold`' }),
    rules(path, { enabled, threshold }, { functionTimeout }) {
      const isKnown = threshold && !threshold.isUnresolved() && enabled !== false && !functionTimeout.isUnresolved();
      return reachableDuration(path, threshold) ?? unless(!isKnown || threshold.toMilliseconds() <= functionTimeout.toMilliseconds(),
        `${path}.threshold`, `must be at most \`functionOptions.timeout\` (${functionTimeout.isUnresolved() ? '' : functionTimeout.toMilliseconds()} ms)`,
        isKnown && `${threshold.toMilliseconds()} ms`);
    },
  };
}

/**
 * Concurrent executions, a share of the reserved ones.
 *
 * @internal
 */
export function shareOfReserve(presets: ByEnvironment): AlarmThreshold<UtilizationAlarmOptions> {
  return {
    presets,
    givenIn: 'percent',
    meaning: 'share of the reserve',
    shown: percent => `${percent}%`,
    isGiven: ({ thresholdPercent }) => thresholdPercent !== undefined,
    resolve({ thresholdPercent: percent }, preset, { reservedConcurrency }) {
      if (reservedConcurrency === undefined || Token.isUnresolved(reservedConcurrency) || Token.isUnresolved(percent)) return undefined;
      return Math.max(1, Math.floor(reservedConcurrency * (percent ?? preset) / 100));
    },
    obstacle: (_options, { reservedConcurrency }) => reservedConcurrency === undefined ? undefined
      : { source: 'a share of `functionOptions.reservedConcurrentExecutions`', remedy: 'set its `enabled` to false' },
    rules: (path, { enabled, thresholdPercent }, { reservedConcurrency }) => [
      integer(`${path}.thresholdPercent`, thresholdPercent, { minimum: 1, maximum: 100, unit: 'percent' }),
      unless(reservedConcurrency !== undefined || enabled === false, path,
        'must not be given with `functionOptions.reserveConcurrency` false: there is no reserve to watch'),
    ],
  };
}

function reachable(path: string, threshold: number | undefined): Violation | undefined {
  if (threshold === undefined || Token.isUnresolved(threshold)) return undefined;
  return unless(threshold >= 1, `${path}.threshold`, 'must be at least 1', threshold)
    ?? unless(threshold !== Infinity, `${path}.threshold`, 'must be finite', threshold);
}

function reachableDuration(path: string, threshold: Duration | undefined): Violation | undefined {
  if (!threshold || threshold.isUnresolved()) return tokenUnit(`${path}.threshold`, threshold, 'millis');
  return reachable(path, threshold.toMilliseconds({ integral: false }));
}
