import { extendedPolicies, ExtendedPolicies } from './extended-policies';
import { IAM, SIMULATED } from './permissions';
import { STRANGERS_ACCOUNT } from './platform-policies';
import { access, RequestContext, service } from './policy-simulation';
import { PromiseRow } from './promise';
import { actionsWithResources } from './service-actions';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../tools/local-aws/aws-environment';

const TLS = { 'aws:SecureTransport': 'true' };
const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
];

const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const KEY_ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];
const via = (name: string, context: Record<string, string> = {}) => ({ 'kms:ViaService': `${name}.${LOCAL_REGION}.amazonaws.com`, ...context });
const ofQueue = (arn: string) => via('sqs', { 'kms:EncryptionContext:aws:sqs:arn': arn });

/** @throws unless the relay reads the stream and publishes its one event, and does nothing else. Returns how many actions are denied */
async function expectRelayAlone(policies: ExtendedPolicies): Promise<number> {
  const { tableArn, streamArn, keyArn, delivery: { relay, busArn, failureQueueArn, consumers, warehouseArn, analyticsBusArn } } = policies;
  const as = (context: RequestContext = {}) => access(policies, { ...TLS, ...context })(relay);
  for (const action of STREAM_ACTIONS) {
    await as().mayDo(action, streamArn);
    await as().mayNotDo(action, streamArn.replace('/stream', '-2/stream'));
  }
  const source = `urn:order-processing:${busArn.split('/').pop()!.replace(/-orders$/, '')}`;
  const event = { 'events:source': [source, source], 'events:detail-type': ['OrderPlaced'] };
  await as(event).mayDo('events:PutEvents', busArn);
  await as(event).mayNotDo('events:PutEvents', analyticsBusArn);
  await as({ ...event, 'events:source': [source, 'another'] }).mayNotDo('events:PutEvents', busArn);
  await as().mayDo('events:DescribeEventBus', busArn);
  await as().mayNotDo('events:DescribeEventBus', analyticsBusArn);
  await as().mayDo('sqs:SendMessage', failureQueueArn);
  for (const arn of [warehouseArn, ...Object.values(consumers).map(({ deadLetterQueueArn }) => deadLetterQueueArn)]) {
    await as().mayNotDo('sqs:SendMessage', arn);
  }
  const tableName = tableArn.split('/').pop()!;
  await as(via('dynamodb', { 'kms:EncryptionContext:aws:dynamodb:tableName': tableName })).mayDo('kms:Decrypt', keyArn);
  await as(via('dynamodb', { 'kms:EncryptionContext:aws:dynamodb:tableName': `${tableName}-2` })).mayNotDo('kms:Decrypt', keyArn);
  for (const action of KEY_ACTIONS) {
    await as(ofQueue(failureQueueArn)).mayDo(action, keyArn);
    await as(ofQueue(warehouseArn)).mayNotDo(action, keyArn);
    await as().mayNotDo(action, keyArn);
  }
  const surplus = [
    ...await actionsWithResources('dynamodb', { table: tableArn, index: `${tableArn}/index/example`, stream: streamArn }),
    ...await actionsWithResources('sqs', { queue: failureQueueArn }),
    ...await actionsWithResources('events', {}),
    ...await actionsWithResources('lambda', { function: policies.functionArn }),
  ].filter(([action]) => ![...STREAM_ACTIONS, 'dynamodb:ListStreams', 'sqs:SendMessage', 'events:PutEvents', 'events:DescribeEventBus'].includes(action));
  for (const [action, resource] of surplus) await as().mayNotDo(action, resource);
  return surplus.length;
}

/** @throws unless EventBridge may deliver for the consumer's own rule, and for no other */
async function expectRulesAlone(policies: ExtendedPolicies): Promise<void> {
  const { keyArn, delivery: { busArn, consumers, warehouseArn, invoicingArn, analytics } } = policies;
  const events = (context: Record<string, string>) => access(policies, { ...TLS, 'aws:SourceAccount': LOCAL_ACCOUNT, ...context })(service('events.amazonaws.com'));
  const asRule = (ruleArn: string) => events({ 'aws:SourceArn': ruleArn });
  const strangers = `arn:aws:events:${LOCAL_REGION}:${STRANGERS_ACCOUNT}:rule/${busArn.split('/').pop()}/Warehouse`;
  const targets: [string, string, string][] = [
    ['sqs:SendMessage', warehouseArn, consumers.Warehouse.ruleArn],
    ['lambda:InvokeFunction', invoicingArn, consumers.Invoices.ruleArn],
    ['sts:AssumeRole', analytics.principal, consumers.Analytics.ruleArn],
    ...Object.values(consumers).map(({ ruleArn, deadLetterQueueArn }): [string, string, string] => ['sqs:SendMessage', deadLetterQueueArn, ruleArn]),
  ];
  for (const [action, resource, ruleArn] of targets) {
    await asRule(ruleArn).mayDo(action, resource);
    const others = Object.values(consumers).map((one) => one.ruleArn).filter((other) => other !== ruleArn);
    for (const other of [...others, strangers]) await asRule(other).mayNotDo(action, resource);
  }
  for (const action of KEY_ACTIONS) {
    await asRule(consumers.Warehouse.ruleArn).mayDo(action, keyArn);
    await asRule(strangers).mayNotDo(action, keyArn);
    await events({ 'kms:EncryptionContext:aws:events:event-bus:arn': busArn }).mayDo(action, keyArn);
    await events({ 'kms:EncryptionContext:aws:events:event-bus:arn': `${busArn}-2` }).mayNotDo(action, keyArn);
  }
  await access(policies, { 'aws:SecureTransport': 'false', 'aws:SourceArn': consumers.Warehouse.ruleArn })(service('events.amazonaws.com'))
    .mayNotDo('sqs:SendMessage', consumers.Warehouse.deadLetterQueueArn);
}

/** @throws unless what delivers for the consumers does so to their own target and dead-letter queue alone */
async function expectConsumersAlone(policies: ExtendedPolicies): Promise<void> {
  const { keyArn, streamArn, delivery: { busArn, consumers, invoicing, analytics, analyticsBusArn, warehouseArn } } = policies;
  const function_ = (context: Record<string, string> = {}) => access(policies, { ...TLS, ...context })(invoicing);
  await function_().mayDo('sqs:SendMessage', consumers.Invoices.deadLetterQueueArn);
  for (const arn of [consumers.Warehouse.deadLetterQueueArn, warehouseArn]) await function_().mayNotDo('sqs:SendMessage', arn);
  await function_().mayNotDo('dynamodb:GetRecords', streamArn);
  for (const action of KEY_ACTIONS) {
    await function_(ofQueue(consumers.Invoices.deadLetterQueueArn)).mayDo(action, keyArn);
    await function_(ofQueue(consumers.Warehouse.deadLetterQueueArn)).mayNotDo(action, keyArn);
    await function_(via('dynamodb')).mayNotDo(action, keyArn);
    await function_().mayNotDo(action, keyArn);
  }
  const bus = access(policies, TLS)(analytics);
  await bus.mayDo('events:PutEvents', analyticsBusArn);
  await bus.mayNotDo('events:PutEvents', busArn);
  for (const action of KEY_ACTIONS) await bus.mayNotDo(action, keyArn);
}

export const EXTENDED_PERMISSION_ROWS: PromiseRow[] = [
  {
    id: 'permissions/consumers',
    promise: 'The relay reads one stream and publishes one event; each rule delivers to its own target and dead-letter queue; the key is for these alone',
    how: `${SIMULATED}: roles of relay, function and bus, policies of queues, function and key, EventBridge for each rule`,
    unproven: `${IAM}; that services call KMS with kms:ViaService, aws:SourceArn and these encryption contexts (AWS documents them)`,
    async check(bench) {
      const policies = await extendedPolicies(bench);
      const denied = await expectRelayAlone(policies);
      await expectRulesAlone(policies);
      await expectConsumersAlone(policies);
      return `stream, bus, targets, dead-letter queues and key allowed, ${denied} other actions of the relay denied; no other rule, no plain HTTP`;
    },
  },
  {
    id: 'permissions/warm-in-vpc',
    promise: 'Kept warm, the function is invoked through its alias only; in a VPC its role handles network interfaces, and nothing else of EC2',
    how: `${SIMULATED}: alias and function policy, every EC2 action`,
    unproven: IAM,
    async check(bench) {
      const policies = await extendedPolicies(bench);
      const { orderRole, aliasArn, functionArn, routeArn } = policies;
      const gateway = access(policies, { 'aws:SourceArn': routeArn.replace('/*/', '/$default/'), 'aws:SourceAccount': LOCAL_ACCOUNT })(service('apigateway.amazonaws.com'));
      await gateway.mayDo('lambda:InvokeFunction', aliasArn);
      await gateway.mayNotDo('lambda:InvokeFunction', functionArn);
      const of = access(policies, TLS)(orderRole);
      for (const action of INTERFACE_ACTIONS) await of.mayDo(action, '*');
      const others = (await actionsWithResources('ec2', {})).filter(([action]) => !INTERFACE_ACTIONS.includes(action));
      for (const [action, resource] of others) await of.mayNotDo(action, resource);
      return `alias allowed, function denied; ${INTERFACE_ACTIONS.length} EC2 actions allowed, ${others.length} denied`;
    },
  },
];
