import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IConstruct } from 'constructs';
import { OrderProcessingPlatformGrants } from './order-processing-platform-grants';

/**
 * An order processing platform, of this app or imported: what grants, metrics and callers need of it.
 *
 * @example
 * const orders = OrderProcessingPlatform.fromOrderProcessingPlatformAttributes(this, 'Orders', {
 *   platformName: 'acme-shop-prod-eu',
 *   apiUrl: Fn.importValue('Orders-APIGatewayURL'),
 * });
 * orders.metricOrdersPlaced().createAlarm(this, 'FewOrders', { threshold: 10, evaluationPeriods: 1 });
 */
export interface IOrderProcessingPlatform extends IConstruct {
  /**
   * `<projectName>-<environmentSuffix>`: the start of all physical names, and the dimension `Platform` of the business metrics.
   */
  readonly platformName: string;

  /** The table that holds the orders. Its key is `orderId`. */
  readonly ordersTable: ITable;

  /**
   * URL of the API, without a slash at its end.
   */
  readonly apiUrl: string;

  /**
   * URL to post orders to.
   */
  readonly ordersUrl: string;

  /** What identities may be allowed. */
  readonly grants: OrderProcessingPlatformGrants;

  /**
   * A business metric of the platform by its name, such as `OrdersPlaced`, with the dimension `Platform`.
   *
   * @param metricName name in the namespace `OrderProcessingPlatform`
   * @param props statistic, period and the like. By default the sum, of `WriteLatency` the 99th percentile
   */
  metric(metricName: string, props?: MetricOptions): Metric;

  /**
   * New orders stored (sum). An order whose first answer was lost together with its log line, because the function was killed right after the
   * write, is acknowledged by the retry and counted as replayed, never as placed: the table and the consumers have it.
   *
   * @param props statistic, period and the like
   */
  metricOrdersPlaced(props?: MetricOptions): Metric;

  /**
   * Units over all lines of the new orders (sum).
   *
   * @param props statistic, period and the like
   */
  metricOrderItems(props?: MetricOptions): Metric;

  /**
   * Value of the new orders in one currency, in its minor unit (sum).
   *
   * @param currency ISO 4217 code, such as `EUR`
   * @param props statistic, period and the like
   */
  metricOrderValue(currency: string, props?: MetricOptions): Metric;

  /**
   * Requests answered with a 4XX by the handler (sum).
   *
   * @param props statistic, period and the like
   */
  metricOrdersRejected(props?: MetricOptions): Metric;

  /**
   * Requests answered with an order that was already stored (sum).
   *
   * @param props statistic, period and the like
   */
  metricOrdersReplayed(props?: MetricOptions): Metric;

  /**
   * Milliseconds of the conditional write (99th percentile).
   *
   * @param props statistic, period and the like
   */
  metricWriteLatency(props?: MetricOptions): Metric;

  /**
   * Writes that the table refused or never answered (sum).
   *
   * @param props statistic, period and the like
   */
  metricWriteFailures(props?: MetricOptions): Metric;
}
