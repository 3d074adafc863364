import { Duration, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AlarmStatusWidget, Dashboard, GraphWidget, IAlarm, IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function } from 'aws-cdk-lib/aws-lambda';

export interface Shown {
  readonly orderFunction: Function;
  readonly table: Table;
  readonly api: HttpApi;
  readonly alarms: IAlarm[];
}

const period = Duration.minutes(1);

/** Alarms, business, API, function and table. */
export function addDashboard(stack: Stack, name: string, { orderFunction, table, api, alarms }: Shown): void {
  const graph = (title: string, left: IMetric[], right: IMetric[] = []) => new GraphWidget({ title, left, right, width: 8, height: 6 });
  const business = (metricName: string, label: string) => new Metric({
    namespace: 'OrderProcessingPlatform', metricName, dimensionsMap: { Platform: name }, statistic: Stats.SUM, label, period,
  });
  const byDimension = (metricName: string, dimension: string) => new MathExpression({
    expression: `SEARCH('{OrderProcessingPlatform,Platform,${dimension}} MetricName="${metricName}" Platform="${name}"', 'Sum')`, label: '', period,
  });
  const ofTable = (metricName: string, statistic: string, operation?: string) => new Metric({
    namespace: 'AWS/DynamoDB', metricName, dimensionsMap: { TableName: table.tableName, ...operation ? { Operation: operation } : {} }, statistic, period,
  });
  const percentiles = (metric: (options: { statistic: string; period: Duration; label: string }) => Metric) =>
    [50, 95, 99].map((percent) => metric({ statistic: Stats.percentile(percent), period, label: `p${percent}` }));
  new Dashboard(stack, 'Dashboard', {
    dashboardName: `${name}-orders`,
    defaultInterval: Duration.hours(3),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 })],
      [
        graph('Orders', [business('OrdersPlaced', 'placed'), business('OrdersReplayed', 'replayed')], [business('OrderItems', 'items')]),
        graph('Order value', [byDimension('OrderValue', 'Currency')]),
        graph('Rejected, by reason', [byDimension('OrdersRejected', 'Reason')]),
      ],
      [
        graph('API response time', percentiles((options) => api.metricLatency(options))),
        graph('Integration latency', percentiles((options) => api.metricIntegrationLatency(options))),
        graph('API requests', [
          api.metricCount({ period, label: 'requests' }), api.metricClientError({ period, label: '4XX' }), api.metricServerError({ period, label: '5XX' }),
        ]),
      ],
      [
        graph('Function', [orderFunction.metricInvocations({ period }), orderFunction.metricErrors({ period }), orderFunction.metricThrottles({ period })]),
        graph('Function duration', percentiles((options) => orderFunction.metricDuration(options))),
        graph('Function concurrency', [orderFunction.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM, period })]),
      ],
      [
        graph('Table writes', [ofTable('ConsumedWriteCapacityUnits', Stats.SUM)],
          [ofTable('WriteThrottleEvents', Stats.SUM), ofTable('SystemErrors', Stats.SUM, 'PutItem')]),
        graph('Table write latency', [
          ofTable('SuccessfulRequestLatency', Stats.AVERAGE, 'PutItem'), ofTable('SuccessfulRequestLatency', Stats.percentile(99), 'PutItem'),
        ]),
        graph('Writes as the handler sees them', [business('WriteLatency', 'latency')], [business('WriteFailures', 'failures')]),
      ],
    ],
  });
}
