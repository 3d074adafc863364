import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { WatchedPlatform } from './watched-platform';
import { AlarmEntry } from '../alarm-entry';
import { count } from '../alarm-threshold';
import { CountAlarmOptions } from '../order-alarm-options';

const tableThrottles: AlarmEntry<WatchedPlatform, CountAlarmOptions> = {
  title: 'throttled writes',
  happened: 'DynamoDB throttled writes of orders',
  remedy: 'Set `warmThroughput`, or wait until the table has grown',
  meansLostOrders: true,
  threshold: count({ dev: 5, staging: 1, prod: 1 }),
  // `ThrottledRequests` needs an Operation dimension as well; this one has the table's name alone.
  metric: ({ table }) => new Metric({
    namespace: 'AWS/DynamoDB', metricName: 'WriteThrottleEvents', dimensionsMap: { TableName: table.tableName }, statistic: Stats.SUM,
  }),
};

export const TABLE_ALARMS = { tableThrottles };
