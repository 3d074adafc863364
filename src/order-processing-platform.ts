import { Tags } from 'aws-cdk-lib';
import { HttpApi, HttpRoute, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { OrderCustomDomain } from './api/custom-domain-options';
import { createOrderApi, ORDERS_PATH } from './api/order-api';
import { OrderRouteOptions } from './api/order-api-options';
import { createShopRoutes } from './api/order-route';
import { OrderConsumer } from './consumers/order-consumer';
import { OrderConsumerOptions, OrderConsumption } from './consumers/order-consumer-options';
import { createOrderConsumption, validateConsumer } from './consumers/order-consumption';
import { createOrderDelivery, DeliverySetting } from './consumers/order-delivery';
import { OrderDelivery } from './consumers/order-delivery-options';
import { allowAlarmDelivery, allowLogEncryption, createEncryptionKey } from './encryption/encryption-key';
import { createOrderFunction, createWarmAlias, ORDER_FUNCTION_DEFAULTS, reservedConcurrency } from './function/order-function';
import { createOrderRole } from './function/order-role';
import { placeInVpc } from './function/vpc-access';
import { HandlerEnvironment } from './handler-contract/handler-environment';
import { adoptAlarmTopic, createAlarmTopic, subscribeAddress } from './monitoring/alarm-topic';
import { createLogGroup } from './monitoring/log-group';
import { AlarmSetting } from './monitoring/order-alarm';
import { OrderAlarms } from './monitoring/order-alarm-set';
import { createOrderAlarms } from './monitoring/order-alarms';
import { createOrderDashboard } from './monitoring/order-dashboard';
import { PhysicalNames } from './naming/physical-names';
import { leaveFootprint } from './naming/platform-footprint';
import { OrderProcessingPlatformBase } from './order-processing-platform-base';
import { OrderProcessingPlatformProps } from './order-processing-platform-props';
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
  /** The customer-managed key of table, log groups, topic and function environment. */
  public readonly encryptionKey: IKey;
  /** The table that holds the orders; its key is `orderId`. */
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
  /** Dashboard over business, API, function and table. */
  public readonly dashboard: Dashboard;

  /** `<projectName>-<environmentSuffix>`: the start of all physical names, and the dimension `Platform` of the business metrics. */
  public readonly platformName: string;

  private readonly names: PhysicalNames;
  private readonly deliverySetting: DeliverySetting;
  private delivery?: OrderDelivery;

  /**
   * @param scope construct to create the platform in
   * @param id id of the platform in it
   * @param props settings; none is required
   * @throws an error with the construct's path and the prop's name when a prop is invalid
   */
  constructor(scope: Construct, id: string, props: OrderProcessingPlatformProps = {}) {
    super(scope, id);
    const { projectName = 'ecommerce-orders', environment = OrderEnvironment.DEV, environmentSuffix = 'dev', outputPrefix = '' } = props;
    const named = { ...props, projectName, environment, environmentSuffix, outputPrefix };
    validateProps(this, named, PLATFORM_RULES);
    leaveFootprint(this, named);
    const { functionOptions = {}, apiOptions = {}, alarmOptions = {} } = props;
    const preset = ENVIRONMENT_PRESETS[environment];
    const names = new PhysicalNames(projectName, environmentSuffix);
    const removalPolicy = props.removalPolicy ?? preset.removalPolicy;
    this.names = names;
    this.platformName = names.prefix;

    this.encryptionKey = props.encryptionKey ?? createEncryptionKey(this, names, removalPolicy);
    this.ordersTable = props.ordersTable ?? createOrdersTable(this, names, this.encryptionKey, preset, removalPolicy, props.tableOptions);

    const ownLogGroups = [...props.functionLogGroup ? [] : [names.functionLogGroup], ...props.apiLogGroup ? [] : [names.apiLogGroup]];
    if (ownLogGroups.length > 0) allowLogEncryption(this, this.encryptionKey, ownLogGroups);
    this.functionLogGroup = props.functionLogGroup ?? createLogGroup(
      this, 'FunctionLogGroup', names.functionLogGroup, this.encryptionKey, functionOptions.logRetention ?? preset.functionLogRetention, removalPolicy);
    this.apiLogGroup = props.apiLogGroup ?? createLogGroup(
      this, 'ApiLogGroup', names.apiLogGroup, this.encryptionKey, apiOptions.accessLogRetention ?? preset.apiLogRetention, removalPolicy);

    const tableKey = props.ordersTable ? props.ordersTable.encryptionKey : this.encryptionKey;
    this.orderRole = createOrderRole(this, {
      table: this.ordersTable,
      tableKey,
      environmentKey: this.encryptionKey,
      logGroup: this.functionLogGroup,
      functionName: names.function,
      inVpc: props.vpc !== undefined,
    });
    this.orderFunction = createOrderFunction(this, names, {
      ...props,
      preset,
      role: this.orderRole,
      logGroup: this.functionLogGroup,
      tableName: this.ordersTable.tableName,
      encryptionKey: this.encryptionKey,
      vpcSubnets: props.vpc && placeInVpc(this, props.vpc, props.vpcSubnets),
    }, functionOptions);
    const { mappingKey } = apiOptions.domain ?? {};
    if (mappingKey !== undefined) this.orderFunction.addEnvironment(HandlerEnvironment.BASE_PATH, `/${mappingKey}`);
    const provisioned = functionOptions.provisionedConcurrentExecutions;
    this.orderFunctionAlias = provisioned === undefined ? undefined : createWarmAlias(this.orderFunction, provisioned);

    const orderApi = createOrderApi(this, names, {
      orderFunction: this.orderFunctionAlias ?? this.orderFunction, logGroup: this.apiLogGroup, preset,
    }, apiOptions);
    this.api = orderApi.api;
    this.apiStage = orderApi.stage;
    this.placeOrderRoute = orderApi.route;
    this.customDomain = orderApi.customDomain;
    this.apiUrl = orderApi.url;
    this.ordersUrl = `${orderApi.url}${ORDERS_PATH}`;

    if (props.alarmTopic) {
      adoptAlarmTopic(this, props.alarmTopic);
      this.alarmTopic = props.alarmTopic;
    } else {
      allowAlarmDelivery(this, this.encryptionKey, names.topic);
      this.alarmTopic = createAlarmTopic(this, names, this.encryptionKey);
      if (alarmOptions.emailNotifications !== false) {
        subscribeAddress(this, this.alarmTopic, props.alertEmailAddress);
      }
    }
    const alarmSetting: AlarmSetting = {
      environment,
      limits: {
        functionTimeout: functionOptions.timeout ?? ORDER_FUNCTION_DEFAULTS.timeout,
        reservedConcurrency: reservedConcurrency(functionOptions),
      },
      actions: {
        onAlarm: [new SnsAction(this.alarmTopic), ...alarmOptions.actions ?? []],
        notifyOnRecovery: alarmOptions.notifyOnRecovery ?? preset.notifyOnRecovery,
      },
    };
    this.alarms = createOrderAlarms(this, names, alarmSetting, {
      platformName: names.prefix, orderFunction: this.orderFunction, table: this.ordersTable, api: this.api,
    }, alarmOptions);
    this.dashboard = createOrderDashboard(this, names, {
      orderFunction: this.orderFunction, table: this.ordersTable, api: this.api, alarms: this.alarms,
    });

    this.deliverySetting = { table: this.ordersTable, tableKey, encryptionKey: this.encryptionKey, removalPolicy, preset, alarmSetting, props };

    createOutputs(this, outputPrefix, {
      apiUrl: this.apiUrl, tableName: this.ordersTable.tableName, functionArn: this.orderFunction.functionArn, keyId: this.encryptionKey.keyId,
    });
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
    validateConsumer(this, id, consumer, options, this.deliverySetting.alarmSetting);
    const delivery = this.deliver();
    return createOrderConsumption(new Construct(this, id), this.names, this.deliverySetting, delivery, consumer, options);
  }

  /** @internal */
  protected _createDelivery(): OrderDelivery {
    return createOrderDelivery(this, this.names, this.deliverySetting);
  }

  private deliver(): OrderDelivery {
    this.delivery ??= this._createDelivery();
    return this.delivery;
  }
}
