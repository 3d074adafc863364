import { join } from 'path';
import { Duration } from 'aws-cdk-lib';
import { IEventBus } from 'aws-cdk-lib/aws-events';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture, Code, EventSourceMapping, FilterCriteria, FilterRule, Function, LoggingFormat, Runtime, StartingPosition, Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource } from './order-pattern';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';
import { OrderFunctionOptions } from '../function/order-function-options';
import { RelayEnvironment } from '../handler-contract/relay-environment';
import { PhysicalNames } from '../naming/physical-names';
import { EnvironmentPreset } from '../presets/environment-preset';

/** Where the project's bundling puts the relay. */
const RELAY_ASSET = join(__dirname, '..', '..', 'assets', 'relay');

/** The stream keeps a record for 24 hours: what is given up before that can still be handed over by a mapping that comes late to it. */
const LONGEST_RETRY = Duration.hours(18);

/** What the relay is made of. */
export interface RelayInputs {
  readonly names: PhysicalNames;
  readonly role: IRole;
  readonly logGroup: ILogGroup;
  readonly encryptionKey: IKey;
  readonly bus: IEventBus;
  readonly preset: EnvironmentPreset;
  /** Settings of the order function, of which those hold for the relay that are about how a function runs and not how much it does. */
  readonly functionOptions: OrderFunctionOptions;
}

/**
 * Creates the function that carries orders from the stream to the bus.
 *
 * @internal
 */
export function createRelayFunction(
  scope: Construct, { names, role, logGroup, encryptionKey, bus, preset, functionOptions }: RelayInputs,
): Function {
  const tracing = functionOptions.tracing ?? preset.tracing;
  const relay = new Function(scope, 'RelayFunction', {
    functionName: names.relay,
    description: `Carries new orders of ${names.prefix} to their event bus`,
    code: Code.fromAsset(RELAY_ASSET),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: functionOptions.architecture ?? Architecture.ARM_64,
    memorySize: 256,
    timeout: Duration.minutes(1),
    tracing,
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: functionOptions.systemLogLevel ?? preset.systemLogLevel,
    environmentEncryption: encryptionKey,
    environment: {
      [RelayEnvironment.EVENT_BUS_NAME]: bus.eventBusName,
      [RelayEnvironment.EVENT_SOURCE]: eventSource(names.prefix),
      [RelayEnvironment.LOG_LEVEL]: functionOptions.logLevel ?? preset.logLevel,
    },
  });
  acknowledgeFinding(relay, 'Only the stream\'s mapping invokes the function, and has a failure destination.',
    'NIST.800.53.R5-LambdaDLQ', 'HIPAA.Security-LambdaDLQ', 'Serverless-LambdaDLQ');
  acknowledgeFinding(relay, 'The stream has few shards, each with one invocation at a time: a reserve would only take from the account\'s pool.',
    'NIST.800.53.R5-LambdaConcurrency', 'HIPAA.Security-LambdaConcurrency');
  acknowledgeFinding(relay, 'The function calls EventBridge only, over TLS and with a role that can do nothing else.',
    'NIST.800.53.R5-LambdaInsideVPC', 'HIPAA.Security-LambdaInsideVPC', 'PCI.DSS.321-LambdaInsideVPC');
  if (tracing === Tracing.PASS_THROUGH) {
    acknowledgeFinding(relay, 'The order function\'s setting holds for the relay, too.', 'Serverless-LambdaTracing');
  }
  return relay;
}

/** What calls the relay. */
export interface StreamMappingInputs {
  readonly relay: Function;
  readonly streamArn: string;
  readonly failureQueue: IQueue;
}

/**
 * Has the relay called with new orders.
 *
 * @internal
 */
export function createStreamMapping(scope: Construct, { relay, streamArn, failureQueue }: StreamMappingInputs): EventSourceMapping {
  return new EventSourceMapping(scope, 'StreamMapping', {
    target: relay,
    eventSourceArn: streamArn,
    // At the stream's end, the orders of the minutes would be lost that a mapping takes to become active: the relay skips older ones.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10_000,
    maxRecordAge: LONGEST_RETRY,
    filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    // `SqsDlq` would grant every use of the key.
    onFailure: { bind: () => ({ destination: failureQueue.queueArn }) },
  });
}
