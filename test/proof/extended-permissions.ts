import { extendedPolicies, ExtendedPolicies, FeedPolicies } from './extended-policies';
import { IAM, SIMULATED } from './permissions';
import { STRANGERS_ACCOUNT } from './platform-policies';
import { access, service } from './policy-simulation';
import { PromiseRow } from './promise';
import { actionsWithResources } from './service-actions';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../tools/local-aws/aws-environment';

const TLS = { 'aws:SecureTransport': 'true' };
const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
];

/** @throws unless the role can carry orders from the stream, and nothing else. Returns how many actions are denied */
async function expectFeedAlone(policies: ExtendedPolicies, feed: FeedPolicies, others: readonly FeedPolicies[]): Promise<number> {
  const { role, deadLetterQueueArn, target } = feed;
  const { tableArn, streamArn, keyArn } = policies;
  const as = (context: Record<string, string> = {}) => access(policies, { ...TLS, ...context })(role);
  for (const action of STREAM_ACTIONS) {
    await as().mayDo(action, streamArn);
    await as().mayNotDo(action, streamArn.replace('/stream', '-2/stream'));
  }
  await as().mayDo('sqs:SendMessage', deadLetterQueueArn);
  if (target) await as().mayDo(target.action, target.arn);
  for (const other of others) {
    await as().mayNotDo('sqs:SendMessage', other.deadLetterQueueArn);
    if (other.target) await as().mayNotDo(other.target.action, other.target.arn);
  }
  const via = (name: string) => as({ 'kms:ViaService': `${name}.${LOCAL_REGION}.amazonaws.com` });
  for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
    await via('sqs').mayDo(action, keyArn);
    await as().mayNotDo(action, keyArn);
    await via('s3').mayNotDo(action, keyArn);
  }
  await via('dynamodb').mayDo('kms:Decrypt', keyArn);
  await via('dynamodb').mayNotDo('kms:GenerateDataKey', keyArn);

  const surplus = [
    ...await actionsWithResources('dynamodb', { table: tableArn, index: `${tableArn}/index/example`, stream: streamArn }),
    ...await actionsWithResources('sqs', { queue: deadLetterQueueArn }),
    ...await actionsWithResources('events', {}),
    ...await actionsWithResources('lambda', { function: policies.functionArn }),
  ].filter(([action]) => ![...STREAM_ACTIONS, 'dynamodb:ListStreams', 'sqs:SendMessage', target?.action].includes(action));
  for (const [action, resource] of surplus) await as().mayNotDo(action, resource);
  return surplus.length;
}

export const EXTENDED_PERMISSION_ROWS: PromiseRow[] = [
  {
    id: 'permissions/consumers',
    promise: 'Each consumer\'s role reads the stream and writes its own target and dead-letter queue: no table, no other consumer',
    how: `${SIMULATED}: roles of a function, a queue and an event bus as consumers, queue policies, key`,
    unproven: `${IAM}; that SQS and DynamoDB call KMS with kms:ViaService (AWS documents it)`,
    async check(bench) {
      const policies = await extendedPolicies(bench);
      const feeds = Object.values(policies.feeds);
      let denied = 0;
      for (const feed of feeds) denied += await expectFeedAlone(policies, feed, feeds.filter((other) => other !== feed));
      const { Warehouse, Analytics } = policies.feeds;
      for (const { role } of [Warehouse, Analytics]) {
        const of = (account: string, name: string) => access(policies, { 'aws:SourceAccount': account })(service(name));
        await of(LOCAL_ACCOUNT, 'pipes.amazonaws.com').mayDo('sts:AssumeRole', role.principal);
        await of(STRANGERS_ACCOUNT, 'pipes.amazonaws.com').mayNotDo('sts:AssumeRole', role.principal);
        await of(LOCAL_ACCOUNT, 'lambda.amazonaws.com').mayNotDo('sts:AssumeRole', role.principal);
      }
      for (const { role, deadLetterQueueArn } of feeds) {
        await access(policies, { 'aws:SecureTransport': 'false' })(role).mayNotDo('sqs:SendMessage', deadLetterQueueArn);
      }
      return `${feeds.length} roles: stream, dead-letter queue, target and key allowed, ${denied} other actions denied; no plain HTTP`;
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
