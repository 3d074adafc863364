import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IConstruct } from 'constructs';
import { OrderConsumerOptions, OrderConsumption } from '../consumers/order-consumer-options';
import { ORDER_FUNCTION_DEFAULTS } from '../function/order-function';
import { HandlerEnvironment } from '../handler-contract/handler-environment';
import { OrderProcessingPlatform } from '../order-processing-platform';
import { EnvironmentPreset } from '../presets/environment-preset';

/** A template property whose value is the environment's. */
export interface PresetProperty {
  readonly resource: CfnResource;
  /** Path below the resource, as `addOverride` takes it. */
  readonly property: string;
  /** Key in the mapping. */
  readonly key: string;
  readonly valueOf: (preset: EnvironmentPreset) => string | number | boolean;
}

/**
 * Where in the template each value of a preset stands.
 *
 * @internal
 */
export function presetProperties(platform: OrderProcessingPlatform): PresetProperty[] {
  const { alarms } = platform;
  const threshold = (alarm: Alarm, key: string, valueOf: PresetProperty['valueOf']) => at(alarm, 'Properties.Threshold', key, valueOf);
  const { timeout, reservedConcurrentExecutions } = ORDER_FUNCTION_DEFAULTS;

  return [
    ...[platform.ordersTable, platform.encryptionKey, platform.functionLogGroup, platform.apiLogGroup].flatMap(deletionPolicies),
    at(platform.ordersTable, 'Properties.DeletionProtectionEnabled', 'DeletionProtection', preset => preset.deletionProtection),
    at(platform.ordersTable, 'Properties.ContributorInsightsSpecification.Mode', 'ContributorInsightsMode', preset => preset.contributorInsightsMode),
    at(platform.functionLogGroup, 'Properties.RetentionInDays', 'FunctionLogRetention', preset => preset.functionLogRetention),
    at(platform.apiLogGroup, 'Properties.RetentionInDays', 'ApiLogRetention', preset => preset.apiLogRetention),
    at(platform.orderFunction, `Properties.Environment.Variables.${HandlerEnvironment.LOG_LEVEL}`, 'LogLevel', preset => preset.logLevel),
    at(platform.orderFunction, 'Properties.LoggingConfig.SystemLogLevel', 'SystemLogLevel', preset => preset.systemLogLevel),
    at(platform.orderFunction, 'Properties.TracingConfig.Mode', 'Tracing', preset => preset.tracing),
    at(platform.apiStage, 'Properties.DefaultRouteSettings.ThrottlingRateLimit', 'ThrottleRateLimit', preset => preset.throttleRateLimit),
    at(platform.apiStage, 'Properties.DefaultRouteSettings.ThrottlingBurstLimit', 'ThrottleBurstLimit', preset => preset.throttleBurstLimit),
    ...alarms.all.map(alarmPeriod),
    threshold(alarms.functionErrors!, 'FunctionErrors', preset => preset.functionErrorsThreshold),
    threshold(alarms.functionDuration!, 'FunctionDuration', preset => timeout.toMilliseconds() * preset.functionDurationPercentOfTimeout / 100),
    threshold(alarms.functionThrottles!, 'FunctionThrottles', preset => preset.functionThrottlesThreshold),
    threshold(alarms.functionConcurrency!, 'FunctionConcurrency',
      preset => reservedConcurrentExecutions * preset.functionConcurrencyPercentOfReserve / 100),
    threshold(alarms.tableThrottles!, 'TableThrottles', preset => preset.tableThrottlesThreshold),
    threshold(alarms.apiClientErrors!, 'ApiClientErrors', preset => preset.apiClientErrorsThreshold),
    threshold(alarms.apiServerErrors!, 'ApiServerErrors', preset => preset.apiServerErrorsThreshold),
    threshold(alarms.writeFailures!, 'WriteFailures', preset => preset.writeFailuresThreshold),
  ];
}

/**
 * The same for a consumer that was added to the platform.
 *
 * @internal
 */
export function consumptionPresetProperties(
  { deadLetterQueue, deadLetterAgeAlarm }: OrderConsumption, { deadLetterAge }: OrderConsumerOptions,
): PresetProperty[] {
  const periodIsOfPreset = deadLetterAgeAlarm && !deadLetterAge?.period;
  return [...deletionPolicies(deadLetterQueue), ...periodIsOfPreset ? [alarmPeriod(deadLetterAgeAlarm)] : []];
}

function at(construct: IConstruct, property: string, key: string, valueOf: PresetProperty['valueOf']): PresetProperty {
  return { resource: construct.node.defaultChild as CfnResource, property, key, valueOf };
}

function deletionPolicies(construct: IConstruct): PresetProperty[] {
  return ['DeletionPolicy', 'UpdateReplacePolicy'].map(policy => at(construct, policy, 'DeletionPolicy', deletionPolicy));
}

function alarmPeriod(alarm: Alarm): PresetProperty {
  return at(alarm, 'Properties.Period', 'AlarmPeriod', preset => preset.alarmPeriod.toSeconds());
}

function deletionPolicy({ removalPolicy }: EnvironmentPreset): string {
  return removalPolicy === RemovalPolicy.RETAIN ? 'Retain' : 'Delete';
}
