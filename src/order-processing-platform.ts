import { Tags } from 'aws-cdk-lib';
import { HttpApi, HttpRoute, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { OrderCustomDomain } from './api/custom-domain-options';
import { createOrderApi, grantRoute, ORDERS_PATH } from './api/order-api';
import { OrderRouteOptions } from './api/order-api-options';
import { createShopRoutes } from './api/order-route';
import { OrderConsumer } from './consumers/order-consumer';
import { OrderConsumerOptions, OrderConsumption } from './consumers/order-consumer-options';
import { orderConsumerRules } from './consumers/order-consumer-rules';
import { createOrderConsumption } from './consumers/order-consumption';
import { createOrderDelivery, DeliveryInputs } from './consumers/order-delivery';
import { OrderDelivery } from './consumers/order-delivery-options';
import { allowLogEncryption, createEncryptionKey } from './encryption/encryption-key';
import { createOrderFunction, functionLimits } from './function/order-function';
import { ImportedPlatform } from './imported-platform';
import { createLogGroup } from './monitoring/log-group';
import { OrderAlarms } from './monitoring/order-alarm-set';
import { createOrderMonitoring } from './monitoring/order-monitoring';
import { PhysicalNames } from './naming/physical-names';
import { leaveFootprint } from './naming/platform-footprint';
import { OrderProcessingPlatformAttributes } from './order-processing-platform-attributes';
import { OrderProcessingPlatformBase } from './order-processing-platform-base';
import { OrderProcessingPlatformGrants } from './order-processing-platform-grants';
import { OrderProcessingPlatformProps } from './order-processing-platform-props';
import { IOrderProcessingPlatform } from './platform-interface';
import { isMarkedPlatform, markPlatform } from './platform-mark';
import { createOutputs } from './platform-outputs';
import { PLATFORM_RULES } from './platform-validation';
import { ENVIRONMENT_PRESETS } from './presets/environment-preset';
import { OrderEnvironment } from './presets/order-environment';
import { createOrdersTable } from './table/orders-table';
import { validateProps } from './validation/validate-props';

/**
 * A production-grade order intake: `POST /orders` on an HTTP API, a Lambda function that stores each order once in DynamoDB, one
 * customer-managed key for everything at rest, alarms by e-mail, business metrics and a dashboard.
 *
 * @example
 * const orders = new OrderProcessingPlatform(this, 'Orders', {
 *   projectName: 'acme-shop',
 *   environment: OrderEnvironment.PROD,
 *   environmentSuffix: 'prod-eu',
 *   alertEmailAddress: 'oncall@acme.example',
 * });
 */
export class OrderProcessingPlatform extends OrderProcessingPlatformBase {
  /**
   * Imports a platform that another app has deployed, for its metrics, grants and URL.
   *
   * @param scope construct to import the platform into
   * @param id id of the import in it
   * @param attributes what the outputs of the platform's stack say
   */
  public static fromOrderProcessingPlatformAttributes(
    scope: Construct, id: string, attributes: OrderProcessingPlatformAttributes,
  ): IOrderProcessingPlatform {
    return new ImportedPlatform(scope, id, attributes);
  }

  /**
   * Whether something is a platform of this app, also if another copy of this package has made it.
   *
   * @param x anything
   */
  public static isOrderProcessingPlatform(x: any): x is OrderProcessingPlatform {
    return isMarkedPlatform(x);
  }

  /** The customer-managed key of table, log groups, topic and function environment. */
  public readonly encryptionKey: IKey;
  /** The table that holds the orders. Its key is `orderId`. */
  public readonly ordersTable: ITable;
  /** The function that stores orders. */
  public readonly orderFunction: Function;
  /** The alias that the API calls when concurrency is provisioned. */
  public readonly orderFunctionAlias?: Alias;
  /** The role of the function: what it may do, and nothing else. */
  public readonly orderRole: Role;
  /** The HTTP API. */
  public readonly api: HttpApi;
  /** The API's stage `$default`. */
  public readonly apiStage: HttpStage;
  /** The route `POST /orders`. */
  public readonly placeOrderRoute: HttpRoute;
  /** URL of the API, without a slash at its end. */
  public readonly apiUrl: string;
  /** URL to post orders to. */
  public readonly ordersUrl: string;
  /** The API's own domain, if one was asked for. */
  public readonly customDomain?: OrderCustomDomain;
  /** Log group of the function. */
  public readonly functionLogGroup: ILogGroup;
  /** Log group of the API's access log. */
  public readonly apiLogGroup: ILogGroup;
  /** Topic that alarms are sent to. */
  public readonly alarmTopic: ITopic;
  /** All alarms. */
  public readonly alarms: OrderAlarms;
  /** What identities may be allowed. */
  public readonly grants: OrderProcessingPlatformGrants;
  /** Dashboard over business, API, function and table. */
  public readonly dashboard: Dashboard;
  /** `<projectName>-<environmentSuffix>`: the start of all physical names, and the dimension `Platform` of the business metrics. */
  public readonly platformName: string;
  private readonly deliveryInputs: DeliveryInputs;
  private delivery?: OrderDelivery;

  /**
   * @param scope construct to create the platform in
   * @param id id of the platform in it
   * @param props names, what is brought, and settings. None is required
   * @throws one error with path, rule and value of every wrong prop, before anything is made; `Errors.isValidationError` knows it
   */
  constructor(scope: Construct, id: string, props: OrderProcessingPlatformProps = {}) {
    super(scope, id);
    markPlatform(this);
    const { projectName = 'ecommerce-orders', environment = OrderEnvironment.DEV, environmentSuffix = 'dev', outputPrefix = '' } = props;
    const named = { ...props, projectName, environment, environmentSuffix, outputPrefix };
    validateProps(this, named, PLATFORM_RULES);
    leaveFootprint(this, named);
    const { functionOptions = {}, apiOptions = {}, alarmOptions = {} } = props;
    const preset = ENVIRONMENT_PRESETS[environment];
    const names = new PhysicalNames(projectName, environmentSuffix);
    const removalPolicy = props.removalPolicy ?? preset.removalPolicy;
    this.platformName = names.prefix;

    this.encryptionKey = props.encryptionKey ?? createEncryptionKey(this, names, removalPolicy);
    this.ordersTable = props.ordersTable ?? createOrdersTable(this, {
      names, encryptionKey: this.encryptionKey, preset, removalPolicy, options: props.tableOptions,
    });

    const ownLogGroups = [...props.functionLogGroup ? [] : [names.functionLogGroup], ...props.apiLogGroup ? [] : [names.apiLogGroup]];
    if (ownLogGroups.length > 0) allowLogEncryption(this, this.encryptionKey, ownLogGroups);
    const logGroup = (logGroupId: string, logGroupName: string, retention: RetentionDays) =>
      createLogGroup(this, logGroupId, { logGroupName, encryptionKey: this.encryptionKey, retention, removalPolicy });
    this.functionLogGroup = props.functionLogGroup
      ?? logGroup('FunctionLogGroup', names.functionLogGroup, functionOptions.logRetention ?? preset.functionLogRetention);
    this.apiLogGroup = props.apiLogGroup ?? logGroup('ApiLogGroup', names.apiLogGroup, apiOptions.accessLogRetention ?? preset.apiLogRetention);
    const tableKey = props.ordersTable ? props.ordersTable.encryptionKey : this.encryptionKey;
    const { role, orderFunction, alias } = createOrderFunction(this, {
      names,
      preset,
      logGroup: this.functionLogGroup,
      table: this.ordersTable,
      tableKey,
      encryptionKey: this.encryptionKey,
      handler: props.handler,
      orderSchema: props.orderSchema,
      orderOptions: props.orderOptions,
      options: functionOptions,
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroups: props.securityGroups,
      mappingKey: apiOptions.domain?.mappingKey,
    });
    this.orderRole = role;
    this.orderFunction = orderFunction;
    this.orderFunctionAlias = alias;

    const orderApi = createOrderApi(this, { names, preset, orderFunction: alias ?? orderFunction, logGroup: this.apiLogGroup, options: apiOptions });
    ({ api: this.api, stage: this.apiStage, route: this.placeOrderRoute, customDomain: this.customDomain, url: this.apiUrl } = orderApi);
    this.ordersUrl = `${orderApi.url}${ORDERS_PATH}`;

    const monitoring = createOrderMonitoring(this, {
      names,
      environment,
      encryptionKey: this.encryptionKey,
      table: this.ordersTable,
      orderFunction,
      api: this.api,
      limits: functionLimits(functionOptions),
      alarmTopic: props.alarmTopic,
      alertEmailAddress: props.alertEmailAddress,
      options: alarmOptions,
    });
    ({ alarmTopic: this.alarmTopic, alarms: this.alarms, dashboard: this.dashboard } = monitoring);
    const { alarmSetting } = monitoring;
    this.deliveryInputs = { names, table: this.ordersTable, tableKey, encryptionKey: this.encryptionKey, removalPolicy, preset, alarmSetting, props };

    this.grants = OrderProcessingPlatformGrants._of({
      platform: this,
      ordersTable: this.ordersTable,
      deniesOtherAccounts: !props.ordersTable,
      placeOrders: grantee => grantRoute(this, orderApi.route, grantee),
    });
    createOutputs(this, { outputPrefix, apiUrl: this.apiUrl, table: this.ordersTable, orderFunction, encryptionKey: this.encryptionKey });
    Tags.of(this).add('Project', projectName);
    Tags.of(this).add('Environment', environment);
    Tags.of(this).add('EnvironmentSuffix', environmentSuffix);
  }

  /**
   * Adds a route of the shop's own to the API.
   *
   * @param options path, methods and the function that answers
   * @returns one route for each method
   * @throws if the API has such a route already, or the route has scopes without a JWT authorizer
   */
  public addRoute(options: OrderRouteOptions): HttpRoute[] {
    return createShopRoutes(this, this.api, options);
  }

  /**
   * The event bus of new orders, for rules of your own. Asking for it makes it, with what carries orders to it, unless a consumer has done so.
   *
   * @throws if the table has no stream of new images
   */
  public get orderBus(): EventBus {
    return this.deliver().orderBus;
  }

  /** What carries orders to consumers. Undefined before the first consumer is added or `orderBus` is read: until then nothing of it exists. */
  public get orderDelivery(): OrderDelivery | undefined {
    return this.delivery;
  }

  /**
   * Brings every order from now on to a consumer: at least once, always with the same id, and in no order. Deliveries that fail are tried
   * again, and end in a dead-letter queue that an alarm watches. Any number of consumers; none holds up another.
   *
   * @param id id of the consumer, unique in this platform and its parts: 1 to 64 letters, digits, dots, hyphens and underscores
   * @param consumer a queue, function, event bus or another target of EventBridge
   * @param options filter, retries, alarms
   * @throws if the table has no stream of new images, the id is taken, an option is out of range or the target cannot be delivered to
   */
  public addOrderConsumer(id: string, consumer: OrderConsumer, options: OrderConsumerOptions = {}): OrderConsumption {
    validateProps(this, { id, consumer, options, setting: this.deliveryInputs }, [orderConsumerRules]);
    return createOrderConsumption(new Construct(this, id), { ...this.deliveryInputs, delivery: this.deliver(), target: consumer._target, options });
  }

  /** @internal */
  protected _createDelivery(): OrderDelivery {
    return createOrderDelivery(this, this.deliveryInputs);
  }

  private deliver(): OrderDelivery {
    return this.delivery ??= this._createDelivery();
  }
}
