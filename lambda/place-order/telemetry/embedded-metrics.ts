import { ORDER_METRICS_NAMESPACE, OrderMetric, OrderMetricDimension } from '../../../src/handler-contract/order-metrics';

type Dimensions = Partial<Record<OrderMetricDimension, string>>;

export interface Metric {
  readonly name: OrderMetric;
  readonly value: number;
  /** `None` in CloudWatch if absent. */
  readonly unit?: 'Count' | 'Milliseconds';
  /** Sets of dimensions under which the value is recorded, besides the platform's name. */
  readonly dimensionSets: readonly (readonly OrderMetricDimension[])[];
}

/**
 * Members that make a log line carry metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(metrics: readonly Metric[], dimensions: Dimensions, timestamp: number): Record<string, unknown> {
  if (metrics.length === 0) return {};
  const directives = new Map<string, { Namespace: string; Dimensions: unknown; Metrics: unknown[] }>();
  for (const { name, unit, dimensionSets } of metrics) {
    const sets = dimensionSets.map((set) => [OrderMetricDimension.PLATFORM, ...set]);
    const key = sets.join(';');
    const directive = directives.get(key) ?? { Namespace: ORDER_METRICS_NAMESPACE, Dimensions: sets, Metrics: [] };
    directives.set(key, directive);
    directive.Metrics.push({ Name: name, Unit: unit });
  }
  return {
    _aws: { Timestamp: timestamp, CloudWatchMetrics: [...directives.values()] },
    ...dimensions,
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
  };
}
