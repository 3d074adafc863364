import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { WatchedPlatform } from './watched-platform';
import { AlarmEntry } from '../alarm-entry';
import { count, shareOfReserve, shareOfTimeout } from '../alarm-threshold';
import { CountAlarmOptions, DurationAlarmOptions, UtilizationAlarmOptions } from '../order-alarm-options';

// The metrics of the function are those of all its versions together, also behind an alias: invocations may spill over to another version.

const functionErrors: AlarmEntry<WatchedPlatform, CountAlarmOptions> = {
  title: 'function errors',
  happened: 'Invocations of the order function ended in an error',
  remedy: 'Roll back what was deployed last, or give the function more memory',
  meansLostOrders: true,
  threshold: count({ dev: 5, staging: 1, prod: 1 }),
  metric: ({ orderFunction }) => orderFunction.metricErrors({ statistic: Stats.SUM }),
};

const functionDuration: AlarmEntry<WatchedPlatform, DurationAlarmOptions> = {
  title: 'function duration',
  happened: 'The slowest invocation of the order function took a large share of its timeout',
  remedy: 'Look whether the table is slow',
  meansLostOrders: false,
  threshold: shareOfTimeout({ dev: 25, staging: 25, prod: 15 }),
  metric: ({ orderFunction }) => orderFunction.metricDuration({ statistic: Stats.MAXIMUM }),
};

const functionThrottles: AlarmEntry<WatchedPlatform, CountAlarmOptions> = {
  title: 'function throttles',
  happened: 'Orders were refused because the order function had no concurrency left',
  remedy: 'Raise `reservedConcurrentExecutions`',
  meansLostOrders: true,
  threshold: count({ dev: 5, staging: 1, prod: 1 }),
  metric: ({ orderFunction }) => orderFunction.metricThrottles({ statistic: Stats.SUM }),
};

const functionConcurrency: AlarmEntry<WatchedPlatform, UtilizationAlarmOptions> = {
  title: 'function concurrency',
  happened: 'The order function used a large share of its reserved concurrency',
  remedy: 'Raise `reservedConcurrentExecutions` before orders are refused',
  meansLostOrders: false,
  threshold: shareOfReserve({ dev: 90, staging: 80, prod: 80 }),
  metric: ({ orderFunction }) => orderFunction.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM }),
};

export const FUNCTION_ALARMS = { functionErrors, functionDuration, functionThrottles, functionConcurrency };
