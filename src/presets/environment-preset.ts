import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ContributorInsightsMode } from 'aws-cdk-lib/aws-dynamodb';
import { SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { OrderEnvironment } from './order-environment';
import { OrderLogLevel } from '../handler-contract/order-log-level';

/** What an environment sets unless the matching prop does. */
export interface EnvironmentPreset {
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly contributorInsightsMode: ContributorInsightsMode;
  readonly functionLogRetention: RetentionDays;
  readonly apiLogRetention: RetentionDays;
  readonly logLevel: OrderLogLevel;
  readonly systemLogLevel: SystemLogLevel;
  readonly tracing: Tracing;
  readonly throttleRateLimit: number;
  readonly throttleBurstLimit: number;
  readonly alarmPeriod: Duration;
  readonly notifyOnRecovery: boolean;
}

/**
 * All presets but the thresholds of the alarms, which stand in the entry of each alarm: constructs, CloudFormation mapping and documentation
 * read both.
 */
export const ENVIRONMENT_PRESETS: Readonly<Record<OrderEnvironment, EnvironmentPreset>> = {
  [OrderEnvironment.DEV]: {
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS,
    functionLogRetention: RetentionDays.ONE_WEEK,
    apiLogRetention: RetentionDays.ONE_WEEK,
    logLevel: OrderLogLevel.DEBUG,
    systemLogLevel: SystemLogLevel.INFO,
    tracing: Tracing.ACTIVE,
    throttleRateLimit: 50,
    throttleBurstLimit: 100,
    alarmPeriod: Duration.minutes(5),
    notifyOnRecovery: true,
  },
  [OrderEnvironment.STAGING]: {
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS,
    functionLogRetention: RetentionDays.ONE_MONTH,
    apiLogRetention: RetentionDays.ONE_MONTH,
    logLevel: OrderLogLevel.INFO,
    systemLogLevel: SystemLogLevel.INFO,
    tracing: Tracing.PASS_THROUGH,
    throttleRateLimit: 500,
    throttleBurstLimit: 1000,
    alarmPeriod: Duration.minutes(5),
    notifyOnRecovery: false,
  },
  [OrderEnvironment.PROD]: {
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    contributorInsightsMode: ContributorInsightsMode.THROTTLED_KEYS,
    functionLogRetention: RetentionDays.THREE_MONTHS,
    apiLogRetention: RetentionDays.ONE_YEAR,
    logLevel: OrderLogLevel.INFO,
    systemLogLevel: SystemLogLevel.WARN,
    tracing: Tracing.ACTIVE,
    throttleRateLimit: 1000,
    throttleBurstLimit: 2000,
    alarmPeriod: Duration.minutes(1),
    notifyOnRecovery: true,
  },
};
