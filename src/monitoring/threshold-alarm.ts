import { Duration, Token } from 'aws-cdk-lib';
import { Alarm, CfnAlarm, ComparisonOperator, IAlarmAction, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { OrderAlarmOptions } from './order-alarm-options';
import { PhysicalNames } from '../naming/physical-names';
import { invalidProp, requireInteger, requireMember, requireTokenUnit } from '../validation/prop-validation';

const ONE_HOUR = 3_600;
const ONE_DAY = 86_400;
const ONE_WEEK = 7 * ONE_DAY;

/** What an alarm watches, with what the user said of it. */
export interface ThresholdAlarm {
  /** Name of the alarm's options; the id comes from it, and the name unless there is one. */
  readonly prop: string;
  readonly name?: string;
  readonly description: string;
  readonly metric: Metric;
  readonly threshold: number;
  /** Rises below the threshold rather than at or above it. */
  readonly below?: boolean;
  readonly options?: OrderAlarmOptions;
  readonly enabledByDefault?: boolean;
}

/** Who is told, and when. */
export interface AlarmActions {
  readonly onAlarm: IAlarmAction[];
  readonly notifyOnRecovery: boolean;
}

/**
 * Creates one alarm, or none if it is disabled.
 *
 * @internal
 */
export function createThresholdAlarm(
  scope: Construct, names: PhysicalNames, definition: ThresholdAlarm, defaultPeriod: Duration, { onAlarm, notifyOnRecovery }: AlarmActions,
): Alarm | undefined {
  const { prop, metric, threshold, options = {}, enabledByDefault = true } = definition;
  const period = options.period ?? defaultPeriod;
  validate(scope, definition, period);
  if (!(options.enabled ?? enabledByDefault)) return undefined;
  const alarm = new Alarm(scope, `${prop[0].toUpperCase()}${prop.slice(1)}Alarm`, {
    alarmName: names.alarm(definition.name ?? prop.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)),
    alarmDescription: definition.description,
    metric: metric.with({ period: period.isUnresolved() ? defaultPeriod : period }),
    threshold,
    comparisonOperator: definition.below ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: options.evaluationPeriods ?? 1,
    datapointsToAlarm: options.datapointsToAlarm,
    treatMissingData: options.treatMissingData ?? TreatMissingData.NOT_BREACHING,
  });
  // `Metric` takes no token.
  if (period.isUnresolved()) (alarm.node.defaultChild as CfnAlarm).period = period.toSeconds();
  alarm.addAlarmAction(...onAlarm);
  if (notifyOnRecovery) alarm.addOkAction(...onAlarm);
  return alarm;
}

function validate(scope: Construct, definition: ThresholdAlarm, period: Duration): void {
  const { prop, threshold, options = {} } = definition;
  const path = definition.name === undefined ? `alarmOptions.${prop}` : prop;
  if (!Token.isUnresolved(threshold) && !(threshold >= 1)) {
    throw invalidProp(scope, `${path}.threshold`, 'must be at least 1', threshold);
  }
  if (threshold === Infinity) throw invalidProp(scope, `${path}.threshold`, 'must be finite', threshold);
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
