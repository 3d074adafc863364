import { join } from 'node:path';
import { ArnFormat, Aws, CfnOutput, Duration, Fn, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi, HttpMethod, HttpRoute, HttpRouteKey, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, ContributorInsightsMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, CfnPermission, Code, Function, LoggingFormat, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addAlarms } from './alarms';
import { addDashboard } from './dashboard';

const NAME = 'ecommerce-orders-dev';
const HANDLER = join(process.cwd(), 'assets/place-order');
const ACCESS_LOG = ['requestId', 'requestTime', 'identity.sourceIp', 'routeKey', 'status', 'responseLength', 'responseLatency'];

/** What the platform deploys by default, written with the AWS CDK's own constructs by someone who knows exactly what is wanted. */
export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = this.addKey();
    const table = this.addTable(key);
    const logGroup = (logicalId: string, logGroupName: string) => new LogGroup(this, logicalId, {
      logGroupName, encryptionKey: key, retention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY,
    });
    const functionLogGroup = logGroup('FunctionLogGroup', `/aws/lambda/${NAME}-order-processing`);
    const apiLogGroup = logGroup('ApiLogGroup', `/aws/vendedlogs/${NAME}-order-api`);
    for (const group of [functionLogGroup, apiLogGroup]) group.node.addDependency(key);
    const orderFunction = this.addFunction(key, table, functionLogGroup);
    const api = this.addApi(orderFunction, apiLogGroup);
    const topic = this.addTopic(key);
    const alarms = addAlarms(this, NAME, { orderFunction, table, api, topic });
    addDashboard(this, NAME, { orderFunction, table, api, alarms });
    this.addOutputs({
      APIGatewayURL: api.apiEndpoint, DynamoDBTableName: table.tableName, LambdaFunctionArn: orderFunction.functionArn, KMSKeyId: key.keyId,
    });
    Tags.of(this).add('Project', 'ecommerce-orders');
    Tags.of(this).add('Environment', 'dev');
    Tags.of(this).add('EnvironmentSuffix', 'dev');
  }

  private addKey(): Key {
    const key = new Key(this, 'Key', { description: `Encrypts ${NAME}`, alias: `${NAME}-orders`, enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
    key.addToResourcePolicy(new PolicyStatement({
      sid: 'AllowLogGroupEncryption',
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.${Aws.URL_SUFFIX}`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': [`/aws/lambda/${NAME}-order-processing`, `/aws/vendedlogs/${NAME}-order-api`]
            .map((resourceName) => this.formatArn({ service: 'logs', resource: 'log-group', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME })),
        },
      },
    }));
    key.addToResourcePolicy(new PolicyStatement({
      sid: 'AllowAlarmDelivery',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'aws:SourceAccount': Aws.ACCOUNT_ID,
          'kms:EncryptionContext:aws:sns:topicArn': this.formatArn({ service: 'sns', resource: `${NAME}-order-alarms` }),
        },
      },
    }));
    return key;
  }

  private addTable(key: Key): Table {
    const deny = {
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['dynamodb:*'],
      resources: [this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: `${NAME}-orders` })],
    };
    return new Table(this, 'Table', {
      tableName: `${NAME}-orders`,
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      contributorInsightsSpecification: { enabled: true, mode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS },
      deletionProtection: false,
      stream: StreamViewType.NEW_IMAGE,
      resourcePolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({ ...deny, sid: 'DenyInsecureTransport', conditions: { Bool: { 'aws:SecureTransport': 'false' } } }),
          new PolicyStatement({
            ...deny,
            sid: 'DenyOtherAccounts',
            conditions: { StringNotEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID }, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
          }),
        ],
      }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private addFunction(key: Key, table: Table, logGroup: LogGroup): Function {
    const functionArn = this.formatArn({
      service: 'lambda', resource: 'function', resourceName: `${NAME}-order-processing`, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const throughDynamoDb = { 'kms:ViaService': `dynamodb.${this.region}.${this.urlSuffix}` };
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description: 'Order function' });
    for (const statement of [
      { sid: 'StoreOrders', actions: ['dynamodb:PutItem'], resources: [table.tableArn] },
      { sid: 'WriteOwnLog', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] },
      {
        sid: 'UseTableKeyThroughDynamoDb',
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        resources: [key.keyArn],
        conditions: { StringEquals: { ...throughDynamoDb, 'kms:EncryptionContext:aws:dynamodb:tableName': table.tableName } },
      },
      { sid: 'FindTableKeyThroughDynamoDb', actions: ['kms:DescribeKey'], resources: [key.keyArn], conditions: { StringEquals: throughDynamoDb } },
      {
        sid: 'DecryptOwnEnvironment',
        actions: ['kms:Decrypt'],
        resources: [key.keyArn],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:lambda:FunctionArn': [functionArn, `${functionArn}:*`] } },
      },
    ]) role.addToPrincipalPolicy(new PolicyStatement(statement));
    return new Function(this, 'Function', {
      functionName: `${NAME}-order-processing`,
      description: `Stores the orders of ${NAME}`,
      code: Code.fromAsset(HANDLER),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.seconds(30),
      reservedConcurrentExecutions: 100,
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.INFO,
      environmentEncryption: key,
      environment: { TABLE_NAME: table.tableName, KMS_KEY_ID: key.keyId, PLATFORM_NAME: NAME, LOG_LEVEL: 'DEBUG' },
    });
  }

  private addApi(orderFunction: Function, logGroup: LogGroup): HttpApi {
    const api = new HttpApi(this, 'Api', {
      apiName: `${NAME}-order-api`,
      description: `Accepts the orders of ${NAME}`,
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: ['*'],
        allowHeaders: ['content-type', 'idempotency-key', 'authorization'],
        allowMethods: [CorsHttpMethod.POST],
        exposeHeaders: ['location', 'idempotent-replayed', 'retry-after'],
        maxAge: Duration.hours(1),
      },
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(Object.fromEntries(ACCESS_LOG.map((field) => [field, `$context.${field}`])))),
      },
    });
    const route = new HttpRoute(this, 'Route', {
      httpApi: api,
      routeKey: HttpRouteKey.with('/orders', HttpMethod.POST),
      integration: new HttpLambdaIntegration('Integration', orderFunction),
    });
    for (const child of route.node.findAll()) {
      if (child instanceof CfnPermission) child.sourceArn = route.routeArn;
    }
    return api;
  }

  private addTopic(masterKey: Key): Topic {
    const topic = new Topic(this, 'Topic', { topicName: `${NAME}-order-alarms`, displayName: `Order alarms of ${NAME}`, masterKey, enforceSSL: true });
    topic.addToResourcePolicy(new PolicyStatement({
      sid: 'AllowAlarmsToPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }));
    new Subscription(this, 'Subscription', { topic, protocol: SubscriptionProtocol.EMAIL, endpoint: 'example@example.com' });
    return topic;
  }

  private addOutputs(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) {
      new CfnOutput(this, name, { value, description: name, exportName: Fn.sub(`\${AWS::StackName}-${name}`) });
    }
  }
}
