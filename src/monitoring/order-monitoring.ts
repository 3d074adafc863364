import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmLimits } from './alarm-threshold';
import { createAlarmTopic } from './alarm-topic';
import { AlarmSetting } from './order-alarm';
import { OrderAlarmsOptions } from './order-alarm-options';
import { OrderAlarms } from './order-alarm-set';
import { createOrderAlarms } from './order-alarms';
import { createOrderDashboard } from './order-dashboard';
import { PhysicalNames } from '../naming/physical-names';
import { ENVIRONMENT_PRESETS } from '../presets/environment-preset';
import { OrderEnvironment } from '../presets/order-environment';

/** What is watched, and who is told. */
export interface OrderMonitoringInputs {
  readonly names: PhysicalNames;
  readonly environment: OrderEnvironment;
  readonly encryptionKey: IKey;
  readonly table: ITable;
  readonly orderFunction: IFunction;
  readonly api: HttpApi;
  readonly limits: AlarmLimits;
  /** The topic that was brought, if one was. */
  readonly alarmTopic?: ITopic;
  readonly alertEmailAddress?: string;
  readonly options: OrderAlarmsOptions;
}

/** Topic, alarms and dashboard. */
export interface OrderMonitoring {
  readonly alarmTopic: ITopic;
  readonly alarms: OrderAlarms;
  readonly dashboard: Dashboard;
  /** For alarms that come later. */
  readonly alarmSetting: AlarmSetting;
}

/**
 * Creates what watches a platform.
 *
 * @internal
 */
export function createOrderMonitoring(scope: Construct, inputs: OrderMonitoringInputs): OrderMonitoring {
  const { names, environment, encryptionKey, table, orderFunction, api, limits, alertEmailAddress, options } = inputs;
  const alarmTopic = createAlarmTopic(scope, {
    names, encryptionKey, brought: inputs.alarmTopic, alertEmailAddress, emailNotifications: options.emailNotifications,
  });
  const alarmSetting: AlarmSetting = {
    names,
    environment,
    limits,
    actions: {
      onAlarm: [new SnsAction(alarmTopic), ...options.actions ?? []],
      notifyOnRecovery: options.notifyOnRecovery ?? ENVIRONMENT_PRESETS[environment].notifyOnRecovery,
    },
  };
  const alarms = createOrderAlarms(scope, { ...alarmSetting, watched: { platformName: names.prefix, orderFunction, table, api }, options });
  const dashboard = createOrderDashboard(scope, { names, orderFunction, table, api, alarms });
  return { alarmTopic, alarms, dashboard, alarmSetting };
}
