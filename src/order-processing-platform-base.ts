import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { OrderMetric, OrderMetricDimension } from './handler-contract/order-metrics';
import { businessMetric } from './monitoring/business-metric';
import { OrderProcessingPlatformGrants } from './order-processing-platform-grants';
import { IOrderProcessingPlatform } from './platform-interface';

/**
 * What platforms of the app and imported ones have in common: all that follows from the platform's name.
 *
 * @internal
 */
export abstract class OrderProcessingPlatformBase extends Construct implements IOrderProcessingPlatform {
  public abstract readonly platformName: string;
  public abstract readonly ordersTable: ITable;
  public abstract readonly apiUrl: string;
  public abstract readonly ordersUrl: string;
  public abstract readonly grants: OrderProcessingPlatformGrants;

  /**
   * A business metric of the platform by its name, such as `OrdersPlaced`, with the dimension `Platform`.
   *
   * @param metricName name in the namespace `OrderProcessingPlatform`
   * @param props statistic, period and the like. By default the sum, of `WriteLatency` the 99th percentile
   */
  public metric(metricName: string, props?: MetricOptions): Metric {
    return businessMetric(this.platformName, metricName, props);
  }

  /**
   * New orders stored (sum). An order whose first answer was lost together with its log line, because the function was killed right after the
   * write, is acknowledged by the retry and counted as replayed, never as placed: the table and the consumers have it.
   *
   * @param props statistic, period and the like
   */
  public metricOrdersPlaced(props?: MetricOptions): Metric {
    return this.metric(OrderMetric.ORDERS_PLACED, props);
  }

  /**
   * Units over all lines of the new orders (sum).
   *
   * @param props statistic, period and the like
   */
  public metricOrderItems(props?: MetricOptions): Metric {
    return this.metric(OrderMetric.ORDER_ITEMS, props);
  }

  /**
   * Value of the new orders in one currency, in its minor unit (sum).
   *
   * @param currency ISO 4217 code, such as `EUR`
   * @param props statistic, period and the like
   */
  public metricOrderValue(currency: string, props?: MetricOptions): Metric {
    return businessMetric(this.platformName, OrderMetric.ORDER_VALUE, props, { [OrderMetricDimension.CURRENCY]: currency });
  }

  /**
   * Requests answered with a 4XX by the handler (sum).
   *
   * @param props statistic, period and the like
   */
  public metricOrdersRejected(props?: MetricOptions): Metric {
    return this.metric(OrderMetric.ORDERS_REJECTED, props);
  }

  /**
   * Requests answered with an order that was already stored (sum).
   *
   * @param props statistic, period and the like
   */
  public metricOrdersReplayed(props?: MetricOptions): Metric {
    return this.metric(OrderMetric.ORDERS_REPLAYED, props);
  }

  /**
   * Milliseconds of the conditional write (99th percentile).
   *
   * @param props statistic, period and the like
   */
  public metricWriteLatency(props?: MetricOptions): Metric {
    return this.metric(OrderMetric.WRITE_LATENCY, props);
  }

  /**
   * Writes that the table refused or never answered (sum).
   *
   * @param props statistic, period and the like
   */
  public metricWriteFailures(props?: MetricOptions): Metric {
    return this.metric(OrderMetric.WRITE_FAILURES, props);
  }
}
