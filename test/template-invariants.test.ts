import { CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { METRIC_SOURCES } from './support/metric-dimensions';
import { asText, warnings } from './support/synthesized-platform';
import { TEMPLATE_VARIANTS } from './support/template-variants';

interface Resource { readonly Type: string; readonly Properties: any }

/** Resources of platforms, not those that a variant brings. */
function platformResources(stack: Stack): [string, Resource][] {
  const { Resources } = Template.fromStack(stack).toJSON();
  return stack.node.findAll()
    .filter((node): node is CfnResource => node instanceof CfnResource && /\/(Orders|Wholesale)\//.test(node.node.path))
    .map(node => stack.resolve(node.logicalId))
    .map(id => [id, Resources[id]]);
}

/**
 * Services whose resources belong to a region, or to none: AWS keeps them in several availability zones. Of EC2, gateway endpoints and security groups
 * only, which belong to a VPC; an instance, a volume, a NAT gateway or a subnet would belong to one zone.
 */
const IN_SEVERAL_ZONES = /^AWS::(ApiGatewayV2|CloudWatch|DynamoDB|Events|IAM|KMS|Lambda|Logs|Route53|SNS|SQS)::|^AWS::EC2::(VPCEndpoint|SecurityGroup)$/;

interface PublishedMetric { readonly namespace: string; readonly metricName: string; readonly dimensions: string[] }

function alarmMetrics(resources: [string, Resource][]): PublishedMetric[] {
  return resources.filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    // Metric math has its metrics in a list.
    .flatMap(([, { Properties }]) => Properties.Metrics?.flatMap(({ MetricStat }: any) => MetricStat ? [MetricStat.Metric] : []) ?? [Properties])
    .map(({ Namespace, MetricName, Dimensions = [] }) => ({
      namespace: Namespace, metricName: MetricName, dimensions: Dimensions.map(({ Name }: any) => Name),
    }));
}

function dashboardMetrics(resources: [string, Resource][]): PublishedMetric[] {
  const bodies = resources.filter(([, { Type }]) => Type === 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => JSON.parse(asText(Properties.DashboardBody)));
  const entries: any[][] = bodies.flatMap(({ widgets }) => widgets).flatMap(({ properties }: any) => properties.metrics ?? []);
  return entries.map(entry => {
    const [namespace, metricName, ...rest] = entry;
    if (typeof namespace === 'string') {
      return { namespace, metricName, dimensions: rest.filter((one, index) => typeof one === 'string' && index % 2 === 0) };
    }
    const search = /^SEARCH\('\{([^}]+)\} MetricName="(\w+)"/.exec(namespace.expression)!;
    const [searched, ...dimensions] = search[1].split(',');
    return { namespace: searched, metricName: search[2], dimensions };
  });
}

describe.each(Object.entries(TEMPLATE_VARIANTS))('%s', (name, variant) => {
  const stack = variant();
  const resources = platformResources(stack);
  const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type).map(([, { Properties }]) => Properties);
  const text = JSON.stringify(Object.fromEntries(resources));

  test('every function writes a log group that the template names', () => {
    expect(ofType('AWS::Lambda::Function').length).toBeGreaterThan(0);
    for (const { LoggingConfig } of ofType('AWS::Lambda::Function')) expect(asText(LoggingConfig.LogGroup)).toMatch(/^<.+>$/);
  });

  test('every log group, table, topic and queue is encrypted with a customer\'s key, and every log expires', () => {
    for (const { KmsKeyId, RetentionInDays } of ofType('AWS::Logs::LogGroup')) {
      expect(asText(KmsKeyId)).toMatch(/Key\w+\.Arn>$/);
      expect(RetentionInDays).toBeDefined();
    }
    for (const { SSESpecification } of ofType('AWS::DynamoDB::Table')) expect(asText(SSESpecification.KMSMasterKeyId)).toMatch(/Key\w+\.Arn>$/);
    for (const type of ['AWS::SNS::Topic', 'AWS::SQS::Queue']) {
      for (const { KmsMasterKeyId } of ofType(type)) expect(asText(KmsMasterKeyId)).toMatch(/Key\w+\.Arn>$/);
    }
  });

  test('no partition, region or account is written out', () => {
    // What a variant imports for the platform has an ARN of its own.
    const own = text.replace(/arn:aws:(acm|sqs|sns|lambda|iam|kms):us-east-1?:?[^"]*|arn:aws:iam::[^"]*|arn:aws:(acm|sqs|sns|lambda):[^"]*/g, '');
    expect(own).not.toContain('arn:aws');
    expect(own).not.toMatch(/\b(us|eu|ap|cn)-[a-z]+-\d\b/);
    expect(own).not.toMatch(/\b\d{12}\b/);
    expect(own).not.toContain('.amazonaws.com.cn');
  });

  test('no role may do something to everything, except what AWS lets nobody narrow down', () => {
    const actions = ofType('AWS::IAM::Policy').flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Resource }) => [Resource].flat().includes('*'))
      .flatMap(({ Action }) => Action);
    const unnarrowable = /^(xray:Put(TraceSegments|TelemetryRecords)|ec2:(Create|Describe|Delete)NetworkInterfaces?|ec2:DescribeSubnets|ec2:(Una|A)ssignPrivateIpAddresses)$/;
    for (const action of actions) expect(action).toMatch(unnarrowable);
  });

  test('no policy of a role has a wildcard among its actions', () => {
    const actions = ofType('AWS::IAM::Policy').flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(({ Action }) => Action);
    expect(actions.filter((action: string) => action.includes('*'))).toEqual([]);
  });

  test('every metric of alarms and dashboard is one that its service publishes with these dimensions', () => {
    const metrics = [...alarmMetrics(resources), ...dashboardMetrics(resources)];
    expect(metrics.length).toBeGreaterThan(30);
    for (const { namespace, metricName, dimensions } of metrics) {
      expect({ namespace, metricName, dimensions: METRIC_SOURCES[namespace]?.metrics[metricName] })
        .toEqual({ namespace, metricName, dimensions: expect.arrayContaining([[...dimensions].sort()]) });
    }
  });

  test('scopes stand on routes with a JWT authorizer only', () => {
    const types = ofType('AWS::ApiGatewayV2::Route').filter(({ AuthorizationScopes }) => AuthorizationScopes).map(({ AuthorizationType }) => AuthorizationType);
    expect(types).toEqual(types.map(() => 'JWT'));
  });

  test('every resource is of a kind that AWS itself keeps in several availability zones', () => {
    for (const [id, { Type, Properties }] of resources) {
      expect({ id, Type }).toEqual({ id, Type: expect.stringMatching(IN_SEVERAL_ZONES) });
      expect(JSON.stringify(Properties ?? {})).not.toContain('"AvailabilityZone"');
    }
  });

  test('nothing warns of more consumers than the stream serves', () => {
    expect(warnings(stack, 'two consumers')).toEqual([]);
  });

  test('every alarm acts, and says what to think of missing data', () => {
    for (const { AlarmActions, TreatMissingData, AlarmDescription } of ofType('AWS::CloudWatch::Alarm')) {
      expect(AlarmActions.length).toBeGreaterThan(0);
      expect(TreatMissingData).toBeDefined();
      expect(AlarmDescription).toBeDefined();
    }
  });

  test(`${name === 'two-platforms' ? 'eight' : 'four'} outputs are exported`, () => {
    const outputs = Object.entries<any>(Template.fromStack(stack).toJSON().Outputs).filter(([, { Export }]) => Export);
    expect(outputs).toHaveLength(name === 'two-platforms' ? 8 : 4);
    for (const [id, { Export }] of outputs) expect(Export.Name).toEqual({ 'Fn::Sub': `\${AWS::StackName}-${id}` });
  });
});
