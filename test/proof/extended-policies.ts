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

/** What delivers orders, and what it delivers them to. */
export interface DeliveryPolicies {
  readonly relay: Caller;
  readonly busArn: string;
  readonly failureQueueArn: string;
  /** ARN of each consumer's rule and dead-letter queue. */
  readonly consumers: Readonly<Record<'Invoices' | 'Warehouse' | 'Analytics', { readonly ruleArn: string; readonly deadLetterQueueArn: string }>>;
  readonly invoicing: Caller;
  readonly invoicingArn: string;
  readonly warehouseArn: string;
  readonly analytics: Caller;
  readonly analyticsBusArn: string;
}

/** The policies of a platform with consumers of every kind, in a VPC, whose function is kept warm behind an alias. */
export interface ExtendedPolicies extends PolicySet {
  readonly orderRole: Caller;
  readonly delivery: DeliveryPolicies;
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
  platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new Queue(stack, 'WarehouseQueue', { encryptionMasterKey: platform.encryptionKey })));
  platform.addOrderConsumer('Analytics', OrderConsumer.fromEventBus(new EventBus(stack, 'ShopBus', { eventBusName: 'shop' })));
}).template));

function readPolicies(template: Template): ExtendedPolicies {
  const resolved = new ResolvedTemplate(template);
  const idOf = (type: string, start: string) => resourcesOfType(template, type).map(([id]) => id).find((id) => id.startsWith(start))!;
  const only = (type: string) => onlyResource(template, type)[0];
  const queueArn = (start: string) => resolved.attribute(idOf('AWS::SQS::Queue', start), 'Arn');
  const caller = (roleStart: string) => callerWithRole(template, resolved, idOf('AWS::IAM::Role', roleStart));
  const busArn = (start: string) => resolved.attribute(idOf('AWS::Events::EventBus', start), 'Arn');
  const orderBusArn = busArn('OrdersOrderDelivery');
  const consumer = (id: string) => ({
    ruleArn: `${orderBusArn.replace(':event-bus/', ':rule/')}/${id}`, deadLetterQueueArn: queueArn(`Orders${id}DeadLetterQueue`),
  });
  const [tableId, keyId] = [only('AWS::DynamoDB::Table'), only('AWS::KMS::Key')];
  const functionArn = resolved.attribute(idOf('AWS::Lambda::Function', 'OrdersOrderProcessingFunction'), 'Arn');
  const aliasArn = resolved.attribute(only('AWS::Lambda::Alias'), 'Ref');
  const permissions = resourcesOfType(template, 'AWS::Lambda::Permission').map(([id]) => resolved.properties(id));
  const trusts = resourcesOfType(template, 'AWS::IAM::Role').map(([id]): [string, Policy] =>
    [resolved.attribute(id, 'Arn'), resolved.properties(id).AssumeRolePolicyDocument]);
  const queues = resourcesOfType(template, 'AWS::SQS::QueuePolicy').map(([id]) => resolved.properties(id))
    .flatMap(({ Queues, PolicyDocument }) => Queues.map((url: string): [string, Policy] => [queueArn(url.split('/').pop()!), PolicyDocument]));
  return {
    orderRole: callerWithRole(template, resolved, idOf('AWS::IAM::Role', 'OrdersOrderProcessingRole')),
    delivery: {
      relay: caller('OrdersOrderDeliveryRelayRole'),
      busArn: orderBusArn,
      failureQueueArn: queueArn('OrdersOrderDeliveryFailureQueue'),
      consumers: { Invoices: consumer('Invoices'), Warehouse: consumer('Warehouse'), Analytics: consumer('Analytics') },
      invoicing: caller('InvoicingRole'),
      invoicingArn: resolved.attribute(idOf('AWS::Lambda::Function', 'Invoicing'), 'Arn'),
      warehouseArn: queueArn('WarehouseQueue'),
      analytics: caller('OrdersAnalyticsDeliveryRole'),
      analyticsBusArn: busArn('ShopBus'),
    },
    tableArn: resolved.attribute(tableId, 'Arn'),
    streamArn: resolved.attribute(tableId, 'StreamArn'),
    keyArn: resolved.attribute(keyId, 'Arn'),
    functionArn,
    aliasArn,
    routeArn: permissions.map(({ SourceArn }) => SourceArn).find((arn) => arn?.includes('execute-api'))!,
    resourcePolicies: {
      ...Object.fromEntries([...trusts, ...queues]),
      [resolved.attribute(tableId, 'Arn')]: resolved.properties(tableId).ResourcePolicy.PolicyDocument,
      [resolved.attribute(keyId, 'Arn')]: resolved.properties(keyId).KeyPolicy,
      ...Object.fromEntries([functionArn, aliasArn, ...permissions.map(({ FunctionName }) => FunctionName)].map((arn) =>
        [arn, functionPolicy(permissions.filter(({ FunctionName }) => FunctionName === arn))])),
    },
  };
}
