import { PlatformResource, PlatformTemplate } from './platform-template';

/** A box of the picture. */
export interface ArchitectureNode {
  readonly title: string;
  readonly service: string;
  /** What the template says about it, a line each. */
  readonly facts: readonly string[];
  /** Whether the platform's own key encrypts it. */
  readonly encrypted: boolean;
}

/** Everything that the picture shows; each word of it that can change comes from the template. */
export interface Architecture {
  readonly api: ArchitectureNode;
  readonly orderFunction: ArchitectureNode;
  readonly table: ArchitectureNode;
  readonly apiLog: ArchitectureNode;
  readonly functionLog: ArchitectureNode;
  readonly key: ArchitectureNode;
  readonly topic: ArchitectureNode;
  readonly subscription: ArchitectureNode;
  readonly dashboard: ArchitectureNode;
  /** What the function may do to the table. */
  readonly tableActions: readonly string[];
  readonly compositeAlarm: string;
  readonly alarmCount: number;
  /** Metrics that alarms watch, by what emits them. */
  readonly alarmedMetrics: { readonly api: readonly string[]; readonly orderFunction: readonly string[]; readonly table: readonly string[] };
}

/** Resources that are part of a box or an arrow. */
const FOLDED_IN = [
  'AWS::KMS::Alias', 'AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::Integration',
  'AWS::Lambda::Permission', 'AWS::SNS::TopicPolicy',
];

const BOXES = [
  'AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Route', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::Logs::LogGroup', 'AWS::KMS::Key',
  'AWS::SNS::Topic', 'AWS::SNS::Subscription', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::Dashboard',
];

/**
 * Reads the architecture off a template.
 *
 * @throws if the template holds something that the picture has no place for
 */
export function architectureOf(template: PlatformTemplate): Architecture {
  const unknown = template.resources.filter(({ type }) => ![...FOLDED_IN, ...BOXES].includes(type));
  if (unknown.length > 0) {
    throw new Error(`The architecture picture has no place for ${unknown.map(({ constructId, type }) => `${constructId} (${type})`).join(', ')}.`);
  }
  const api = template.only('AWS::ApiGatewayV2::Api');
  const route = template.only('AWS::ApiGatewayV2::Route');
  const orderFunction = template.only('AWS::Lambda::Function');
  const table = template.only('AWS::DynamoDB::Table');
  const key = template.only('AWS::KMS::Key');
  const topic = template.only('AWS::SNS::Topic');
  const subscription = template.only('AWS::SNS::Subscription');
  const composite = template.only('AWS::CloudWatch::CompositeAlarm');
  const logGroupOf = (user: unknown) => template.referredBy(user).find(({ type }) => type === 'AWS::Logs::LogGroup')!;
  const alarms = template.ofType('AWS::CloudWatch::Alarm');

  const node = (title: string, service: string, resource: PlatformResource, facts: string[]): ArchitectureNode => ({
    title, service, facts, encrypted: isEncryptedBy(template, resource, key),
  });
  const statements: any[] = template.ofType('AWS::IAM::Policy').flatMap(({ properties }) => properties.PolicyDocument.Statement);

  return {
    api: node('HTTP API', 'API Gateway', api, [route.properties.RouteKey, 'CORS · throttled stage']),
    orderFunction: node('Order function', 'Lambda', orderFunction, functionFacts(orderFunction)),
    table: node('Orders table', 'DynamoDB', table, tableFacts(table)),
    apiLog: node('Access log', 'CloudWatch Logs', logGroupOf(template.only('AWS::ApiGatewayV2::Stage').properties), []),
    functionLog: node('Function log', 'CloudWatch Logs', logGroupOf(orderFunction.properties), ['and business metrics']),
    key: node('Customer-managed key', 'KMS', key, key.properties.EnableKeyRotation ? ['rotates every year'] : []),
    topic: node('Alarm topic', 'SNS', topic, []),
    subscription: node('On call', subscription.properties.Protocol, subscription, ['alertEmailAddress']),
    dashboard: node('Dashboard', 'CloudWatch', template.only('AWS::CloudWatch::Dashboard'), []),
    tableActions: statements.filter(({ Resource }) => template.referredBy(Resource).includes(table)).flatMap(({ Action }) => Action),
    compositeAlarm: composite.constructId.replace(/Alarm$/, ''),
    alarmCount: alarms.length,
    alarmedMetrics: metricsBySource(template, alarms),
  };
}

function functionFacts({ properties }: PlatformResource): string[] {
  const [architecture] = properties.Architectures;
  const traced = properties.TracingConfig?.Mode === 'Active' ? ' · X-Ray' : '';
  return [`${properties.Runtime} · ${architecture}${traced}`, `${properties.MemorySize} MB · ${properties.Timeout} s`];
}

function tableFacts({ properties }: PlatformResource): string[] {
  const [{ AttributeName: partitionKey }] = properties.KeySchema;
  const billing = properties.BillingMode === 'PAY_PER_REQUEST' ? 'on demand' : 'provisioned';
  const recoverable = properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled;
  return [`key ${partitionKey} · ${billing}`, ...recoverable ? ['point-in-time recovery'] : []];
}

/** Only the properties that choose a key: the function also names the key in its environment, which encrypts nothing. */
function isEncryptedBy(template: PlatformTemplate, { properties }: PlatformResource, key: PlatformResource): boolean {
  const { KmsKeyId, KmsKeyArn, KmsMasterKeyId, SSESpecification } = properties;
  return template.referredBy([KmsKeyId, KmsKeyArn, KmsMasterKeyId, SSESpecification]).includes(key);
}

function metricsBySource(template: PlatformTemplate, alarms: PlatformResource[]): Architecture['alarmedMetrics'] {
  const metrics = { api: [] as string[], orderFunction: [] as string[], table: [] as string[] };
  for (const { constructId, properties } of alarms) {
    const [source] = template.referredBy(properties.Dimensions);
    // A dimension that refers to nothing is the platform's name: business metrics, which the function emits.
    const type = source?.type ?? 'AWS::Lambda::Function';
    const names = { 'AWS::ApiGatewayV2::Api': metrics.api, 'AWS::Lambda::Function': metrics.orderFunction, 'AWS::DynamoDB::Table': metrics.table }[type];
    if (!names) throw new Error(`The architecture picture does not know where ${constructId} gets its metric from.`);
    names.push(properties.MetricName);
  }
  return metrics;
}
