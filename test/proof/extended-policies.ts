import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { onlyResource, resourcesOfType, synthesizePlatform, Template } from './platform-assembly';
import { callerWithRole, functionPolicy } from './platform-policies';
import { Caller, Policy, PolicySet } from './policy-simulation';
import { perBench } from './promise';
import { ResolvedTemplate } from './resolved-template';
import { OrderConsumer } from '../../src';

/** A role that carries orders to a consumer, and what it carries them to. */
export interface FeedPolicies {
  readonly role: Caller;
  readonly deadLetterQueueArn: string;
  /** Where it sends orders by itself. @default - Lambda calls the consumer with its role */
  readonly target?: { readonly action: string; readonly arn: string };
}

/** The policies of a platform with consumers of every kind, in a VPC, whose function is kept warm behind an alias. */
export interface ExtendedPolicies extends PolicySet {
  readonly orderRole: Caller;
  readonly feeds: Readonly<Record<string, FeedPolicies>>;
  readonly tableArn: string;
  readonly streamArn: string;
  readonly keyArn: string;
  readonly functionArn: string;
  readonly aliasArn: string;
  readonly routeArn: string;
}

export const extendedPolicies = perBench(async (bench): Promise<ExtendedPolicies> => readPolicies(synthesizePlatform(bench, 'Extended', (stack) => {
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1', availabilityZones: ['us-east-1a'], isolatedSubnetIds: ['subnet-1'], isolatedSubnetRouteTableIds: ['rtb-1'],
  });
  return {
    vpc,
    vpcSubnets: { subnets: vpc.isolatedSubnets },
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'SecurityGroup', 'sg-1')],
    functionOptions: { provisionedConcurrentExecutions: 2 },
  };
}, (stack, platform) => {
  const invoicing = new Function(stack, 'Invoicing', {
    code: Code.fromInline('exports.handler = async () => {};'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
    role: new Role(stack, 'InvoicingRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
  });
  platform.addOrderConsumer('Invoices', OrderConsumer.fromFunction(invoicing));
  platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new Queue(stack, 'WarehouseQueue')));
  platform.addOrderConsumer('Analytics', OrderConsumer.fromEventBus(new EventBus(stack, 'ShopBus', { eventBusName: 'shop' })));
}).template));

function readPolicies(template: Template): ExtendedPolicies {
  const resolved = new ResolvedTemplate(template);
  const idOf = (type: string, start: string) => resourcesOfType(template, type).map(([id]) => id).find((id) => id.startsWith(start))!;
  const only = (type: string) => onlyResource(template, type)[0];
  const queueArn = (start: string) => resolved.attribute(idOf('AWS::SQS::Queue', start), 'Arn');
  const feed = (consumer: string, roleStart: string, target?: FeedPolicies['target']): FeedPolicies => ({
    role: callerWithRole(template, resolved, idOf('AWS::IAM::Role', roleStart)), deadLetterQueueArn: queueArn(`Orders${consumer}DeadLetterQueue`), target,
  });
  const [tableId, keyId] = [only('AWS::DynamoDB::Table'), only('AWS::KMS::Key')];
  const functionArn = resolved.attribute(idOf('AWS::Lambda::Function', 'Orders'), 'Arn');
  const aliasArn = resolved.attribute(only('AWS::Lambda::Alias'), 'Ref');
  const permissions = resourcesOfType(template, 'AWS::Lambda::Permission').map(([id]) => resolved.properties(id));
  const trusts = resourcesOfType(template, 'AWS::IAM::Role').map(([id]): [string, Policy] =>
    [resolved.attribute(id, 'Arn'), resolved.properties(id).AssumeRolePolicyDocument]);
  const queues = resourcesOfType(template, 'AWS::SQS::QueuePolicy').map(([id]) => resolved.properties(id))
    .flatMap(({ Queues, PolicyDocument }) => Queues.map((url: string): [string, Policy] => [queueArn(url.split('/').pop()!), PolicyDocument]));
  return {
    orderRole: callerWithRole(template, resolved, idOf('AWS::IAM::Role', 'OrdersOrderProcessingRole')),
    feeds: {
      Invoices: feed('Invoices', 'InvoicingRole'),
      Warehouse: feed('Warehouse', 'OrdersWarehousePipeRole', { action: 'sqs:SendMessage', arn: queueArn('WarehouseQueue') }),
      Analytics: feed('Analytics', 'OrdersAnalyticsPipeRole', { action: 'events:PutEvents', arn: resolved.attribute(only('AWS::Events::EventBus'), 'Arn') }),
    },
    tableArn: resolved.attribute(tableId, 'Arn'),
    streamArn: resolved.attribute(tableId, 'StreamArn'),
    keyArn: resolved.attribute(keyId, 'Arn'),
    functionArn,
    aliasArn,
    routeArn: permissions.map(({ SourceArn }) => SourceArn).find((arn) => arn)!,
    resourcePolicies: {
      ...Object.fromEntries([...trusts, ...queues]),
      [resolved.attribute(tableId, 'Arn')]: resolved.properties(tableId).ResourcePolicy.PolicyDocument,
      [resolved.attribute(keyId, 'Arn')]: resolved.properties(keyId).KeyPolicy,
      ...Object.fromEntries([functionArn, aliasArn].map((arn) =>
        [arn, functionPolicy(permissions.filter(({ FunctionName }) => FunctionName === arn))])),
    },
  };
}
