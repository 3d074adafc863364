import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { IConstruct } from 'constructs';
import { OrderConsumerOptions, OrderConsumption } from '../consumers/order-consumer-options';
import { OrderDelivery } from '../consumers/order-delivery-options';
import { ORDER_FUNCTION_DEFAULTS } from '../function/order-function';
import { HandlerEnvironment } from '../handler-contract/handler-environment';
import { RelayEnvironment } from '../handler-contract/relay-environment';
import { AlarmEntry, alarmId } from '../monitoring/alarm-entry';
import { PLATFORM_ALARMS, PlatformAlarm } from '../monitoring/alarms/alarm-catalogue';
import { CONSUMER_ALARMS, ConsumerAlarm } from '../monitoring/alarms/consumer-alarms';
import { RELAY_ALARMS, RelayAlarm } from '../monitoring/alarms/relay-alarms';
import { OrderAlarmOptions } from '../monitoring/order-alarm-options';
import { OrderProcessingPlatform } from '../order-processing-platform';
import { EnvironmentPreset } from '../presets/environment-preset';
import { OrderEnvironment } from '../presets/order-environment';

/** A template property whose value is the environment's. */
export interface PresetProperty {
  readonly resource: CfnResource;
  /** Path below the resource, as `addOverride` takes it. */
  readonly property: string;
  /** Key in the mapping. */
  readonly key: string;
  readonly valueOf: (preset: EnvironmentPreset, environment: OrderEnvironment) => string | number | boolean;
}

/**
 * Where in the template each value of a preset stands.
 *
 * @internal
 */
export function presetProperties(platform: OrderProcessingPlatform): PresetProperty[] {
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
    ...(Object.keys(PLATFORM_ALARMS) as PlatformAlarm[]).flatMap(option => alarmProperties(option, PLATFORM_ALARMS[option], platform.alarms[option])),
  ];
}

/**
 * The same for what carries orders to consumers.
 *
 * @internal
 */
export function deliveryPresetProperties(delivery: OrderDelivery): PresetProperty[] {
  const { failureQueue, relayLogGroup, relayFunction } = delivery;
  return [
    ...[failureQueue, relayLogGroup].flatMap(deletionPolicies),
    at(relayLogGroup, 'Properties.RetentionInDays', 'FunctionLogRetention', preset => preset.functionLogRetention),
    at(relayFunction, `Properties.Environment.Variables.${RelayEnvironment.LOG_LEVEL}`, 'LogLevel', preset => preset.logLevel),
    at(relayFunction, 'Properties.LoggingConfig.SystemLogLevel', 'SystemLogLevel', preset => preset.systemLogLevel),
    at(relayFunction, 'Properties.TracingConfig.Mode', 'Tracing', preset => preset.tracing),
    ...(Object.keys(RELAY_ALARMS) as RelayAlarm[]).flatMap(option => alarmProperties(option, RELAY_ALARMS[option], delivery[`${option}Alarm`])),
  ];
}

/**
 * The same for a consumer that was added to the platform.
 *
 * @internal
 */
export function consumptionPresetProperties(consumption: OrderConsumption, options: OrderConsumerOptions): PresetProperty[] {
  return [
    ...deletionPolicies(consumption.deadLetterQueue),
    ...(Object.keys(CONSUMER_ALARMS) as ConsumerAlarm[]).flatMap(option =>
      alarmProperties(option, CONSUMER_ALARMS[option], consumption[`${option}Alarm`], options[option])),
  ];
}

/**
 * The alarms of the relay or of a consumer that exist.
 *
 * @internal
 */
export function deliveryAlarms(made: OrderDelivery | OrderConsumption): Alarm[] {
  return Object.values(made).filter(one => one instanceof Alarm);
}

function at(construct: IConstruct, property: string, key: string, valueOf: PresetProperty['valueOf']): PresetProperty {
  return { resource: construct.node.defaultChild as CfnResource, property, key, valueOf };
}

function deletionPolicies(construct: IConstruct): PresetProperty[] {
  return ['DeletionPolicy', 'UpdateReplacePolicy'].map(policy => at(construct, policy, 'DeletionPolicy', deletionPolicy));
}

/** Period and threshold, unless the options give them or there is no alarm. */
function alarmProperties(
  option: string, { threshold, evaluation }: AlarmEntry<never>, alarm: Alarm | undefined, options: OrderAlarmOptions = {},
): PresetProperty[] {
  if (!alarm) return [];
  const { timeout, reservedConcurrentExecutions } = ORDER_FUNCTION_DEFAULTS;
  const limits = { functionTimeout: timeout, reservedConcurrency: reservedConcurrentExecutions };
  const differs = new Set(Object.values(threshold.presets)).size > 1;
  return [
    ...options.period || evaluation ? [] : [at(alarm, 'Properties.Period', 'AlarmPeriod', preset => preset.alarmPeriod.toSeconds())],
    ...!differs || threshold.isGiven(options) ? []
      : [at(alarm, 'Properties.Threshold', alarmId(option), (_preset, environment) => threshold.resolve(options, threshold.presets[environment], limits)!)],
  ];
}

function deletionPolicy({ removalPolicy }: EnvironmentPreset): string {
  return removalPolicy === RemovalPolicy.RETAIN ? 'Retain' : 'Delete';
}
