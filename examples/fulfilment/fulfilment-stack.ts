import { Duration, RemovalPolicy, SecretValue, Stack, StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ApiDestination, Authorization, Connection, HttpMethod } from 'aws-cdk-lib/aws-events';
import { ApiDestination as ApiDestinationTarget } from 'aws-cdk-lib/aws-events-targets';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { OrderConsumer, OrderEnvironment, OrderProcessingPlatform } from 'cdk-order-processing-platform';
import { join } from 'node:path';

export interface FulfilmentStackProps extends StackProps {
  /** Where the carrier takes orders. */
  readonly carrierUrl: string;
}

/** Two who need the orders: a function that has them picked, and a carrier that is told of those it can carry. */
export class FulfilmentStack extends Stack {
  constructor(scope: Construct, id: string, props: FulfilmentStackProps) {
    super(scope, id, props);
    const orders = new OrderProcessingPlatform(this, 'Orders', {
      projectName: 'acme-shop',
      environment: OrderEnvironment.STAGING,
      environmentSuffix: 'staging',
      alertEmailAddress: 'oncall@acme.example',
    });
    orders.addOrderConsumer('Picking', OrderConsumer.fromFunction(this.picking()), { maxEventAge: Duration.hours(2) });
    orders.addOrderConsumer('Carrier', OrderConsumer.fromTarget(this.carrier(props.carrierUrl)), {
      filter: { eventPattern: { detail: { data: { shippingAddress: { country: ['US', 'CA'] } } } } },
    });
  }

  /** A function that is called with each order. */
  private picking(): Function {
    const picks = new Table(this, 'Picks', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const picking = new Function(this, 'Pick', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(__dirname, 'handlers', 'pick')),
      timeout: Duration.seconds(15),
      environment: { PICKS_TABLE: picks.tableName },
      logGroup: new LogGroup(this, 'PickLogGroup', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
    });
    picks.grants.writeData(picking);
    return picking;
  }

  /** A webhook: EventBridge posts each order to it, at most ten a second. */
  private carrier(endpoint: string): ApiDestinationTarget {
    const connection = new Connection(this, 'CarrierConnection', {
      authorization: Authorization.apiKey('x-api-key', SecretValue.secretsManager('carrier-api-key')),
    });
    return new ApiDestinationTarget(new ApiDestination(this, 'CarrierOrders', {
      connection,
      endpoint,
      httpMethod: HttpMethod.POST,
      rateLimitPerSecond: 10,
    }));
  }
}
