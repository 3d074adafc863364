import { join } from 'node:path';
import { CfnOutput, CfnResource, Duration, Stack, Tags, Token } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alarm, AlarmBase, AlarmRule, CompositeAlarm, Dashboard, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Policy, PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Subscription, SubscriptionProtocol, Topic, TopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { dashboardProps } from './dashboard-props';

/* eslint-disable @typescript-eslint/no-explicit-any -- properties of many resource types */

export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: any }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: any; readonly Description?: string; readonly Export?: { readonly Name: any } }>>;
}

/** Creates the AWS CDK's construct (L2) for one resource; `other` is the construct of a resource that its properties refer to. */
type Creation = (stack: Stack, id: string, properties: any, other: (reference: any) => any) => Construct;

/** Made by the construct of another resource. */
const comesWithAnother = undefined;

const CONSTRUCTS: Readonly<Record<string, Creation | undefined>> = {
  'AWS::KMS::Key': (stack, id) => new Key(stack, id),
  'AWS::KMS::Alias': (stack, id, { AliasName, TargetKeyId }, other) => new Alias(stack, id, { aliasName: AliasName, targetKey: other(TargetKeyId) }),
  'AWS::DynamoDB::Table': (stack, id, { KeySchema: [{ AttributeName }], SSESpecification, ResourcePolicy }, other) => new Table(stack, id, {
    partitionKey: { name: AttributeName, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryptionKey: other(SSESpecification.KMSMasterKeyId),
    resourcePolicy: PolicyDocument.fromJson(withTokens(ResourcePolicy.PolicyDocument)),
  }),
  'AWS::Logs::LogGroup': (stack, id, { KmsKeyId }, other) => new LogGroup(stack, id, { encryptionKey: other(KmsKeyId) }),
  'AWS::IAM::Role': (stack, id) => new Role(stack, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
  'AWS::IAM::Policy': (stack, id, { PolicyDocument: document, Roles }, other) => new Policy(stack, id, {
    document: PolicyDocument.fromJson(withTokens(document)), roles: Roles.map(other),
  }),
  'AWS::Lambda::Function': (stack, id, { Handler, Role: role, LoggingConfig, Environment }, other) => new Function(stack, id, {
    code: Code.fromAsset(join(process.cwd(), 'assets/place-order')),
    handler: Handler,
    runtime: Runtime.NODEJS_24_X,
    role: other(role),
    logGroup: other(LoggingConfig.LogGroup),
    environment: withTokens(Environment.Variables),
  }),
  'AWS::ApiGatewayV2::Api': (stack, id) => new HttpApi(stack, id, { createDefaultStage: false }),
  'AWS::ApiGatewayV2::Stage': (stack, id, { ApiId, AccessLogSettings: { DestinationArn, Format } }, other) => new HttpStage(stack, id, {
    httpApi: other(ApiId),
    accessLogSettings: { destination: new LogGroupLogDestination(other(DestinationArn)), format: AccessLogFormat.custom(Format) },
  }),
  'AWS::ApiGatewayV2::Integration': comesWithAnother,
  'AWS::Lambda::Permission': comesWithAnother,
  'AWS::ApiGatewayV2::Route': (stack, id, { ApiId, RouteKey }, other) => {
    const [method, path] = RouteKey.split(' ');
    const handler = stack.node.findAll().find((construct): construct is Function => construct instanceof Function)!;
    const integration = new HttpLambdaIntegration('Integration', handler);
    return new HttpRoute(stack, id, { httpApi: other(ApiId), routeKey: HttpRouteKey.with(path, method as HttpMethod), integration });
  },
  'AWS::SNS::Topic': (stack, id, { KmsMasterKeyId }, other) => new Topic(stack, id, { masterKey: other(KmsMasterKeyId) }),
  'AWS::SNS::TopicPolicy': (stack, id, { PolicyDocument: document, Topics }, other) => new TopicPolicy(stack, id, {
    topics: Topics.map(other), policyDocument: PolicyDocument.fromJson(withTokens(document)),
  }),
  'AWS::SNS::Subscription': (stack, id, { Endpoint, Protocol, TopicArn }, other) => new Subscription(stack, id, {
    topic: other(TopicArn), protocol: Protocol as SubscriptionProtocol, endpoint: Endpoint,
  }),
  'AWS::CloudWatch::Alarm': (stack, id, properties, other) => {
    const { Namespace, MetricName, Dimensions, Statistic, Period, Threshold, EvaluationPeriods } = properties;
    const dimensionsMap = Object.fromEntries(Dimensions.map(({ Name, Value }: any) => [Name, withTokens(Value)]));
    const period = Duration.seconds(Period);
    const metric = new Metric({ namespace: Namespace, metricName: MetricName, dimensionsMap, statistic: Statistic, period });
    return withActions(new Alarm(stack, id, { metric, threshold: Threshold, evaluationPeriods: EvaluationPeriods }), properties, other);
  },
  'AWS::CloudWatch::CompositeAlarm': (stack, id, properties, other) => withActions(new CompositeAlarm(stack, id, {
    alarmRule: AlarmRule.fromString(withTokens(properties.AlarmRule)),
  }), properties, other),
  'AWS::CloudWatch::Dashboard': (stack, id, { DashboardBody }) => new Dashboard(stack, id, dashboardProps(withTokens(DashboardBody))),
};

/**
 * The resources of a template, each by the AWS CDK's own construct for its type, with the properties of the template laid over it.
 *
 * @throws Error for a type whose construct isn't known
 */
export function createConstructs(stack: Stack, { Resources, Outputs = {} }: Template): void {
  const created = new Map<string, Construct>();
  const other = (reference: any) => created.get(reference.Ref ?? reference['Fn::GetAtt'][0])!;
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    if (!(Type in CONSTRUCTS)) throw new Error(`bench/construct/apps/constructs-of-template.ts knows no construct for ${Type}`);
    const construct = CONSTRUCTS[Type]?.(stack, id, Properties, other);
    if (construct) created.set(id, construct);
  }
  layOver(stack.node.findAll().filter(CfnResource.isCfnResource), Resources);
  for (const [id, { Value, Description, Export }] of Object.entries(Outputs)) {
    new CfnOutput(stack, id, { value: withTokens(Value), description: Description, exportName: withTokens(Export?.Name) });
  }
  const [{ Properties: { Tags: tags } }] = Object.values(Resources);
  for (const { Key: key, Value } of tags) Tags.of(stack).add(key, Value);
}

function withActions(alarm: AlarmBase, { AlarmActions = [], OKActions = [] }: any, other: (reference: any) => any): AlarmBase {
  for (const topic of AlarmActions) alarm.addAlarmAction(new SnsAction(other(topic)));
  for (const topic of OKActions) alarm.addOkAction(new SnsAction(other(topic)));
  return alarm;
}

/** The same with intrinsic functions as texts that the AWS CDK resolves, which its constructs want. */
function withTokens(value: any): any {
  if (Array.isArray(value)) return value.map(withTokens);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value);
  if (names[0] === 'Fn::Join') return withTokens(value[names[0]][1]).join(value[names[0]][0]);
  if (names.length === 1 && /^(Ref|Fn::.*)$/.test(names[0])) return Token.asString(value);
  return Object.fromEntries(names.map((name) => [name, withTokens(value[name])]));
}

/** Properties that the constructs make as they are in the template, from what they were given. */
const MADE_BY_CONSTRUCTS = ['Tags', 'PolicyDocument', 'DashboardBody', 'AlarmRule'];

/** Gives the n-th resource of each type what the n-th of the template has, and its name. */
function layOver(resources: readonly CfnResource[], wanted: Template['Resources']): void {
  const rest = [...resources];
  for (const [id, { Type, Properties, ...attributes }] of Object.entries(wanted)) {
    const index = rest.findIndex(({ cfnResourceType }) => cfnResourceType === Type);
    if (index < 0) continue;
    const [resource] = rest.splice(index, 1);
    resource.overrideLogicalId(id);
    for (const [name, value] of Object.entries(Properties ?? {})) {
      if (!MADE_BY_CONSTRUCTS.includes(name)) resource.addPropertyOverride(name, value);
    }
    for (const [name, value] of Object.entries(attributes)) resource.addOverride(name, value);
  }
}
