import { Duration, Token } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Alias, Architecture, CfnAlias, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { OrderFunctionOptions, OrderHandlerCode } from './order-function-options';
import { orderHandlerCode } from './order-handler-code';
import { OrderOptions } from './order-options';
import { createOrderRole } from './order-role';
import { placeInVpc } from './vpc-access';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';
import { HandlerEnvironment } from '../handler-contract/handler-environment';
import { PhysicalNames } from '../naming/physical-names';
import { EnvironmentPreset } from '../presets/environment-preset';

/** What the order function is made of. */
export interface OrderFunctionInputs {
  readonly names: PhysicalNames;
  readonly options?: OrderFunctionOptions;
  readonly logGroup: ILogGroup;
  readonly table: ITable;
  readonly tableKey?: IKey;
  readonly encryptionKey: IKey;
  readonly preset: EnvironmentPreset;
  readonly handler?: OrderHandlerCode;
  readonly orderSchema?: string;
  readonly orderOptions?: OrderOptions;
  readonly vpc?: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups?: ISecurityGroup[];
  /** Path under which a domain maps the API. */
  readonly mappingKey?: string;
}

/** The function with its role, and the alias that is called in its place when concurrency is provisioned. */
export interface OrderFunction {
  readonly role: Role;
  readonly orderFunction: Function;
  readonly alias?: Alias;
}

/** Defaults that the docstrings above promise. */
export const ORDER_FUNCTION_DEFAULTS = {
  memorySize: 256,
  timeout: Duration.seconds(30),
  reservedConcurrentExecutions: 100,
};

/**
 * The reserved concurrency in force; undefined when none is reserved.
 *
 * @internal
 */
export function reservedConcurrency(options: OrderFunctionOptions): number | undefined {
  if (options.reserveConcurrency === false) return undefined;
  return options.reservedConcurrentExecutions ?? ORDER_FUNCTION_DEFAULTS.reservedConcurrentExecutions;
}

/**
 * Limits of the function of which alarms watch a share.
 *
 * @internal
 */
export function functionLimits(options: OrderFunctionOptions): { readonly functionTimeout: Duration; readonly reservedConcurrency?: number } {
  return { functionTimeout: options.timeout ?? ORDER_FUNCTION_DEFAULTS.timeout, reservedConcurrency: reservedConcurrency(options) };
}

/**
 * Creates the order function.
 *
 * @internal
 */
export function createOrderFunction(scope: Construct, inputs: OrderFunctionInputs): OrderFunction {
  const { names, handler, preset, mappingKey, options = {} } = inputs;
  const tracing = options.tracing ?? preset.tracing;
  const { table, tableKey, encryptionKey: environmentKey, logGroup, vpc } = inputs;
  const role = createOrderRole(scope, { table, tableKey, environmentKey, logGroup, functionName: names.function, inVpc: vpc !== undefined });
  const orderFunction = new Function(scope, 'OrderProcessingFunction', {
    functionName: names.function,
    description: `Stores the orders of ${names.prefix}`,
    code: handler?.code ?? orderHandlerCode(scope, inputs.orderSchema),
    handler: handler?.handler ?? 'index.handler',
    runtime: handler?.runtime ?? Runtime.NODEJS_24_X,
    architecture: options.architecture ?? Architecture.ARM_64,
    memorySize: options.memorySize ?? ORDER_FUNCTION_DEFAULTS.memorySize,
    timeout: options.timeout ?? ORDER_FUNCTION_DEFAULTS.timeout,
    reservedConcurrentExecutions: reservedConcurrency(options),
    tracing,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: options.systemLogLevel ?? preset.systemLogLevel,
    vpc,
    vpcSubnets: vpc && placeInVpc(scope, vpc, inputs.vpcSubnets),
    securityGroups: inputs.securityGroups,
    environmentEncryption: environmentKey,
    environment: {
      [HandlerEnvironment.TABLE_NAME]: table.tableName,
      [HandlerEnvironment.KMS_KEY_ID]: environmentKey.keyId,
      [HandlerEnvironment.PLATFORM_NAME]: names.prefix,
      [HandlerEnvironment.LOG_LEVEL]: options.logLevel ?? preset.logLevel,
      ...(options.priming === false ? { [HandlerEnvironment.PRIMING]: 'false' } : {}),
      ...(inputs.orderOptions?.requireIdempotencyKey ? { [HandlerEnvironment.REQUIRE_IDEMPOTENCY_KEY]: 'true' } : {}),
      ...(mappingKey === undefined ? {} : { [HandlerEnvironment.BASE_PATH]: `/${mappingKey}` }),
    },
  });
  acknowledgeFinding(orderFunction,
    'The API invokes the function synchronously: the caller gets every failure as its answer, and Lambda never has an event to put into a queue.',
    'NIST.800.53.R5-LambdaDLQ', 'HIPAA.Security-LambdaDLQ', 'Serverless-LambdaDLQ');
  if (tracing === Tracing.PASS_THROUGH) {
    acknowledgeFinding(orderFunction,
      'Tracing is on: Lambda keeps to the sampling decision that arrives with a request, and adds none for load tests. ' +
      'The prop `functionOptions.tracing` makes it sample by itself.', 'Serverless-LambdaTracing');
  }
  if (!vpc) {
    acknowledgeFinding(orderFunction,
      'The function calls DynamoDB only, over TLS and with a role that can do nothing else. The prop `vpc` places it in a VPC where that is the rule.',
      'NIST.800.53.R5-LambdaInsideVPC', 'HIPAA.Security-LambdaInsideVPC', 'PCI.DSS.321-LambdaInsideVPC');
  }
  const { provisionedConcurrentExecutions: provisioned } = options;
  return { role, orderFunction, alias: provisioned === undefined ? undefined : createWarmAlias(orderFunction, provisioned) };
}

/** Publishes a version behind the alias `live` and keeps environments of it warm. */
function createWarmAlias(orderFunction: Function, provisionedConcurrentExecutions: number): Alias {
  const alias = new Alias(orderFunction, 'LiveAlias', {
    aliasName: 'live',
    version: orderFunction.currentVersion,
    provisionedConcurrentExecutions: Token.isUnresolved(provisionedConcurrentExecutions) ? undefined : provisionedConcurrentExecutions,
  });
  // `Alias` takes no token.
  if (Token.isUnresolved(provisionedConcurrentExecutions)) {
    (alias.node.defaultChild as CfnAlias).provisionedConcurrencyConfig = { provisionedConcurrentExecutions };
  }
  return alias;
}
