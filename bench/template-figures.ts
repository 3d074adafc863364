import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ContributorInsightsMode } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { OrderProcessingPlatform, OrderProcessingPlatformProps } from '../src';

/** What the template of a platform says, as far as throughput and cost depend on it. */
export interface TemplateFigures {
  readonly throttleRateLimit: number;
  readonly throttleBurstLimit: number;
  readonly detailedRouteMetrics: boolean;
  /** JSON with variables of API Gateway. */
  readonly accessLogFormat: string;
  readonly routes: number;
  /** MB. */
  readonly memorySize: number;
  readonly architecture: string;
  readonly reservedConcurrentExecutions?: number;
  readonly provisionedConcurrentExecutions: number;
  readonly tracing: boolean;
  /** Whether Lambda leaves out its own lines on each invocation. */
  readonly systemLogLevelWarn: boolean;
  readonly warmWriteUnits: number;
  readonly pointInTimeRecovery: boolean;
  /** Undefined where contributor insights are off. */
  readonly contributorInsightsMode?: ContributorInsightsMode;
  readonly keys: number;
  /** Metrics that alarms watch; an alarm on an expression counts each metric in it. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly dashboards: number;
  readonly functionLogRetentionDays: number;
  readonly apiLogRetentionDays: number;
}

interface Resource {
  readonly Type: string;
  // The properties of many resource types, read one by one below.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly Properties: Record<string, any>;
}

/** Synthesizes a platform and reads from its template what would be deployed, not what we believe about it. */
export function templateFigures(props: OrderProcessingPlatformProps): TemplateFigures {
  const stack = new Stack(new App({ context: { 'aws:cdk:disable-asset-staging': true } }), 'Orders');
  // The handler's code doesn't matter here; naming one spares the bundle.
  const handler = { code: Code.fromInline('exports.handler = async () => ({});'), handler: 'index.handler', runtime: Runtime.NODEJS_24_X };
  new OrderProcessingPlatform(stack, 'Orders', { ...props, handler });
  const template = Template.fromStack(stack);
  const resources = Object.values(template.toJSON().Resources as Record<string, Resource>);
  const all = (type: string) => resources.filter(resource => resource.Type === type).map(resource => resource.Properties);
  const only = (type: string) => {
    const [properties, ...others] = all(type);
    if (!properties || others.length > 0) throw new Error(`expected one ${type} in the template, got: ${properties ? others.length + 1 : 0}`);
    return properties;
  };

  const { DefaultRouteSettings: routeSettings, AccessLogSettings: accessLog } = only('AWS::ApiGatewayV2::Stage');
  const fn = only('AWS::Lambda::Function');
  const [alias] = all('AWS::Lambda::Alias');
  const table = only('AWS::DynamoDB::Table');
  const insights = table.ContributorInsightsSpecification;
  const logGroups = all('AWS::Logs::LogGroup');
  const retention = (part: RegExp) => {
    const group = logGroups.find(({ LogGroupName }) => part.test(LogGroupName));
    if (!group) throw new Error(`no log group of the template matches ${part}`);
    return group.RetentionInDays as number;
  };

  return {
    throttleRateLimit: routeSettings.ThrottlingRateLimit,
    throttleBurstLimit: routeSettings.ThrottlingBurstLimit,
    detailedRouteMetrics: routeSettings.DetailedMetricsEnabled === true,
    accessLogFormat: accessLog.Format,
    routes: all('AWS::ApiGatewayV2::Route').length,
    memorySize: fn.MemorySize,
    architecture: fn.Architectures[0],
    reservedConcurrentExecutions: fn.ReservedConcurrentExecutions,
    provisionedConcurrentExecutions: alias?.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0,
    tracing: fn.TracingConfig?.Mode === 'Active',
    systemLogLevelWarn: fn.LoggingConfig?.SystemLogLevel === SystemLogLevel.WARN,
    warmWriteUnits: table.WarmThroughput?.WriteUnitsPerSecond ?? 0,
    pointInTimeRecovery: table.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true,
    contributorInsightsMode: insights?.Enabled ? insights.Mode ?? ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS : undefined,
    keys: all('AWS::KMS::Key').length,
    alarmMetrics: alarmMetrics(template),
    compositeAlarms: all('AWS::CloudWatch::CompositeAlarm').length,
    dashboards: all('AWS::CloudWatch::Dashboard').length,
    functionLogRetentionDays: retention(/function|lambda/i),
    apiLogRetentionDays: retention(/api/i),
  };
}

/** Metrics that a template's alarms watch; an alarm on an expression counts each metric in it. */
export function alarmMetrics(template: Template): number {
  const alarms = Object.values<Resource>(template.findResources('AWS::CloudWatch::Alarm') as Record<string, Resource>);
  const metrics = ({ Properties: { Metrics } }: Resource) => (
    Metrics ? Metrics.filter((metric: { MetricStat?: unknown }) => metric.MetricStat).length : 1
  );
  return alarms.reduce((sum, alarm) => sum + metrics(alarm), 0);
}
