import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { ContributorInsightsMode } from 'aws-cdk-lib/aws-dynamodb';
import { IpAddresses, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Architecture, Code, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  OrderAlarmOptions, OrderAlarmsOptions, OrderApiOptions, OrderCorsOptions, OrderEnvironment, OrderFunctionOptions, OrderLogLevel,
  OrderOptions, OrderProcessingPlatformProps, OrdersTableOptions,
} from '../../src';
import { AlarmEntry } from '../../src/monitoring/alarm-entry';
import { PLATFORM_ALARMS, PlatformAlarm } from '../../src/monitoring/alarms/alarm-catalogue';
import type { RelayAlarm } from '../../src/monitoring/alarms/relay-alarms';
import { thresholdOption } from '../support/alarm-settings';

/** Props of a platform, some of which need resources of its stack. */
export type PropsInStack = (stack: Stack) => OrderProcessingPlatformProps;

/** One adjustment for each member of `T`: a member without one does not compile. */
type ForEach<T, V> = { readonly [K in keyof Required<T>]: V };

const TABLE: ForEach<OrdersTableOptions, OrdersTableOptions> = {
  deletionProtection: { deletionProtection: true },
  contributorInsightsMode: { contributorInsightsMode: ContributorInsightsMode.THROTTLED_KEYS },
  warmThroughput: { warmThroughput: { readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 } },
};

const FUNCTION: ForEach<OrderFunctionOptions, OrderFunctionOptions> = {
  memorySize: { memorySize: 512 },
  timeout: { timeout: Duration.seconds(20) },
  architecture: { architecture: Architecture.X86_64 },
  reservedConcurrentExecutions: { reservedConcurrentExecutions: 50 },
  reserveConcurrency: { reserveConcurrency: false },
  provisionedConcurrentExecutions: { provisionedConcurrentExecutions: 2 },
  logLevel: { logLevel: OrderLogLevel.ERROR },
  systemLogLevel: { systemLogLevel: SystemLogLevel.DEBUG },
  priming: { priming: false },
  tracing: { tracing: Tracing.DISABLED },
  logRetention: { logRetention: RetentionDays.TWO_WEEKS },
};

const ORDER: ForEach<OrderOptions, OrderOptions> = { requireIdempotencyKey: { requireIdempotencyKey: true } };

const CORS: ForEach<OrderCorsOptions, OrderCorsOptions> = {
  allowOrigins: { allowOrigins: ['https://shop.example'] },
  allowHeaders: { allowHeaders: ['content-type'] },
  allowMethods: { allowMethods: [CorsHttpMethod.POST, CorsHttpMethod.GET] },
  exposeHeaders: { exposeHeaders: ['location'] },
  allowCredentials: { allowCredentials: true, allowOrigins: ['https://shop.example'] },
  maxAge: { maxAge: Duration.minutes(5) },
};

const jwtAuthorizer = () => new HttpJwtAuthorizer('Jwt', 'https://login.example', { jwtAudience: ['shop'] });

const API: ForEach<Omit<OrderApiOptions, 'corsPreflight'>, (stack: Stack) => OrderApiOptions> = {
  authorizer: () => ({ authorizer: new HttpIamAuthorizer() }),
  authorizationScopes: () => ({ authorizer: jwtAuthorizer(), authorizationScopes: ['orders'] }),
  throttle: () => ({ throttle: { rateLimit: 75, burstLimit: 150 } }),
  accessLogRetention: () => ({ accessLogRetention: RetentionDays.TWO_WEEKS }),
  domain: (stack) => ({
    domain: { domainName: 'orders.shop.example', certificate: new Certificate(stack, 'Certificate', { domainName: 'orders.shop.example' }) },
  }),
};

const EVALUATION: OrderAlarmOptions = {
  period: Duration.minutes(1), evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: TreatMissingData.IGNORE,
};

const ALARM_SETTINGS: ForEach<Omit<OrderAlarmsOptions, PlatformAlarm | RelayAlarm | 'actions' | 'unhealthyActions'>, OrderAlarmsOptions> = {
  emailNotifications: { emailNotifications: false },
  notifyOnRecovery: { notifyOnRecovery: false },
};

/** Without those of delivery, which a platform without consumers does not have: test/consumers adjusts them. */
const ALARMS: Record<string, OrderAlarmsOptions> = {
  ...Object.fromEntries(Object.entries<AlarmEntry<never>>(PLATFORM_ALARMS).map(([option, { threshold, evaluation }]) =>
    [option, { [option]: evaluation ? { enabled: false } : { ...EVALUATION, ...thresholdOption(threshold, 50) } }])),
  ...ALARM_SETTINGS,
  'writeFailures (off)': { writeFailures: { enabled: false } },
};

const vpc = (stack: Stack) => new Vpc(stack, 'Vpc', {
  ipAddresses: IpAddresses.cidr('10.0.0.0/24'),
  availabilityZones: ['us-east-1a'],
  natGateways: 0,
  restrictDefaultSecurityGroup: false,
  subnetConfiguration: ['One', 'Other'].map((name) => ({ name, subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 28 })),
});

/** Names of resources come from these: a new name is a new resource, as it should be. */
type Identity = 'projectName' | 'environmentSuffix';
/** These take the place of the table and the key themselves. */
type Replaced = 'encryptionKey' | 'ordersTable';
/** Of a platform with consumers. */
type OfConsumers = 'deliveryOptions';
type Nested = 'tableOptions' | 'functionOptions' | 'orderOptions' | 'apiOptions' | 'alarmOptions';

const PLATFORM: ForEach<Omit<OrderProcessingPlatformProps, Identity | Replaced | OfConsumers | Nested>, PropsInStack> = {
  environment: () => ({ environment: OrderEnvironment.STAGING }),
  alertEmailAddress: () => ({ alertEmailAddress: 'oncall@acme.example' }),
  removalPolicy: () => ({ removalPolicy: RemovalPolicy.RETAIN }),
  handler: () => ({
    handler: { code: Code.fromInline('exports.handler = async () => ({ statusCode: 204 });'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X },
  }),
  orderSchema: () => ({ orderSchema: 'lambda/place-order/order/order.schema.json' }),
  vpc: (stack) => ({ vpc: vpc(stack) }),
  vpcSubnets: (stack) => ({ vpc: vpc(stack), vpcSubnets: { subnetGroupName: 'One' } }),
  securityGroups: (stack) => {
    const shared = vpc(stack);
    return { vpc: shared, securityGroups: [new SecurityGroup(stack, 'SecurityGroup', { vpc: shared })] };
  },
  functionLogGroup: (stack) => ({ functionLogGroup: new LogGroup(stack, 'FunctionLog') }),
  apiLogGroup: (stack) => ({ apiLogGroup: new LogGroup(stack, 'ApiLog') }),
  alarmTopic: (stack) => ({ alarmTopic: new Topic(stack, 'Topic') }),
  outputPrefix: () => ({ outputPrefix: 'Shop' }),
};

function nested<V>(
  group: string, adjustments: Record<string, V>, props: (adjustment: V, stack: Stack) => OrderProcessingPlatformProps,
): [string, PropsInStack][] {
  return Object.entries(adjustments).map(([name, adjustment]) => [`${group}.${name}`, (stack) => props(adjustment, stack)]);
}

/** A new value for every prop that adjusts a platform, by the prop's path. */
export const ADJUSTED_PROPS: readonly [string, PropsInStack][] = [
  ...Object.entries(PLATFORM),
  ['environment (prod)', () => ({ environment: OrderEnvironment.PROD })],
  ...nested('tableOptions', { ...TABLE }, (tableOptions) => ({ tableOptions })),
  ...nested('functionOptions', { ...FUNCTION }, (functionOptions) => ({ functionOptions })),
  ...nested('orderOptions', { ...ORDER }, (orderOptions) => ({ orderOptions })),
  ...nested('apiOptions', { ...API }, (options, stack) => ({ apiOptions: options(stack) })),
  ...nested('apiOptions.corsPreflight', { ...CORS }, (corsPreflight) => ({ apiOptions: { corsPreflight } })),
  ...nested('alarmOptions', ALARMS, (alarmOptions) => ({ alarmOptions })),
];
