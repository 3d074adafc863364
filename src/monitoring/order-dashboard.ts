import { Duration } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AlarmStatusWidget, Dashboard, GraphWidget, IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { businessMetric } from './business-metric';
import { OrderAlarms } from './order-alarm-set';
import { OrderMetric, OrderMetricDimension, ORDER_METRICS_NAMESPACE } from '../handler-contract/order-metrics';
import { PhysicalNames } from '../naming/physical-names';

/** What the dashboard shows. */
export interface DashboardInputs {
  readonly names: PhysicalNames;
  readonly orderFunction: IFunction;
  readonly table: ITable;
  readonly api: HttpApi;
  readonly alarms: OrderAlarms;
}

const PERIOD = Duration.minutes(1);
const PERCENTILES = [50, 95, 99];

/**
 * Creates the dashboard: alarms, business, API, function and table from top to bottom.
 *
 * @internal
 */
export function createOrderDashboard(scope: Construct, { names, orderFunction, table, api, alarms }: DashboardInputs): Dashboard {
  const business = (metricName: OrderMetric, label: string) => businessMetric(names.prefix, metricName, { label, period: PERIOD });
  const tableMetric = (metricName: string, statistic: string, operation?: string) => new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName, ...(operation ? { Operation: operation } : {}) },
    statistic,
    period: PERIOD,
  });
  const graph = (title: string, left: IMetric[], right: IMetric[] = []) => new GraphWidget({ title, left, right, width: 8, height: 6 });
  const percentiles = (metric: (options: { statistic: string; period: Duration; label: string }) => Metric) =>
    PERCENTILES.map(percent => metric({ statistic: Stats.percentile(percent), period: PERIOD, label: `p${percent}` }));
  const watched = [...alarms.unhealthy ? [alarms.unhealthy] : [], ...alarms.all];

  return new Dashboard(scope, 'OrderProcessingDashboard', {
    dashboardName: names.dashboard,
    defaultInterval: Duration.hours(3),
    widgets: [
      watched.length ? [new AlarmStatusWidget({ title: 'Alarms', alarms: watched, width: 24, height: 3 })] : [],
      [
        graph('Orders', [business(OrderMetric.ORDERS_PLACED, 'placed'), business(OrderMetric.ORDERS_REPLAYED, 'replayed')],
          [business(OrderMetric.ORDER_ITEMS, 'items')]),
        graph('Order value in minor units, by currency', [byDimension(names.prefix, OrderMetric.ORDER_VALUE, OrderMetricDimension.CURRENCY)]),
        graph('Rejected, by reason', [byDimension(names.prefix, OrderMetric.ORDERS_REJECTED, OrderMetricDimension.REASON)]),
      ],
      [
        graph('API response time', percentiles(options => api.metricLatency(options))),
        graph('Integration latency', percentiles(options => api.metricIntegrationLatency(options))),
        graph('API requests', [
          api.metricCount({ period: PERIOD, label: 'requests' }),
          api.metricClientError({ period: PERIOD, label: '4XX' }),
          api.metricServerError({ period: PERIOD, label: '5XX' }),
        ]),
      ],
      [
        graph('Function', [orderFunction.metricInvocations({ period: PERIOD }), orderFunction.metricErrors({ period: PERIOD }),
          orderFunction.metricThrottles({ period: PERIOD })]),
        graph('Function duration', percentiles(options => orderFunction.metricDuration(options))),
        graph('Function concurrency', [orderFunction.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM, period: PERIOD })]),
      ],
      [
        graph('Table writes', [tableMetric('ConsumedWriteCapacityUnits', Stats.SUM)],
          [tableMetric('WriteThrottleEvents', Stats.SUM), tableMetric('SystemErrors', Stats.SUM, 'PutItem')]),
        graph('Table write latency', [tableMetric('SuccessfulRequestLatency', Stats.AVERAGE, 'PutItem'), tableMetric('SuccessfulRequestLatency', Stats.percentile(99), 'PutItem')]),
        graph('Writes as the handler sees them', [business(OrderMetric.WRITE_LATENCY, 'latency p99')], [business(OrderMetric.WRITE_FAILURES, 'failures')]),
      ],
    ],
  });
}

/** One line for each value that a dimension has had. */
function byDimension(platformName: string, metricName: OrderMetric, dimension: OrderMetricDimension): IMetric {
  const schema = `${ORDER_METRICS_NAMESPACE},${OrderMetricDimension.PLATFORM},${dimension}`;
  return new MathExpression({
    expression: `SEARCH('{${schema}} MetricName="${metricName}" ${OrderMetricDimension.PLATFORM}="${platformName}"', 'Sum')`,
    label: '',
    period: PERIOD,
  });
}
