import { RemovalPolicy } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { OrderApiOptions } from './api/order-api-options';
import { OrderDeliveryOptions } from './consumers/order-delivery-options';
import { OrderFunctionOptions, OrderHandlerCode } from './function/order-function-options';
import { OrderOptions } from './function/order-options';
import { OrderAlarmsOptions } from './monitoring/order-alarm-options';
import { OrderEnvironment } from './presets/order-environment';
import { OrdersTableOptions } from './table/orders-table-options';

/**
 * Properties of `OrderProcessingPlatform`. None is required.
 *
 * One rule says where a prop stands: the four that name a platform and its owner, what you bring, and what concerns every resource stand
 * here; each setting stands in the options of what it sets. What you bring keeps its own settings: both at once are an error.
 */
export interface OrderProcessingPlatformProps {
  /**
   * Base name of all resources: letters, digits and hyphens, starting with a letter.
   *
   * @default 'ecommerce-orders'
   */
  readonly projectName?: string;

  /**
   * The stage of life, which selects the preset of every setting below. It is also the tag `Environment` of all resources, which wins over
   * one of the stack or app; `Tags.of(platform).add('Environment', …)` wins over it.
   *
   * @default OrderEnvironment.DEV
   */
  readonly environment?: OrderEnvironment;

  /**
   * Distinguishes platforms of one project in the names of their resources: letters, digits and hyphens.
   * Two platforms in one account and region need different ones.
   *
   * @default 'dev'
   */
  readonly environmentSuffix?: string;

  /**
   * Address that alarms are mailed to, once its owner has confirmed the subscription.
   *
   * @default 'example@example.com'
   */
  readonly alertEmailAddress?: string;

  /**
   * What becomes of table, key, log groups and dead-letter queues when they leave the stack.
   *
   * @default - `DESTROY` in dev and staging, `RETAIN` in prod
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A customer-managed key of your own. Its policy gets the statements for log groups and alarms; that of an imported key can't be
   * changed from here, so that synthesis warns with the statements to add.
   *
   * Brought to a platform in use, it takes the place of the created key: table and API stay. What the old key encrypted in the log groups
   * stays encrypted with it; in dev and staging it is deleted after 30 days.
   *
   * @default - a key is created, with yearly rotation and the alias `alias/<projectName>-<environmentSuffix>-orders`
   */
  readonly encryptionKey?: IKey;

  /**
   * A table of your own, with `orderId` (String) as its only key attribute.
   *
   * @default - an on-demand table with point-in-time recovery is created
   */
  readonly ordersTable?: ITable;

  /**
   * Settings of the table that is created. Not with `ordersTable`.
   *
   * @default - the environment's preset
   */
  readonly tableOptions?: OrdersTableOptions;

  /**
   * Code of your own in place of the shipped order handler.
   *
   * @default - the shipped handler
   */
  readonly handler?: OrderHandlerCode;

  /**
   * Settings of the order function.
   *
   * @default - 256 MiB, 30 seconds, arm64, 100 reserved concurrent executions; log levels and tracing from the environment's preset
   */
  readonly functionOptions?: OrderFunctionOptions;

  /**
   * File with a JSON Schema (draft 2020-12 or 07) of your own orders. It is compiled at synthesis and replaces the shipped order shape;
   * idempotency, storage and metrics stay. Not with `handler`.
   *
   * A relative path starts at the working directory. The root must be of `type: object`, and neither define nor require the members
   * `orderId`, `status`, `createdAt`, `requestId` and `payloadHash`, which the platform stores itself; an order that has one is refused.
   * `$ref` reaches inside the file only, `default` is not applied. Whatever the schema allows, a body has at most 384 KiB, 30 levels and
   * 10,000 values. `totalAmount` with `currency` (ISO 4217), and `items[].quantity`, count in the metrics where they are integers.
   *
   * A `pattern` runs on what anybody sends: an expression that backtracks, such as `^(a+)+$`, can take all of an invocation's time. Beside a
   * `maxLength` it is not tried on text that is more than twice as long.
   *
   * @default - the shipped order schema
   * @see https://json-schema.org/draft/2020-12
   */
  readonly orderSchema?: string;

  /**
   * Settings of the orders that are taken. Not with `handler`.
   *
   * @default - orders without an `Idempotency-Key` are taken
   */
  readonly orderOptions?: OrderOptions;

  /**
   * Settings of the HTTP API: CORS, authorizer, throttling, domain.
   *
   * @default - open to any origin, throttled by the environment's preset
   */
  readonly apiOptions?: OrderApiOptions;

  /**
   * VPC in which the function runs. A VPC of this app gets a DynamoDB gateway endpoint if it has none; no NAT is needed.
   *
   * @default - outside of any VPC
   */
  readonly vpc?: IVpc;

  /**
   * Subnets of the function. Only with `vpc`.
   *
   * @default - the private subnets, or the isolated ones where there are no private ones
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Security groups of the function. Only with `vpc`.
   *
   * @default - one is created
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * A log group of your own for the function.
   *
   * @default - an encrypted log group is created
   */
  readonly functionLogGroup?: ILogGroup;

  /**
   * A log group of your own for the API's access log.
   *
   * @default - an encrypted log group is created
   */
  readonly apiLogGroup?: ILogGroup;

  /**
   * A topic of your own for alarms. Its policy and that of its key get the statements that alarms need; those of imported ones can't be
   * changed from here, so that synthesis warns with the statements to add.
   *
   * @default - an encrypted topic with the e-mail subscription is created
   */
  readonly alarmTopic?: ITopic;

  /**
   * Settings of the alarms.
   *
   * @default - the environment's preset
   */
  readonly alarmOptions?: OrderAlarmsOptions;

  /**
   * Settings of what carries orders to consumers.
   *
   * @default - the defaults of `OrderDeliveryOptions`
   */
  readonly deliveryOptions?: OrderDeliveryOptions;

  /**
   * Put before the ids of the four outputs and in their exports. Needed by the second platform of a stack: letters and digits only.
   *
   * @default - none: `APIGatewayURL`, `DynamoDBTableName`, `LambdaFunctionArn`, `KMSKeyId`
   */
  readonly outputPrefix?: string;
}
