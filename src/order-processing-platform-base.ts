import { CfnRoute, HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { OrderMetric, OrderMetricDimension } from './handler-contract/order-metrics';
import { businessMetric } from './monitoring/business-metric';
import { refuseOtherAccount } from './table/orders-table';
import { invalidProp } from './validation/prop-validation';

/**
 * Grants and metrics of an order processing platform.
 */
export abstract class OrderProcessingPlatformBase extends Construct {
  /** The table that holds the orders; its key is `orderId`. */
  public abstract readonly ordersTable: ITable;
  /** The route `POST /orders`. */
  public abstract readonly placeOrderRoute: HttpRoute;
  /** `<projectName>-<environmentSuffix>`: the start of all physical names, and the dimension `Platform` of the business metrics. */
  public abstract readonly platformName: string;

  /**
   * Lets an identity place orders when the API's authorizer is `HttpIamAuthorizer`.
   *
   * @param grantee who may call `POST /orders`
   * @throws if the authorizer is another one: then this permission would mean nothing
   */
  public grantPlaceOrder(grantee: IGrantable): Grant {
    const { authorizationType } = this.placeOrderRoute.node.defaultChild as CfnRoute;
    if (authorizationType !== 'AWS_IAM') {
      throw invalidProp(this, 'apiOptions.authorizer', 'must be an `HttpIamAuthorizer` for `grantPlaceOrder`: without it the permission would mean nothing',
        authorizationType);
    }
    return this.placeOrderRoute.grantInvoke(grantee);
  }

  /**
   * Lets an identity of this account read orders, and decrypt with the table's key. The policy of the table that the platform creates
   * denies all other accounts; a table that was brought lets in whom its own policy does.
   *
   * @param grantee who may read the table
   * @throws if the grantee is of another account, which the table's policy denies
   */
  public grantReadOrders(grantee: IGrantable): Grant {
    if (this.ordersTable.node.scope === this) refuseOtherAccount(this, this.ordersTable, grantee);
    return this.ordersTable.grantReadData(grantee);
  }

  /** New orders stored (sum). */
  public metricOrdersPlaced(props?: MetricOptions): Metric {
    return businessMetric(this.platformName, OrderMetric.ORDERS_PLACED, props);
  }

  /** Units over all lines of the new orders (sum). */
  public metricOrderItems(props?: MetricOptions): Metric {
    return businessMetric(this.platformName, OrderMetric.ORDER_ITEMS, props);
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

  /** Requests answered with a 4XX by the handler (sum). */
  public metricOrdersRejected(props?: MetricOptions): Metric {
    return businessMetric(this.platformName, OrderMetric.ORDERS_REJECTED, props);
  }

  /** Requests answered with an order that was already stored (sum). */
  public metricOrdersReplayed(props?: MetricOptions): Metric {
    return businessMetric(this.platformName, OrderMetric.ORDERS_REPLAYED, props);
  }

  /** Milliseconds of the conditional write (99th percentile). */
  public metricWriteLatency(props?: MetricOptions): Metric {
    return businessMetric(this.platformName, OrderMetric.WRITE_LATENCY, props);
  }

  /** Writes that the table refused or never answered (sum). */
  public metricWriteFailures(props?: MetricOptions): Metric {
    return businessMetric(this.platformName, OrderMetric.WRITE_FAILURES, props);
  }
}
