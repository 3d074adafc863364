import { platformPolicies, STRANGERS_ACCOUNT } from './platform-policies';
import { access, Caller, service } from './policy-simulation';
import { PromiseRow } from './promise';
import { actionsWithResources } from './service-actions';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../tools/local-aws/aws-environment';

export const SIMULATED = 'synthesized policies in the IAM simulator';
export const IAM = 'IAM itself: the simulator @cloud-copilot/iam-simulate stands in, which follows its rules as AWS documents them';
const TLS = { 'aws:SecureTransport': 'true' };

/** Services of which the role has actions at all. */
const SERVICES = ['dynamodb', 'logs', 'kms', 'xray'];

/** Actions that AWS grants to every principal. */
const CALLER_INDEPENDENT = new Set(['sts:GetCallerIdentity', 'sts:GetSessionToken']);

export const PERMISSION_ROWS: PromiseRow[] = [
  {
    id: 'permissions/put-item',
    promise: 'The function may put items into its table, and do nothing else with DynamoDB',
    how: `${SIMULATED}: every DynamoDB action, other tables`,
    unproven: IAM,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const { role, tableArn } = policies;
      const of = access(policies, TLS);
      await of(role).mayDo('dynamodb:PutItem', tableArn);
      const others = (await actionsWithResources('dynamodb', {
        table: tableArn, index: `${tableArn}/index/example`, stream: `${tableArn}/stream/2026-01-01T00:00:00.000`,
      })).filter(([action]) => action !== 'dynamodb:PutItem');
      for (const [action, resource] of others) await of(role).mayNotDo(action, resource);
      const elsewhere = [`${tableArn}-2`, tableArn.replace(LOCAL_REGION, 'eu-west-1'), tableArn.replace(LOCAL_ACCOUNT, STRANGERS_ACCOUNT)];
      for (const resource of elsewhere) await of(role).mayNotDo('dynamodb:PutItem', resource);
      return `PutItem allowed, ${others.length} other actions and ${elsewhere.length} other tables denied`;
    },
  },
  {
    id: 'permissions/own-log',
    promise: 'The function may write its own log group, and no other',
    how: `${SIMULATED}: every CloudWatch Logs action, other groups`,
    unproven: IAM,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const { role, functionLogGroupArn, apiLogGroupArn } = policies;
      const allowed = ['logs:CreateLogStream', 'logs:PutLogEvents'];
      const stream = (groupArn: string) => groupArn.replace(/\*$/, 'log-stream:2026/01/01/[$LATEST]abc');
      const of = access(policies, TLS);
      for (const action of allowed) {
        await of(role).mayDo(action, stream(functionLogGroupArn));
        await of(role).mayNotDo(action, stream(apiLogGroupArn));
        await of(role).mayNotDo(action, stream(functionLogGroupArn.replace(':*', '-2:*')));
      }
      const own = { 'log-group': functionLogGroupArn.replace(/\*$/, 'any'), 'log-stream': stream(functionLogGroupArn) };
      const others = (await actionsWithResources('logs', own))
        .filter(([action]) => !allowed.includes(action));
      for (const [action, resource] of others) await of(role).mayNotDo(action, resource);
      return `${allowed.length} actions allowed on the own group, denied on others; ${others.length} other actions denied`;
    },
  },
  {
    id: 'permissions/other-services',
    promise: 'Beyond table, log and key the function may send trace segments, and nothing else',
    how: `${SIMULATED}: services in its statements, every action of those it is near to`,
    unproven: IAM,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const of = access(policies, TLS);
      const allowed = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
      for (const action of allowed) await of(policies.role).mayDo(action, '*');
      const unknown = policies.role.policies.flatMap(({ Statement }) => Statement).flatMap(({ Action = [] }) => Action)
        .filter((action) => !SERVICES.includes(action.split(':')[0]));
      if (unknown.length > 0) throw new Error(`the role has ${unknown.join(', ')}`);
      const owned = { topic: policies.topicArn, function: policies.functionArn, role: policies.roleArn };
      const others = (await Promise.all(['xray', 'lambda', 'sns', 'sts', 'iam', 'apigateway', 'cloudwatch', 'ec2', 's3', 'secretsmanager', 'ssm']
        .map((prefix) => actionsWithResources(prefix, owned)))).flat().filter(([action]) => !allowed.includes(action));
      const refused = others.filter(([action]) => !CALLER_INDEPENDENT.has(action));
      for (const [action, resource] of refused) await of(policies.role).mayNotDo(action, resource);
      return `${allowed.length} X-Ray actions allowed, ${refused.length} actions of 11 services denied, statements of ${SERVICES.join(', ')} alone`;
    },
  },
  {
    id: 'permissions/key-through-dynamodb',
    promise: 'The function uses the key through DynamoDB for its table and for its own environment; never directly',
    how: `${SIMULATED}: with and without kms:ViaService and encryption contexts, other keys, every KMS action`,
    unproven: `${IAM}; that DynamoDB and Lambda call KMS with these context keys (AWS documents them); the emulator never uses the key`,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const { role, keyArn, otherKeyArn, tableName, functionArn } = policies;
      const viaDynamoDb = { 'kms:ViaService': `dynamodb.${LOCAL_REGION}.amazonaws.com` };
      const throughDynamoDb = { ...viaDynamoDb, 'kms:EncryptionContext:aws:dynamodb:tableName': tableName };
      const uses = [
        'kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext',
      ];
      const as = (context: Record<string, string>) => access(policies, context)(role);
      for (const action of uses) {
        await as(throughDynamoDb).mayDo(action, keyArn);
        await as(throughDynamoDb).mayNotDo(action, otherKeyArn);
        await as({}).mayNotDo(action, keyArn);
        await as({ ...throughDynamoDb, 'kms:ViaService': `s3.${LOCAL_REGION}.amazonaws.com` }).mayNotDo(action, keyArn);
        await as({ ...throughDynamoDb, 'kms:EncryptionContext:aws:dynamodb:tableName': 'another-table' }).mayNotDo(action, keyArn);
      }
      // DescribeKey has no encryption context.
      await as(viaDynamoDb).mayDo('kms:DescribeKey', keyArn);
      await as(viaDynamoDb).mayNotDo('kms:DescribeKey', otherKeyArn);
      await as({}).mayNotDo('kms:DescribeKey', keyArn);
      const environment = { 'kms:EncryptionContext:aws:lambda:FunctionArn': functionArn };
      await as(environment).mayDo('kms:Decrypt', keyArn);
      await as(environment).mayNotDo('kms:Decrypt', otherKeyArn);
      await as({ 'kms:EncryptionContext:aws:lambda:FunctionArn': `${functionArn}:7` }).mayDo('kms:Decrypt', keyArn);
      await as({ 'kms:EncryptionContext:aws:lambda:FunctionArn': `${functionArn}-2` }).mayNotDo('kms:Decrypt', keyArn);
      await as(environment).mayNotDo('kms:Encrypt', keyArn);
      const administration = (await actionsWithResources('kms', { key: keyArn }))
        .filter(([action]) => !/:(Encrypt|Decrypt|ReEncrypt(From|To)|GenerateDataKey(WithoutPlaintext)?|DescribeKey)$/.test(action));
      for (const [action, resource] of administration) await as(throughDynamoDb).mayNotDo(action, resource);
      return `${uses.length + 1} uses allowed through DynamoDB, denied otherwise; own environment only; ${administration.length} other actions denied`;
    },
  },
  {
    id: 'permissions/alarm-delivery',
    promise: 'Alarms of this account can publish to the encrypted topic; other services, accounts and plain HTTP cannot',
    how: `${SIMULATED}: topic policy and key policy together`,
    unproven: `${IAM}; that CloudWatch passes aws:SourceAccount and the topic as encryption context to KMS (AWS documents it); the emulator encrypts no topic`,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const { topicArn, keyArn, administrator, stranger } = policies;
      const cloudWatch = service('cloudwatch.amazonaws.com');
      const alarm = { 'aws:SourceAccount': LOCAL_ACCOUNT, 'aws:SourceArn': `arn:aws:cloudwatch:${LOCAL_REGION}:${LOCAL_ACCOUNT}:alarm:example`, ...TLS };
      const message = { ...alarm, 'kms:EncryptionContext:aws:sns:topicArn': topicArn };
      const as = (caller: Caller, context: Record<string, string>) => access(policies, context)(caller);
      await as(cloudWatch, alarm).mayDo('sns:Publish', topicArn);
      await as(cloudWatch, { ...alarm, 'aws:SourceAccount': STRANGERS_ACCOUNT }).mayNotDo('sns:Publish', topicArn);
      await as(cloudWatch, { ...alarm, 'aws:SecureTransport': 'false' }).mayNotDo('sns:Publish', topicArn);
      await as(administrator, { 'aws:SecureTransport': 'false' }).mayNotDo('sns:Publish', topicArn);
      await as(stranger, TLS).mayNotDo('sns:Publish', topicArn);
      await as(service('events.amazonaws.com'), alarm).mayNotDo('sns:Publish', topicArn);
      for (const action of ['sns:Subscribe', 'sns:SetTopicAttributes']) await as(cloudWatch, alarm).mayNotDo(action, topicArn);
      await as(stranger, TLS).mayNotDo('sns:Subscribe', topicArn);
      for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
        await as(cloudWatch, message).mayDo(action, keyArn);
        await as(cloudWatch, { ...message, 'aws:SourceAccount': STRANGERS_ACCOUNT }).mayNotDo(action, keyArn);
        await as(cloudWatch, { ...message, 'kms:EncryptionContext:aws:sns:topicArn': `${topicArn}-2` }).mayNotDo(action, keyArn);
        await as(service('events.amazonaws.com'), message).mayNotDo(action, keyArn);
      }
      return 'publish and its two key uses allowed; other actions, accounts, topics and services, and plain HTTP, denied';
    },
  },
  {
    id: 'permissions/log-encryption',
    promise: 'CloudWatch Logs can use the key for the two log groups of the platform only',
    how: `${SIMULATED}: key policy`,
    unproven: `${IAM}; that CloudWatch Logs passes the group as encryption context (AWS documents it); the emulator encrypts no log`,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const { keyArn, functionLogGroupArn, apiLogGroupArn } = policies;
      const logs = service(`logs.${LOCAL_REGION}.amazonaws.com`);
      const as = (caller: Caller, groupArn: string) =>
        access(policies, { 'kms:EncryptionContext:aws:logs:arn': groupArn.replace(/:\*$/, '') })(caller);
      for (const action of ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey']) {
        for (const groupArn of [functionLogGroupArn, apiLogGroupArn]) {
          await as(logs, groupArn).mayDo(action, keyArn);
          await as(logs, groupArn.replace(':*', '-2')).mayNotDo(action, keyArn);
          await as(logs, groupArn.replace(LOCAL_ACCOUNT, STRANGERS_ACCOUNT)).mayNotDo(action, keyArn);
          await as(service('logs.eu-west-1.amazonaws.com'), groupArn).mayNotDo(action, keyArn);
        }
      }
      await access(policies, {})(logs).mayNotDo('kms:Decrypt', keyArn);
      return '5 actions allowed for 2 groups; other groups, accounts and regions denied';
    },
  },
  {
    id: 'permissions/api-invokes',
    promise: 'Only this API, by its route POST /orders, can invoke the function; only Lambda can take its role',
    how: `${SIMULATED}: function policy, role trust`,
    unproven: IAM,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const { functionArn, apiArn, roleArn, stranger } = policies;
      const gateway = (sourceArn: string) =>
        access(policies, { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': LOCAL_ACCOUNT })(service('apigateway.amazonaws.com'));
      const invoke = 'lambda:InvokeFunction';
      await gateway(`${apiArn}/$default/POST/orders`).mayDo(invoke, functionArn);
      await gateway(`${apiArn}/$default/GET/orders`).mayNotDo(invoke, functionArn);
      await gateway(`${apiArn}/$default/POST/refunds`).mayNotDo(invoke, functionArn);
      await gateway(`${apiArn}2/$default/POST/orders`).mayNotDo(invoke, functionArn);
      await gateway(`${apiArn.replace(LOCAL_ACCOUNT, STRANGERS_ACCOUNT)}/$default/POST/orders`).mayNotDo(invoke, functionArn);
      await access(policies, {})(service('s3.amazonaws.com')).mayNotDo(invoke, functionArn);
      await access(policies, {})(stranger).mayNotDo(invoke, functionArn);
      await access(policies, {})(service('lambda.amazonaws.com')).mayDo('sts:AssumeRole', roleArn);
      await access(policies, {})(service('ec2.amazonaws.com')).mayNotDo('sts:AssumeRole', roleArn);
      await access(policies, {})(stranger).mayNotDo('sts:AssumeRole', roleArn);
      return 'the route and Lambda allowed; 7 other callers denied';
    },
  },
  {
    id: 'permissions/stranger',
    promise: 'An administrator of another account can do nothing with table, key, topic, function and role',
    how: `${SIMULATED}: every action of the five services, from another account and without TLS`,
    unproven: IAM,
    async check(bench) {
      const policies = await platformPolicies(bench);
      const { stranger, administrator, tableArn, keyArn, topicArn, functionArn, roleArn } = policies;
      const owned: [string, Record<string, string>][] = [
        ['dynamodb', { table: tableArn }], ['kms', { key: keyArn }], ['sns', { topic: topicArn }], ['lambda', { function: functionArn }],
        ['sts', { role: roleArn }], ['iam', { role: roleArn }],
      ];
      let denied = 0;
      for (const [prefix, resources] of owned) {
        const targets = (await actionsWithResources(prefix, resources)).filter(([, resource]) => Object.values(resources).includes(resource));
        for (const [action, resource] of targets) await access(policies, TLS)(stranger).mayNotDo(action, resource);
        denied += targets.length;
      }
      // Without an Allow the stranger is denied anyhow: the table's own Deny shows only beside one.
      const invitation = { Effect: 'Allow', Principal: { AWS: stranger.principal }, Action: 'dynamodb:*', Resource: tableArn };
      const Statement = [...policies.resourcePolicies[tableArn].Statement, invitation];
      const opened = { resourcePolicies: { [tableArn]: { ...policies.resourcePolicies[tableArn], Statement } } };
      for (const action of ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Scan', 'dynamodb:DeleteTable']) {
        await access(opened, TLS)(stranger).mayNotDo(action, tableArn);
      }
      await access(policies, TLS)(administrator).mayDo('dynamodb:Query', tableArn);
      await access(policies, { 'aws:SecureTransport': 'false' })(administrator).mayNotDo('dynamodb:Query', tableArn);
      return `${denied} actions denied to the stranger, the table's even beside an Allow; the own administrator needs TLS`;
    },
  },
];
