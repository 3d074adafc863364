import { Metric, MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { OrderMetric, OrderMetricDimension, ORDER_METRICS_NAMESPACE } from '../handler-contract/order-metrics';

/**
 * A business metric of one platform, as the order handler writes it. Latency is a 99th percentile, everything else a sum.
 *
 * @internal
 */
export function businessMetric(
  platformName: string, metricName: string, props: MetricOptions = {}, dimensions: Record<string, string> = {},
): Metric {
  return new Metric({
    namespace: ORDER_METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { [OrderMetricDimension.PLATFORM]: platformName, ...dimensions },
    statistic: metricName === OrderMetric.WRITE_LATENCY ? Stats.percentile(99) : Stats.SUM,
    ...props,
  });
}
