import { Annotations, Duration, Token } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, AlarmRule, AlarmState, CompositeAlarm, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { businessMetric } from './business-metric';
import { OrderAlarmsOptions } from './order-alarm-options';
import { OrderAlarms } from './order-alarm-set';
import { AlarmActions, createThresholdAlarm, ThresholdAlarm } from './threshold-alarm';
import { OrderMetric } from '../handler-contract/order-metrics';
import { PhysicalNames } from '../naming/physical-names';
import { EnvironmentPreset } from '../presets/environment-preset';
import { invalidProp, requireInteger, requireTokenUnit } from '../validation/prop-validation';

/** What the alarms watch. */
export interface AlarmTargets {
  readonly orderFunction: IFunction;
  readonly functionTimeout: Duration;
  readonly reservedConcurrency?: number;
  readonly table: ITable;
  readonly api: HttpApi;
  readonly actions: AlarmActions;
  readonly preset: EnvironmentPreset;
}

/**
 * Creates every enabled alarm with its actions, and the composite over those that mean lost orders.
 *
 * @internal
 */
export function createOrderAlarms(scope: Construct, names: PhysicalNames, targets: AlarmTargets, options: OrderAlarmsOptions): OrderAlarms {
  const { preset, orderFunction, table, api, actions } = targets;
  const alarm = (definition: ThresholdAlarm) => createThresholdAlarm(scope, names, definition, preset.alarmPeriod, actions);
  const duration = durationThreshold(scope, targets, options);
  const concurrency = concurrencyThreshold(scope, targets, options);

  const functionErrors = alarm({
    prop: 'functionErrors',
    options: options.functionErrors,
    description: 'Invocations of the order function ended in an error',
    metric: orderFunction.metricErrors({ statistic: Stats.SUM }),
    threshold: options.functionErrors?.threshold ?? preset.functionErrorsThreshold,
  });
  const functionDuration = duration === undefined ? undefined : alarm({
    prop: 'functionDuration',
    options: options.functionDuration,
    description: 'The order function takes a large share of its timeout',
    metric: orderFunction.metricDuration({ statistic: Stats.MAXIMUM }),
    threshold: duration,
  });
  const functionThrottles = alarm({
    prop: 'functionThrottles',
    options: options.functionThrottles,
    description: 'Orders were refused because the order function had no concurrency left',
    metric: orderFunction.metricThrottles({ statistic: Stats.SUM }),
    threshold: options.functionThrottles?.threshold ?? preset.functionThrottlesThreshold,
  });
  const functionConcurrency = concurrency === undefined ? undefined : alarm({
    prop: 'functionConcurrency',
    options: options.functionConcurrency,
    description: 'The order function is about to use up its reserved concurrency',
    metric: orderFunction.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM }),
    threshold: concurrency,
  });
  const tableThrottles = alarm({
    prop: 'tableThrottles',
    options: options.tableThrottles,
    description: 'DynamoDB throttled writes of orders',
    // `ThrottledRequests` needs an Operation dimension as well; this one has the table's name alone.
    metric: new Metric({ namespace: 'AWS/DynamoDB', metricName: 'WriteThrottleEvents', dimensionsMap: { TableName: table.tableName }, statistic: Stats.SUM }),
    threshold: options.tableThrottles?.threshold ?? preset.tableThrottlesThreshold,
  });
  const apiClientErrors = alarm({
    prop: 'apiClientErrors',
    options: options.apiClientErrors,
    description: 'Many requests were answered with a 4XX',
    metric: api.metricClientError({ statistic: Stats.SUM }),
    threshold: options.apiClientErrors?.threshold ?? preset.apiClientErrorsThreshold,
  });
  const apiServerErrors = alarm({
    prop: 'apiServerErrors',
    options: options.apiServerErrors,
    description: 'Requests were answered with a 5XX',
    metric: api.metricServerError({ statistic: Stats.SUM }),
    threshold: options.apiServerErrors?.threshold ?? preset.apiServerErrorsThreshold,
  });
  const writeFailures = alarm({
    prop: 'writeFailures',
    options: options.writeFailures,
    description: 'The orders table refused a write or did not answer',
    metric: businessMetric(names.prefix, OrderMetric.WRITE_FAILURES),
    threshold: options.writeFailures?.threshold ?? preset.writeFailuresThreshold,
  });
  const ordersMissing = alarm({
    prop: 'ordersMissing',
    enabledByDefault: options.ordersMissing !== undefined,
    below: true,
    options: { ...options.ordersMissing, treatMissingData: options.ordersMissing?.treatMissingData ?? TreatMissingData.BREACHING },
    description: 'Fewer orders are placed than expected',
    metric: businessMetric(names.prefix, OrderMetric.ORDERS_PLACED),
    threshold: options.ordersMissing?.threshold ?? 1,
  });

  const lostOrders = [functionErrors, functionThrottles, tableThrottles, apiServerErrors, writeFailures, ordersMissing].filter(isPresent);
  const unhealthy = lostOrders.length === 0 ? undefined
    : createUnhealthyAlarm(scope, names, lostOrders, { ...actions, onAlarm: [...actions.onAlarm, ...options.unhealthyActions ?? []] });
  const single = {
    functionErrors,
    functionDuration,
    functionThrottles,
    functionConcurrency,
    tableThrottles,
    apiClientErrors,
    apiServerErrors,
    writeFailures,
    ordersMissing,
  };
  return { ...single, unhealthy, all: Object.values(single).filter(isPresent) };
}

/** Milliseconds; undefined if they can't be told. */
function durationThreshold(
  scope: Construct, { functionTimeout, preset }: AlarmTargets, { functionDuration }: OrderAlarmsOptions,
): number | undefined {
  if (functionDuration?.enabled === false) return undefined;
  const threshold = functionDuration?.threshold;
  requireTokenUnit(scope, 'alarmOptions.functionDuration.threshold', threshold, 'millis');
  if (functionTimeout.isUnresolved()) {
    return threshold?.toMilliseconds() ?? warnOfNoAlarm(scope, 'functionDuration', '`functionOptions.timeout`', 'set its `threshold`');
  }
  const timeout = functionTimeout.toMilliseconds();
  if (threshold && !threshold.isUnresolved() && threshold.toMilliseconds() > timeout) {
    throw invalidProp(scope, 'alarmOptions.functionDuration.threshold', `must be at most \`functionOptions.timeout\` (${timeout} ms)`,
      `${threshold.toMilliseconds()} ms`);
  }
  return threshold?.toMilliseconds() ?? timeout * preset.functionDurationPercentOfTimeout / 100;
}

/** Concurrent executions; undefined if none are reserved or they can't be told. */
function concurrencyThreshold(
  scope: Construct, { reservedConcurrency, preset }: AlarmTargets, { functionConcurrency }: OrderAlarmsOptions,
): number | undefined {
  if (functionConcurrency?.enabled === false) return undefined;
  const percent = functionConcurrency?.thresholdPercent ?? preset.functionConcurrencyPercentOfReserve;
  requireInteger(scope, 'alarmOptions.functionConcurrency.thresholdPercent', percent, 1, 100, 'percent');
  if (reservedConcurrency === undefined) {
    if (functionConcurrency) {
      throw invalidProp(scope, 'alarmOptions.functionConcurrency',
        'must not be given with `functionOptions.reserveConcurrency` false: there is no reserve to watch');
    }
    return undefined;
  }
  if (Token.isUnresolved(reservedConcurrency) || Token.isUnresolved(percent)) {
    return warnOfNoAlarm(scope, 'functionConcurrency', 'a share of `functionOptions.reservedConcurrentExecutions`', 'set its `enabled` to false');
  }
  return Math.max(1, Math.floor(reservedConcurrency * percent / 100));
}

/** CloudFormation can't calculate: no threshold follows from a value that is known at deployment only. */
function warnOfNoAlarm(scope: Construct, alarm: string, source: string, remedy: string): undefined {
  Annotations.of(scope).addWarningV2(`cdk-order-processing-platform:${alarm}`,
    `There is no alarm \`alarmOptions.${alarm}\`, because its threshold would be that of a token, ${source}: ${remedy}`);
  return undefined;
}

function createUnhealthyAlarm(
  scope: Construct, names: PhysicalNames, alarms: Alarm[], { onAlarm, notifyOnRecovery }: AlarmActions,
): CompositeAlarm {
  const composite = new CompositeAlarm(scope, 'OrderIntakeUnhealthyAlarm', {
    compositeAlarmName: names.alarm('order-intake-unhealthy'),
    alarmDescription: 'Order intake is unhealthy: callers cannot place orders',
    alarmRule: AlarmRule.anyOf(...alarms.map(one => AlarmRule.fromAlarm(one, AlarmState.ALARM))),
  });
  composite.addAlarmAction(...onAlarm);
  if (notifyOnRecovery) composite.addOkAction(...onAlarm);
  return composite;
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
