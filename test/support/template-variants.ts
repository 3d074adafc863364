import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, ContributorInsightsMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { FlowLogDestination, FlowLogTrafficType, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function, IFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { OrderEnvironment, OrderConsumer, OrderLogLevel, OrderProcessingPlatform, OrderProcessingPlatformProps, OrderProcessingStack } from '../../src';

const CERTIFICATE_ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';

/**
 * Every kind of template that the library makes, by name: what must hold for all of them (policy packs, cfn-lint, invariants)
 * is checked on these.
 */
export const TEMPLATE_VARIANTS: Record<string, () => Stack> = {
  'defaults': () => platformStack(),
  'dev': () => platformStack({ environment: OrderEnvironment.DEV, alertEmailAddress: 'oncall@shop.example' }),
  'staging': () => platformStack({ environment: OrderEnvironment.STAGING, alertEmailAddress: 'oncall@shop.example' }),
  'prod': () => platformStack({ environment: OrderEnvironment.PROD, alertEmailAddress: 'oncall@shop.example' }),
  'everything-on': () => everythingOn().stack,
  'everything-brought': () => everythingBrought().stack,
  'two-platforms': twoPlatforms,
  'parameters': parameters,
};

function platformStack(props?: OrderProcessingPlatformProps): Stack {
  const stack = new Stack(new App(), 'Variant');
  new OrderProcessingPlatform(stack, 'Orders', props);
  return stack;
}

/** Its consumer follows the parameter as well. */
function parameters(): Stack {
  const stack = new OrderProcessingStack(new App(), 'Variant');
  stack.platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(importedQueue(stack)));
  return stack;
}

function twoPlatforms(): Stack {
  const stack = platformStack();
  new OrderProcessingPlatform(stack, 'Wholesale', { environmentSuffix: 'wholesale', outputPrefix: 'Wholesale' });
  return stack;
}

/** A platform that uses every setting of what it creates, a consumer of every kind, and routes of the shop's own. */
export function everythingOn(): { stack: Stack; platform: OrderProcessingPlatform } {
  const stack = new Stack(new App(), 'Variant');
  const vpc = new Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'orders', subnetType: SubnetType.PRIVATE_ISOLATED }],
    flowLogs: { all: { destination: FlowLogDestination.toS3(importedBucket(stack, 'FlowLogs')), trafficType: FlowLogTrafficType.ALL } },
  });
  const pager = importedTopic(stack, 'Pager');
  const platform = new OrderProcessingPlatform(stack, 'Orders', {
    projectName: 'acme-shop',
    environment: OrderEnvironment.PROD,
    environmentSuffix: 'prod-eu',
    alertEmailAddress: 'oncall@shop.example',
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    tableOptions: {
      deletionProtection: true,
      contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS,
      warmThroughput: { readUnitsPerSecond: 13_000, writeUnitsPerSecond: 5_000 },
    },
    functionOptions: {
      memorySize: 512,
      timeout: Duration.seconds(20),
      architecture: Architecture.X86_64,
      reservedConcurrentExecutions: 200,
      provisionedConcurrentExecutions: 20,
      logLevel: OrderLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      logRetention: RetentionDays.SIX_MONTHS,
    },
    orderOptions: { requireIdempotencyKey: true },
    apiOptions: {
      corsPreflight: {
        allowOrigins: ['https://shop.example'],
        allowHeaders: ['content-type', 'idempotency-key', 'x-cart'],
        allowMethods: [CorsHttpMethod.POST, CorsHttpMethod.GET],
        exposeHeaders: ['location'],
        allowCredentials: true,
        maxAge: Duration.minutes(10),
      },
      authorizer: new HttpJwtAuthorizer('Customers', 'https://login.shop.example/', { jwtAudience: ['shop'] }),
      authorizationScopes: ['orders:place'],
      throttle: { rateLimit: 2000, burstLimit: 4000 },
      accessLogRetention: RetentionDays.TWO_YEARS,
      domain: {
        domainName: 'orders.shop.example',
        certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN),
        hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0000000000000', zoneName: 'shop.example' }),
        mappingKey: 'v1',
        mtls: { bucket: importedBucket(stack, 'TrustStore'), key: 'clients.pem', version: '1' },
      },
    },
    vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    securityGroups: [new SecurityGroup(stack, 'OrderFunctionSecurityGroup', { vpc, description: 'Order function' })],
    alarmOptions: {
      functionErrors: {
        threshold: 2, period: Duration.minutes(2), evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: TreatMissingData.IGNORE,
      },
      functionDuration: { threshold: Duration.seconds(5) },
      functionConcurrency: { thresholdPercent: 70 },
      ordersMissing: { enabled: true, threshold: 10, period: Duration.minutes(15) },
      notifyOnRecovery: true,
      actions: [new SnsAction(pager)],
      unhealthyActions: [new SnsAction(importedTopic(stack, 'Manager'))],
    },
    deliveryOptions: { archiveRetention: Duration.days(30) },
    outputPrefix: 'Acme',
  });
  platform.addOrderConsumer('Analytics', OrderConsumer.fromEventBus(EventBus.fromEventBusName(stack, 'Bus', 'shop')));
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(shopFunction(stack, 'InvoicingFunction')), {
    filter: { currencies: ['EUR', 'CHF'], minimumTotalAmount: 100 },
    retryAttempts: 3,
    maxEventAge: Duration.hours(2),
    deadLetters: { threshold: 5 },
  });
  platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(importedQueue(stack)));
  platform.addRoute({ path: '/orders/{orderId}', handler: shopFunction(stack, 'OrderStatus') });
  platform.addRoute({ path: '/health', handler: shopFunction(stack, 'Health'), authorizer: new HttpNoneAuthorizer() });
  return { stack, platform };
}

/** A platform of which everything that can be brought is brought. */
export function everythingBrought(): { stack: Stack; platform: OrderProcessingPlatform } {
  const stack = new Stack(new App(), 'Variant');
  const key = new Key(stack, 'ShopKey', { enableKeyRotation: true });
  const platform = new OrderProcessingPlatform(stack, 'Orders', {
    environment: OrderEnvironment.STAGING,
    encryptionKey: key,
    ordersTable: new Table(stack, 'ShopTable', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    }),
    handler: { code: Code.fromInline('def handler(event, context):\n    return {"statusCode": 501}\n'), handler: 'index.handler', runtime: Runtime.PYTHON_3_14 },
    functionLogGroup: new LogGroup(stack, 'ShopFunctionLog', { encryptionKey: key, retention: RetentionDays.ONE_YEAR }),
    apiLogGroup: new LogGroup(stack, 'ShopApiLog', { encryptionKey: key, retention: RetentionDays.ONE_YEAR }),
    alarmTopic: new Topic(stack, 'ShopAlarms', { masterKey: key, enforceSSL: true }),
    apiOptions: { authorizer: new HttpIamAuthorizer() },
  });
  platform.grants.placeOrders(shopRole(stack, 'Storefront'));
  platform.grants.readOrders(shopRole(stack, 'Support'));
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(shopFunction(stack, 'InvoicingFunction')));
  platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(importedQueue(stack)));
  return { stack, platform };
}

function shopRole(stack: Stack, name: string): Role {
  return new Role(stack, name, { assumedBy: new AccountRootPrincipal() });
}

function importedBucket(stack: Stack, id: string) {
  return Bucket.fromBucketName(stack, id, `shop-${id.toLowerCase()}`);
}

function importedQueue(stack: Stack) {
  return Queue.fromQueueArn(stack, 'WarehouseQueue', 'arn:aws:sqs:us-east-1:111122223333:warehouse.fifo');
}

function importedTopic(stack: Stack, id: string) {
  return Topic.fromTopicArn(stack, id, `arn:aws:sns:us-east-1:111122223333:${id}`);
}

function shopFunction(stack: Stack, id: string): IFunction {
  return Function.fromFunctionAttributes(stack, id, {
    functionArn: `arn:aws:lambda:us-east-1:111122223333:function:${id}`,
    role: Role.fromRoleArn(stack, `${id}Role`, `arn:aws:iam::111122223333:role/${id}`),
    sameEnvironment: true,
  });
}
