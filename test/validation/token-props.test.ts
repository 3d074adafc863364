import { CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, MTLSConfig, ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { ContributorInsightsMode, WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  CountAlarmOptions, DurationAlarmOptions, OrderEnvironment, OrderAlarmOptions, OrderApiDomain, OrderApiOptions, OrderConsumer,
  OrderConsumerOptions, OrderCorsOptions, OrderFunctionOptions, OrderHandlerCode, OrderLogLevel, OrderProcessingPlatformProps, OrdersTableOptions,
  UtilizationAlarmOptions,
} from '../../src';
import { onlyResource, synthesizedPlatform } from '../support/synthesized-platform';

/** A CloudFormation parameter in the forms in which a prop takes it. */
class Parameter {
  constructor(private readonly stack: Stack) {}

  public get text(): string { return this.create('String').valueAsString; }
  public get number(): number { return this.create('Number').valueAsNumber; }
  public get list(): string[] { return this.create('CommaDelimitedList').valueAsList; }

  private create(type: string): CfnParameter {
    return new CfnParameter(this.stack, 'Parameter', { type });
  }
}

/** Props that hold a text, a number, a duration or a list of texts. A `boolean` can't be a token in TypeScript. */
type TokenProp<T> = { [K in keyof T]-?: NonNullable<T[K]> extends string | number | Duration | string[] ? K : never }[keyof T];

/** The value of each such prop of `T` as a token, with the rule of the error where it is refused: a prop without an entry does not compile. */
type Tokens<T> = { readonly [K in TokenProp<T>]: readonly [value: (parameter: Parameter) => NonNullable<T[K]>, refused?: string] };

const text = (parameter: Parameter) => parameter.text;
const number = (parameter: Parameter) => parameter.number;
const list = (parameter: Parameter) => parameter.list;
const seconds = (parameter: Parameter) => Duration.seconds(parameter.number);
const minutes = (parameter: Parameter) => Duration.minutes(parameter.number);
const NOT_SECONDS = 'must be given as `Duration.seconds()` when it is a token: CloudFormation converts no units, got: \'Duration.minutes()\'';
/** An enum's value, which JavaScript and a cast let through. */
const member = <T extends string>(parameter: Parameter) => parameter.text as T;

const PLATFORM: Tokens<OrderProcessingPlatformProps> = {
  projectName: [text],
  environment: [member<OrderEnvironment>, 'must be one of dev, staging, prod, and known at synthesis'],
  environmentSuffix: [text],
  alertEmailAddress: [text],
  removalPolicy: [member<RemovalPolicy>, 'must be DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, and known at synthesis'],
  orderSchema: [text, 'must be a readable file'],
  outputPrefix: [text, 'must be 1 to 100 letters and digits, starting with a letter, and known at synthesis'],
};

const HANDLER: Tokens<OrderHandlerCode> = { handler: [text] };

const TABLE: Tokens<OrdersTableOptions> = { contributorInsightsMode: [member<ContributorInsightsMode>] };

const WARM_THROUGHPUT: Tokens<WarmThroughput> = { readUnitsPerSecond: [number], writeUnitsPerSecond: [number] };

const FUNCTION: Tokens<OrderFunctionOptions> = {
  memorySize: [number],
  timeout: [seconds],
  reservedConcurrentExecutions: [number],
  provisionedConcurrentExecutions: [number],
  logLevel: [member<OrderLogLevel>],
  systemLogLevel: [member<SystemLogLevel>],
  tracing: [member<Tracing>],
  logRetention: [number],
};

const API: Tokens<OrderApiOptions> = { authorizationScopes: [list], accessLogRetention: [number] };

const THROTTLE: Tokens<ThrottleSettings> = { rateLimit: [number], burstLimit: [number] };

const CORS: Tokens<OrderCorsOptions> = {
  allowOrigins: [list],
  allowHeaders: [list],
  allowMethods: [parameter => parameter.list as CorsHttpMethod[]],
  exposeHeaders: [list],
  maxAge: [seconds],
};

const DOMAIN: Tokens<OrderApiDomain> = { domainName: [text], mappingKey: [text] };

const TRUST_STORE: Tokens<MTLSConfig> = { key: [text], version: [text] };

const ALARM: Tokens<OrderAlarmOptions> = {
  period: [seconds], evaluationPeriods: [number], datapointsToAlarm: [number], treatMissingData: [member<TreatMissingData>],
};

const COUNT_ALARM: Tokens<CountAlarmOptions> = { ...ALARM, threshold: [number] };

const DURATION_ALARM: Tokens<DurationAlarmOptions> = { ...ALARM, threshold: [parameter => Duration.millis(parameter.number)] };

const UTILIZATION_ALARM: Tokens<UtilizationAlarmOptions> = { ...ALARM, thresholdPercent: [number] };

const CONSUMER: Tokens<OrderConsumerOptions> = { retryAttempts: [number], maxEventAge: [seconds] };

type InStack<T> = (options: Partial<T>, stack: Stack) => OrderProcessingPlatformProps;
type Case = [prop: string, props: (stack: Stack) => OrderProcessingPlatformProps, refused?: string];

function cases<T>(group: string, tokens: Tokens<T>, props: InStack<T>): Case[] {
  return Object.entries<readonly [(parameter: Parameter) => unknown, string?]>(tokens).map(([prop, [value, refused]]) => [
    `${group}${prop}`, stack => props({ [prop]: value(new Parameter(stack)) } as T, stack), refused,
  ]);
}

const inline = { code: Code.fromInline('exports.handler = () => {}'), handler: 'index.handler', runtime: Runtime.NODEJS_24_X };
const jwt = () => new HttpJwtAuthorizer('Customers', 'https://login.shop.example', { jwtAudience: ['shop'] });
const domain = (stack: Stack, options: Partial<OrderApiDomain>): OrderProcessingPlatformProps => ({
  apiOptions: { domain: { domainName: 'orders.shop.example', certificate: new Certificate(stack, 'Certificate', { domainName: 'shop.example' }), ...options } },
});

describe('a CloudFormation parameter passes as, or is refused with path and prop', () => {
  test.each<Case>([
    ...cases('', PLATFORM, props => props),
    ...cases('handler.', HANDLER, options => ({ handler: { ...inline, ...options } })),
    ...cases('tableOptions.', TABLE, tableOptions => ({ tableOptions })),
    ...cases('tableOptions.warmThroughput.', WARM_THROUGHPUT, warmThroughput => ({ tableOptions: { warmThroughput } })),
    ...cases('functionOptions.', FUNCTION, functionOptions => ({ functionOptions })),
    ...cases('apiOptions.', API, apiOptions => ({ apiOptions: { authorizer: jwt(), ...apiOptions } })),
    ...cases('apiOptions.throttle.', THROTTLE, throttle => ({ apiOptions: { throttle } })),
    ...cases('apiOptions.corsPreflight.', CORS, corsPreflight => ({ apiOptions: { corsPreflight } })),
    ...cases('apiOptions.domain.', DOMAIN, (options, stack) => domain(stack, options)),
    ...cases('apiOptions.domain.mtls.', TRUST_STORE,
      (options, stack) => domain(stack, { mtls: { bucket: Bucket.fromBucketName(stack, 'Trust', 'shop-trust'), key: 'clients.pem', ...options } })),
    ...cases('alarmOptions.functionErrors.', COUNT_ALARM, functionErrors => ({ alarmOptions: { functionErrors } })),
    ...cases('alarmOptions.functionDuration.', DURATION_ALARM, functionDuration => ({ alarmOptions: { functionDuration } })),
    ...cases('alarmOptions.functionConcurrency.', UTILIZATION_ALARM, functionConcurrency => ({ alarmOptions: { functionConcurrency } })),
    ...cases('alarmOptions.ordersMissing.', COUNT_ALARM, ordersMissing => ({ alarmOptions: { ordersMissing: { enabled: true, ...ordersMissing } } })),
    ...cases<OrderFunctionOptions>('functionOptions.', { ...FUNCTION, timeout: [minutes, NOT_SECONDS] }, functionOptions => ({ functionOptions })),
    ...cases<OrderCorsOptions>('apiOptions.corsPreflight.', { ...CORS, maxAge: [minutes, NOT_SECONDS] },
      corsPreflight => ({ apiOptions: { corsPreflight } })),
    ...cases<DurationAlarmOptions>('alarmOptions.functionDuration.', {
      ...DURATION_ALARM,
      threshold: [seconds, 'must be given as `Duration.millis()` when it is a token: CloudFormation converts no units, got: \'Duration.seconds()\''],
      period: [minutes, NOT_SECONDS],
    }, functionDuration => ({ alarmOptions: { functionDuration } })),
  ])('%s', (prop, props, refused) => {
    const synthesize = () => synthesizedPlatform(props).template();
    if (refused === undefined) expect(synthesize).not.toThrow();
    else expect(synthesize).toThrow(`[Shop/Orders] \`${prop}\` ${refused}`);
  });
});

describe.each<[string, (stack: Stack) => OrderConsumer]>([
  ['function', stack => OrderConsumer.fromFunction(new Function(stack, 'Consumer', inline))],
  ['queue', stack => OrderConsumer.fromQueue(new Queue(stack, 'Consumer'))],
])('the options of a consumer that is a %s take a CloudFormation parameter as', (_kind, consumer) => {
  type ConsumerCase = [prop: string, options: (stack: Stack) => OrderConsumerOptions, refused?: string];
  const consumerCases = <T>(group: string, tokens: Tokens<T>, wrap: (options: Partial<T>) => OrderConsumerOptions) =>
    cases<T>(group, tokens, options => wrap(options) as OrderProcessingPlatformProps) as ConsumerCase[];

  test.each<ConsumerCase>([
    ...consumerCases('', CONSUMER, options => options),
    ...consumerCases('deadLetters.', COUNT_ALARM, deadLetters => ({ deadLetters })),
    ...consumerCases<OrderConsumerOptions>('', { ...CONSUMER, maxEventAge: [minutes, NOT_SECONDS] }, options => options),
  ])('%s', (prop, options, refused) => {
    const { stack, platform, template } = synthesizedPlatform();
    const synthesize = () => {
      platform.addOrderConsumer('Warehouse', consumer(stack), options(stack));
      return template();
    };
    if (refused === undefined) expect(synthesize).not.toThrow();
    else expect(synthesize).toThrow(`[Shop/Orders] \`${prop}\` ${refused}`);
  });
});

describe('where CDK takes no token, it still reaches the template', () => {
  test('the concurrency of the alias', () => {
    const { template } = synthesizedPlatform(stack => ({ functionOptions: { provisionedConcurrentExecutions: new Parameter(stack).number } }));
    expect(onlyResource(template(), 'AWS::Lambda::Alias').ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: { Ref: 'Parameter' } });
  });

  test('the mapping key of a domain', () => {
    const { template, platform, stack } = synthesizedPlatform(scope => domain(scope, { mappingKey: new Parameter(scope).text }));
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::ApiMapping')).toMatchObject({ ApiMappingKey: { Ref: 'Parameter' }, Stage: '$default' });
    expect(stack.resolve(platform.apiUrl)).toEqual({ 'Fn::Join': ['', ['https://orders.shop.example/', { Ref: 'Parameter' }]] });
  });
});
