import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmEntries } from './alarm-entry';
import { AlarmLimits } from './alarm-threshold';
import { PLATFORM_ALARMS } from './alarms/alarm-catalogue';
import { RELAY_ALARMS } from './alarms/relay-alarms';
import { OrderAlarmOptions, OrderAlarmsOptions } from './order-alarm-options';
import { ORDER_FUNCTION_DEFAULTS, reservedConcurrency } from '../function/order-function';
import { OrderFunctionOptions } from '../function/order-function-options';
import { ENVIRONMENT_PRESETS } from '../presets/environment-preset';
import { OrderEnvironment } from '../presets/order-environment';
import { integer, member, tokenUnit, unless } from '../validation/prop-rules';
import { PropRules, Verdict } from '../validation/validate-props';

const ONE_HOUR = 3_600;
const ONE_DAY = 86_400;
const ONE_WEEK = 7 * ONE_DAY;

/** Options of alarms, and what they are held against. */
export interface AlarmsToCheck<Name extends string> {
  /** Path of the options, with its dot at the end; nothing where they are props of their own. */
  readonly path: string;
  // What the alarms watch does not matter here.
  readonly entries: AlarmEntries<never, Name>;
  readonly options: { readonly [N in NoInfer<Name>]?: OrderAlarmOptions };
  readonly limits: AlarmLimits;
  readonly presetPeriod: Duration;
}

/** What the rules of a platform's alarms are about. */
export interface OrderAlarmProps {
  readonly environment: OrderEnvironment;
  readonly functionOptions?: OrderFunctionOptions;
  readonly alarmOptions?: OrderAlarmsOptions;
}

/**
 * Rules of all alarms of a platform, whether it has a consumer or not.
 *
 * @internal
 */
export const orderAlarmRules: PropRules<OrderAlarmProps> = ({ environment, functionOptions = {}, alarmOptions = {} }) => alarmOptionRules({
  path: 'alarmOptions.',
  entries: { ...PLATFORM_ALARMS, ...RELAY_ALARMS },
  options: alarmOptions,
  limits: { functionTimeout: functionOptions.timeout ?? ORDER_FUNCTION_DEFAULTS.timeout, reservedConcurrency: reservedConcurrency(functionOptions) },
  presetPeriod: (ENVIRONMENT_PRESETS[environment] ?? ENVIRONMENT_PRESETS[OrderEnvironment.DEV]).alarmPeriod,
});

/**
 * Rules of the options of some alarms, also of those that are off.
 *
 * @internal
 */
export function alarmOptionRules<Name extends string>({ path, entries, options, limits, presetPeriod }: AlarmsToCheck<Name>): Verdict[] {
  return (Object.keys(entries) as Name[]).map((name): Verdict => {
    const given = options[name];
    if (!given) return [];
    const { threshold, evaluation } = entries[name];
    return [threshold.rules(`${path}${name}`, given, limits), evaluation ? [] : evaluationRules(`${path}${name}`, given, given.period ?? presetPeriod)];
  });
}

function evaluationRules(path: string, { treatMissingData, datapointsToAlarm, evaluationPeriods }: OrderAlarmOptions, period: Duration): Verdict[] {
  return [
    member(`${path}.treatMissingData`, treatMissingData, TreatMissingData),
    integer(`${path}.datapointsToAlarm`, datapointsToAlarm, { minimum: 1, maximum: evaluationPeriods ?? 1 }),
    ...periodRules(path, evaluationPeriods, period),
  ];
}

function periodRules(path: string, evaluationPeriods: number | undefined, period: Duration): Verdict[] {
  if (period.isUnresolved()) return [tokenUnit(`${path}.period`, period, 'seconds')];
  const seconds = period.toSeconds({ integral: false });
  if (seconds % 60 !== 0 || seconds < 60 || seconds > ONE_DAY) {
    return [unless(false, `${path}.period`, 'must be whole minutes, from 1 minute to a day', period.toString())];
  }
  const longest = seconds < ONE_HOUR ? ONE_DAY : ONE_WEEK;
  return [integer(`${path}.evaluationPeriods`, evaluationPeriods, {
    minimum: 1, maximum: Math.floor(longest / seconds), unit: `for periods of ${period.toHumanString()}`,
  })];
}
