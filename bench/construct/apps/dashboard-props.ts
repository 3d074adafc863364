import { Duration } from 'aws-cdk-lib';
import { AlarmStatusWidget, DashboardProps, GraphWidget, IMetric, IWidget, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';

/* eslint-disable @typescript-eslint/no-explicit-any -- the body of a dashboard */

/** What makes a dashboard with this body, its widgets as the AWS CDK's own classes. */
export function dashboardProps(body: string): DashboardProps {
  const { start, widgets } = JSON.parse(body);
  const rows = new Map<number, IWidget[]>();
  for (const { type, y, width, height, properties: { title, alarms, metrics } } of widgets) {
    const widget = type === 'alarm'
      ? new AlarmStatusWidget({ title, width, height, alarms: alarms.map((alarmArn: string) => ({ alarmRef: { alarmArn } })) })
      : new GraphWidget({ title, width, height, left: onAxis(metrics, undefined), right: onAxis(metrics, 'right') });
    rows.set(y, [...rows.get(y) ?? [], widget]);
  }
  return { start, widgets: [...rows.values()] };
}

function onAxis(metrics: readonly any[][], axis: string | undefined): IMetric[] {
  return metrics.filter((metric) => metric[metric.length - 1].yAxis === axis).map((metric) => {
    const { expression, label, period, stat } = metric[metric.length - 1];
    if (expression) return new MathExpression({ expression, label: label ?? '', period: Duration.seconds(period) });
    const [namespace, metricName, ...dimensions] = metric.slice(0, -1);
    const dimensionsMap = Object.fromEntries(dimensions.flatMap((name, index) => index % 2 === 0 ? [[name, dimensions[index + 1]]] : []));
    return new Metric({ namespace, metricName, dimensionsMap, label, statistic: stat, period: Duration.seconds(period) });
  });
}
