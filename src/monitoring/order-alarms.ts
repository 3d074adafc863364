import { Alarm, AlarmRule, AlarmState, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { PLATFORM_ALARMS, PlatformAlarm } from './alarms/alarm-catalogue';
import { WatchedPlatform } from './alarms/watched-platform';
import { AlarmActions, AlarmSetting, createOrderAlarm } from './order-alarm';
import { OrderAlarmsOptions } from './order-alarm-options';
import { OrderAlarms } from './order-alarm-set';
import { PhysicalNames } from '../naming/physical-names';

/** What the alarms are made of. */
export interface OrderAlarmsInputs extends AlarmSetting {
  readonly watched: WatchedPlatform;
  readonly options: OrderAlarmsOptions;
}

interface UnhealthyAlarmInputs extends AlarmActions {
  readonly names: PhysicalNames;
  readonly alarms: Alarm[];
}

/**
 * Creates every enabled alarm of the catalogue with its actions, and the composite over those that mean lost orders.
 *
 * @internal
 */
export function createOrderAlarms(scope: Construct, { watched, options, ...setting }: OrderAlarmsInputs): OrderAlarms {
  const alarms: { [K in PlatformAlarm]?: Alarm } = {};
  const all: Alarm[] = [];
  const lostOrders: Alarm[] = [];
  for (const option of Object.keys(PLATFORM_ALARMS) as PlatformAlarm[]) {
    const entry = PLATFORM_ALARMS[option];
    const alarm = createOrderAlarm(scope, { ...setting, option, entry, watched, options: options[option] });
    if (!alarm) continue;
    alarms[option] = alarm;
    all.push(alarm);
    if (entry.meansLostOrders) lostOrders.push(alarm);
  }
  const { names, actions } = setting;
  const unhealthy = lostOrders.length === 0 ? undefined : createUnhealthyAlarm(scope, {
    names, alarms: lostOrders, onAlarm: [...actions.onAlarm, ...options.unhealthyActions ?? []], notifyOnRecovery: actions.notifyOnRecovery,
  });
  return { ...alarms, unhealthy, all };
}

function createUnhealthyAlarm(scope: Construct, { names, alarms, onAlarm, notifyOnRecovery }: UnhealthyAlarmInputs): CompositeAlarm {
  const composite = new CompositeAlarm(scope, 'OrderIntakeUnhealthyAlarm', {
    compositeAlarmName: names.alarm('order-intake-unhealthy'),
    alarmDescription: 'Order intake is unhealthy: callers cannot place orders',
    alarmRule: AlarmRule.anyOf(...alarms.map(one => AlarmRule.fromAlarm(one, AlarmState.ALARM))),
  });
  composite.addAlarmAction(...onAlarm);
  if (notifyOnRecovery) composite.addOkAction(...onAlarm);
  return composite;
}
