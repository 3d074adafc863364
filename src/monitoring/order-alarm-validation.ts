import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { IConstruct } from 'constructs';
import { AlarmEntries } from './alarm-entry';
import { AlarmLimits } from './alarm-threshold';
import { OrderAlarmOptions } from './order-alarm-options';
import { invalidProp, requireInteger, requireMember, requireTokenUnit } from '../validation/prop-validation';

const ONE_HOUR = 3_600;
const ONE_DAY = 86_400;
const ONE_WEEK = 7 * ONE_DAY;

/** What options of alarms are held against. */
export interface AlarmValidation<Name extends string> {
  /** Path of the options, with its dot at the end; nothing where they are props of their own. */
  readonly path: string;
  // What the alarms watch does not matter here.
  readonly entries: AlarmEntries<never, Name>;
  readonly options: { readonly [N in NoInfer<Name>]?: OrderAlarmOptions };
  readonly limits: AlarmLimits;
  readonly presetPeriod: Duration;
}

/**
 * Checks the options of alarms, also of those that are off.
 *
 * @internal
 */
export function validateAlarmOptions<Name extends string>(
  scope: IConstruct, { path, entries, options, limits, presetPeriod }: AlarmValidation<Name>,
): void {
  for (const name of Object.keys(entries) as Name[]) {
    const given = options[name];
    if (!given) continue;
    entries[name].threshold.check(scope, `${path}${name}`, given, limits);
    validateEvaluation(scope, `${path}${name}`, given, given.period ?? presetPeriod);
  }
}

function validateEvaluation(scope: IConstruct, path: string, options: OrderAlarmOptions, period: Duration): void {
  requireMember(scope, `${path}.treatMissingData`, options.treatMissingData, TreatMissingData);
  requireInteger(scope, `${path}.datapointsToAlarm`, options.datapointsToAlarm, 1, options.evaluationPeriods ?? 1);
  requireTokenUnit(scope, `${path}.period`, period, 'seconds');
  if (period.isUnresolved()) return;
  const seconds = period.toSeconds({ integral: false });
  if (seconds % 60 !== 0 || seconds < 60 || seconds > ONE_DAY) {
    throw invalidProp(scope, `${path}.period`, 'must be whole minutes, from 1 minute to a day', period.toString());
  }
  const longest = seconds < ONE_HOUR ? ONE_DAY : ONE_WEEK;
  requireInteger(scope, `${path}.evaluationPeriods`, options.evaluationPeriods, 1, Math.floor(longest / seconds), `for periods of ${period.toHumanString()}`);
}
