import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnParameter, CfnResource, Duration } from 'aws-cdk-lib';
import { Architecture, Code, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { OrderEnvironment, OrderLogLevel, OrderProcessingPlatformProps } from '../../src';
import { HandlerEnvironment } from '../../src/handler-contract/handler-environment';
import { OrderMetric, OrderMetricDimension, ORDER_METRICS_NAMESPACE } from '../../src/handler-contract/order-metrics';
import { asText, onlyResource, synthesizedPlatform } from '../support/synthesized-platform';

const orderFunction = (props?: OrderProcessingPlatformProps) => onlyResource(synthesizedPlatform(props).template(), 'AWS::Lambda::Function');
const BROUGHT = { code: Code.fromInline('exports.handler = () => {}'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X };

describe('by default', () => {
  const properties = orderFunction();

  test('runs the shipped handler on the newest Node.js, on arm64, with 256 MiB and 30 s', () => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x', Handler: 'index.handler', Architectures: ['arm64'], MemorySize: 256, Timeout: 30, ReservedConcurrentExecutions: 100,
    });
    expect(properties.Code.S3Key).toMatch(/^[0-9a-f]{64}\.zip$/);
  });

  test('traces, and logs JSON to its own group', () => {
    expect(properties.TracingConfig).toEqual({ Mode: 'Active' });
    expect(properties.LoggingConfig).toMatchObject({ LogFormat: 'JSON', LogGroup: { Ref: expect.stringContaining('FunctionLogGroup') } });
  });

  test('tells the handler table, key, platform and log level', () => {
    expect(properties.Environment.Variables).toEqual({
      TABLE_NAME: { Ref: expect.stringContaining('OrdersTable') },
      KMS_KEY_ID: { Ref: expect.stringContaining('OrderProcessingKMSKey') },
      PLATFORM_NAME: 'ecommerce-orders-dev',
      LOG_LEVEL: 'DEBUG',
    });
  });

  test('is in no VPC', () => {
    expect(properties).not.toHaveProperty('VpcConfig');
  });
});

test.each([[OrderEnvironment.DEV, 'DEBUG', 'INFO'], [OrderEnvironment.STAGING, 'INFO', 'INFO'], [OrderEnvironment.PROD, 'INFO', 'WARN']])(
  'in %s the handler logs %s and the platform %s', (environment, level, systemLevel) => {
    const properties = orderFunction({ environment });
    expect(properties.Environment.Variables.LOG_LEVEL).toBe(level);
    expect(properties.LoggingConfig.SystemLogLevel).toBe(systemLevel);
  });

test.each<[string, OrderProcessingPlatformProps, object]>([
  ['memorySize', { functionOptions: { memorySize: 1024 } }, { MemorySize: 1024 }],
  ['timeout', { functionOptions: { timeout: Duration.seconds(5) } }, { Timeout: 5 }],
  ['architecture', { functionOptions: { architecture: Architecture.X86_64 } }, { Architectures: ['x86_64'] }],
  ['reservedConcurrentExecutions', { functionOptions: { reservedConcurrentExecutions: 7 } }, { ReservedConcurrentExecutions: 7 }],
  ['logLevel', { functionOptions: { logLevel: OrderLogLevel.ERROR } }, { Environment: { Variables: { LOG_LEVEL: 'ERROR' } } }],
  ['priming', { functionOptions: { priming: false } }, { Environment: { Variables: { PRIMING: 'false' } } }],
  ['systemLogLevel', { functionOptions: { systemLogLevel: SystemLogLevel.DEBUG } }, { LoggingConfig: { SystemLogLevel: 'DEBUG' } }],
  ['requireIdempotencyKey', { orderOptions: { requireIdempotencyKey: true } }, { Environment: { Variables: { REQUIRE_IDEMPOTENCY_KEY: 'true' } } }],
  ['handler', { handler: BROUGHT }, { Runtime: 'nodejs22.x', Code: { ZipFile: 'exports.handler = () => {}' } }],
])('%s', (_prop, props, expected) => {
  expect(orderFunction(props)).toMatchObject(expected);
});

test('reserveConcurrency false: none is reserved, and no alarm watches it', () => {
  const { template, platform } = synthesizedPlatform({ functionOptions: { reserveConcurrency: false } });
  expect(onlyResource(template(), 'AWS::Lambda::Function')).not.toHaveProperty('ReservedConcurrentExecutions');
  expect(platform.alarms.functionConcurrency).toBeUndefined();
});

test.each([[OrderEnvironment.DEV, 'Active'], [OrderEnvironment.STAGING, 'PassThrough'], [OrderEnvironment.PROD, 'Active']])(
  'in %s tracing is %s, and the role may write traces', (environment, mode) => {
    const { template } = synthesizedPlatform({ environment });
    expect(onlyResource(template(), 'AWS::Lambda::Function').TracingConfig).toEqual({ Mode: mode });
    expect(JSON.stringify(template().findResources('AWS::IAM::Policy'))).toContain('"xray:PutTraceSegments"');
  });

test('tracing off: no permission for X-Ray either', () => {
  const { template } = synthesizedPlatform({ functionOptions: { tracing: Tracing.DISABLED } });
  expect(onlyResource(template(), 'AWS::Lambda::Function')).not.toHaveProperty('TracingConfig');
  expect(JSON.stringify(template().findResources('AWS::IAM::Policy'))).not.toContain('xray:');
});

test('provisioned concurrency: the API, and nobody else, may call the alias', () => {
  const { template, platform, stack } = synthesizedPlatform({ functionOptions: { provisionedConcurrentExecutions: 5 } });
  const alias = stack.getLogicalId(platform.orderFunctionAlias!.node.defaultChild as CfnResource);
  expect(onlyResource(template(), 'AWS::Lambda::Alias')).toMatchObject({
    Name: 'live', ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 },
  });
  expect(asText(onlyResource(template(), 'AWS::Lambda::Permission').FunctionName)).toBe(`<${alias}>`);
  expect(asText(onlyResource(template(), 'AWS::ApiGatewayV2::Integration').IntegrationUri)).toBe(`<${alias}>`);
});

test('whoever brings code reads the namespace, dimensions and names of all business metrics in its docstring', () => {
  const docstring = readFileSync('src/function/order-function-options.ts', 'utf8').split('export interface OrderHandlerCode')[0];
  const names = [ORDER_METRICS_NAMESPACE, ...Object.values(OrderMetric), ...Object.values(OrderMetricDimension), HandlerEnvironment.PLATFORM_NAME];
  expect(names.filter(name => !docstring.includes(`\`${name}\``))).toEqual([]);
});

describe('a schema of the shop\'s own', () => {
  const directory = mkdtempSync(join(tmpdir(), 'order-schema-'));
  const file = (name: string, content: string) => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  };

  test('is compiled into the deployed code', () => {
    const orderSchema = file('shop.json', JSON.stringify({
      $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', required: ['sku'], properties: { sku: { type: 'string' } },
    }));
    expect(orderFunction({ orderSchema }).Code.S3Key).not.toBe(orderFunction().Code.S3Key);
  });

  test('must be a readable file', () => {
    expect(() => synthesizedPlatform({ orderSchema: join(directory, 'absent.json') })).toThrow(/^\[Shop\/Orders\] `orderSchema` must be a readable file .*, got: '.*absent\.json'$/);
  });

  test('must be a schema', () => {
    expect(() => synthesizedPlatform({ orderSchema: file('broken.json', '{"type": "orders"}') })).toThrow(/^\[Shop\/Orders\] `orderSchema` .*, got: '.*broken\.json'$/s);
  });
});

describe('refuses', () => {
  test.each<[string, OrderProcessingPlatformProps, string]>([
    ['memory out of range', { functionOptions: { memorySize: 64 } }, '`functionOptions.memorySize` must be an integer from 128 to 10240 MiB, got: 64'],
    ['half a second', { functionOptions: { timeout: Duration.millis(500) } }, '`functionOptions.timeout` must be an integer from 1 to 900 seconds, got: 0.5'],
    ['an unknown log level', { functionOptions: { logLevel: 'TRACE' as OrderLogLevel } },
      '`functionOptions.logLevel` must be one of DEBUG, INFO, WARN, ERROR, got: \'TRACE\''],
    ['an unknown level of Lambda\'s own log', { functionOptions: { systemLogLevel: 'ERROR' as SystemLogLevel } },
      '`functionOptions.systemLogLevel` must be one of INFO, DEBUG, WARN, got: \'ERROR\''],
    ['unknown tracing', { functionOptions: { tracing: 'ACTIVE' as Tracing } },
      '`functionOptions.tracing` must be one of Active, PassThrough, Disabled, got: \'ACTIVE\''],
    ...['', 'index handler', 'h'.repeat(129)].map((handler): [string, OrderProcessingPlatformProps, string] => [
      `the handler '${handler}'`, { handler: { ...BROUGHT, handler } }, `\`handler.handler\` must be 1 to 128 characters without spaces, got: '${handler}'`,
    ]),
    ['reserve of none', { functionOptions: { reservedConcurrentExecutions: 0 } },
      '`functionOptions.reservedConcurrentExecutions` must be an integer from 1 to 1000000, got: 0'],
    ['reserve given and refused', { functionOptions: { reserveConcurrency: false, reservedConcurrentExecutions: 5 } },
      '`functionOptions.reservedConcurrentExecutions` must not be given with `functionOptions.reserveConcurrency` false, got: 5'],
    ['nothing provisioned', { functionOptions: { provisionedConcurrentExecutions: 0 } },
      '`functionOptions.provisionedConcurrentExecutions` must be an integer from 1 to 100 (the reserved concurrency), got: 0'],
    ['more provisioned than reserved', { functionOptions: { provisionedConcurrentExecutions: 101 } },
      '`functionOptions.provisionedConcurrentExecutions` must be an integer from 1 to 100 (the reserved concurrency), got: 101'],
    ['own code and a schema', { handler: BROUGHT, orderSchema: 'order.json' },
      '`handler` and `orderSchema` must not be given together: the shipped handler is what reads it'],
    ['own code and rules of the shipped one', { handler: BROUGHT, orderOptions: {} },
      '`handler` and `orderOptions` must not be given together: the shipped handler is what reads it'],
  ])('%s', (_case, props, message) => {
    expect(() => synthesizedPlatform(props)).toThrow(`[Shop/Orders] ${message}`);
  });
});

test('settings that are tokens pass', () => {
  const { template } = synthesizedPlatform(stack => {
    const parameter = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
    return {
      functionOptions: {
        memorySize: parameter('Memory'),
        timeout: Duration.seconds(parameter('Seconds')),
        reservedConcurrentExecutions: parameter('Reserve'),
        provisionedConcurrentExecutions: 5000,
      },
    };
  });
  expect(onlyResource(template(), 'AWS::Lambda::Function')).toMatchObject({
    MemorySize: { Ref: 'Memory' }, Timeout: { Ref: 'Seconds' }, ReservedConcurrentExecutions: { Ref: 'Reserve' },
  });
});
