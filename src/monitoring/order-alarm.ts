import { Annotations } from 'aws-cdk-lib';
import { Alarm, CfnAlarm, ComparisonOperator, IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmEntry, alarmId, alarmName } from './alarm-entry';
import { AlarmLimits } from './alarm-threshold';
import { OrderAlarmOptions } from './order-alarm-options';
import { PhysicalNames } from '../naming/physical-names';
import { ENVIRONMENT_PRESETS } from '../presets/environment-preset';
import { OrderEnvironment } from '../presets/order-environment';

/** What all alarms of a platform have in common. */
export interface AlarmSetting {
  readonly names: PhysicalNames;
  readonly environment: OrderEnvironment;
  readonly limits: AlarmLimits;
  readonly actions: AlarmActions;
}

/** Who is told, and when. */
export interface AlarmActions {
  readonly onAlarm: IAlarmAction[];
  readonly notifyOnRecovery: boolean;
}

/** One alarm of the catalogue, and what it is for here. */
export interface OrderAlarmInputs<W> extends AlarmSetting {
  /** Name of the alarm's options. */
  readonly option: string;
  readonly entry: AlarmEntry<W>;
  readonly watched: W;
  /** Undefined where the user gave none. */
  readonly options: OrderAlarmOptions | undefined;
  /** Id of the consumer that the alarm is for, if it is for one. */
  readonly consumerId?: string;
}

/**
 * Creates one alarm, or none if it is disabled or has nothing to watch.
 *
 * @internal
 */
export function createOrderAlarm<W>(
  scope: Construct, { names, environment, limits, actions, option, entry, watched, options, consumerId }: OrderAlarmInputs<W>,
): Alarm | undefined {
  if (!(options?.enabled ?? (!entry.onRequest || options !== undefined))) return undefined;
  const settings = options ?? {};
  const threshold = entry.threshold.resolve(settings, entry.threshold.presets[environment], limits);
  if (threshold === undefined) {
    const obstacle = entry.threshold.obstacle?.(settings, limits);
    // CloudFormation can't calculate: no threshold follows from a value that is known at deployment only.
    if (obstacle) {
      Annotations.of(scope).addWarningV2(`cdk-order-processing-platform:${option}`,
        `There is no alarm \`alarmOptions.${option}\`, because its threshold would be that of a token, ${obstacle.source}: ${obstacle.remedy}`);
    }
    return undefined;
  }
  const presetPeriod = entry.evaluation?.period ?? ENVIRONMENT_PRESETS[environment].alarmPeriod;
  const period = settings.period ?? presetPeriod;
  const name = alarmName(option);
  const alarm = new Alarm(scope, `${alarmId(option)}Alarm`, {
    alarmName: consumerId === undefined ? names.alarm(name) : names.consumerAlarm(consumerId, name),
    alarmDescription: consumerId === undefined ? entry.happened : `${entry.happened} of ${consumerId}`,
    metric: entry.metric(watched).with({ period: period.isUnresolved() ? presetPeriod : period }),
    threshold,
    comparisonOperator: entry.risesBelow ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: settings.evaluationPeriods ?? entry.evaluation?.evaluationPeriods ?? 1,
    datapointsToAlarm: settings.datapointsToAlarm ?? entry.evaluation?.datapointsToAlarm,
    treatMissingData: settings.treatMissingData ?? entry.missingData ?? TreatMissingData.NOT_BREACHING,
  });
  // `Metric` takes no token.
  if (period.isUnresolved()) (alarm.node.defaultChild as CfnAlarm).period = period.toSeconds();
  alarm.addAlarmAction(...actions.onAlarm);
  if (actions.notifyOnRecovery) alarm.addOkAction(...actions.onAlarm);
  return alarm;
}
