import { Mutation } from './mutation';

const ROLE = 'src/function/order-role.ts';
const KEY = 'src/encryption/encryption-key.ts';
const TOPIC = 'src/monitoring/alarm-topic.ts';
const TABLE = 'src/table/orders-table.ts';
const FEED = 'src/consumers/order-feed.ts';
const API = 'src/api/order-api.ts';
const PLATFORM = 'src/order-processing-platform.ts';

export const PERMISSION_MUTATIONS: Mutation[] = [
  {
    row: 'permissions/put-item',
    broken: 'the role may read orders',
    edits: [[ROLE, "['dynamodb:PutItem']", "['dynamodb:PutItem', 'dynamodb:GetItem']"]],
  },
  {
    row: 'permissions/put-item',
    broken: 'the role may write to any table',
    edits: [[ROLE, '[table.tableArn]);', "['*']);"]],
  },
  {
    row: 'permissions/own-log',
    broken: 'the role may write to any log group',
    edits: [[ROLE, '[logGroup.logGroupArn]', "['*']"]],
  },
  {
    row: 'permissions/own-log',
    broken: 'the role may delete log streams',
    edits: [[ROLE, "'logs:CreateLogStream', 'logs:PutLogEvents'", "'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DeleteLogStream'"]],
  },
  {
    row: 'permissions/other-services',
    broken: 'the role may read S3',
    edits: [[ROLE, "allow('WriteOwnLog', [", "allow('WriteOwnLog', ['s3:GetObject', "]],
  },
  {
    row: 'permissions/other-services',
    broken: 'the role may send to SQS',
    edits: [[ROLE, "  allow('WriteOwnLog'", "  allow('Surplus', ['sqs:SendMessage'], ['*']);\n  allow('WriteOwnLog'"]],
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the key can be used directly',
    edits: [[ROLE, "{ ...throughDynamoDb, 'kms:Enc", "{ 'kms:Enc"]],
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the key can be used for other tables',
    edits: [[ROLE, ", 'kms:EncryptionContext:aws:dynamodb:tableName': table.tableName }", ' }']],
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'any key of the account can be used',
    edits: [[ROLE, "GenerateDataKeyWithoutPlaintext',\n    ], [tableKey.keyArn], {", "GenerateDataKeyWithoutPlaintext',\n    ], ['*'], {"]],
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'a key use that DynamoDB needs is missing',
    edits: [[ROLE, ", 'kms:GenerateDataKeyWithoutPlaintext'", '']],
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the environment of any function can be decrypted',
    edits: [[ROLE, '[functionArn, `${functionArn}:*`]', "['arn:*:lambda:*:*:function:*']"]],
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the environment of a published version cannot be decrypted',
    edits: [[ROLE, '[functionArn, `${functionArn}:*`]', '[functionArn]']],
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'CloudWatch may not decrypt: alarms fire and nobody hears them',
    edits: [[KEY, "['kms:Decrypt', 'kms:GenerateDataKey*']", "['kms:GenerateDataKey*']"]],
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'alarms of any account may publish',
    edits: [[TOPIC, "conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },", '']],
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'EventBridge may publish',
    edits: [[TOPIC, "[new ServicePrincipal('cloudwatch.amazonaws.com')]",
      "[new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('events.amazonaws.com')]"]],
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'CloudWatch may subscribe',
    edits: [[TOPIC, "['sns:Publish']", "['sns:Publish', 'sns:Subscribe']"]],
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'plain HTTP is allowed',
    edits: [[TOPIC, 'enforceSSL: true', 'enforceSSL: false']],
  },
  {
    row: 'permissions/log-encryption',
    broken: 'any log group can use the key',
    edits: [[KEY, 'logGroupNames.map(resourceName =>', "['*'].map(resourceName =>"]],
  },
  {
    row: 'permissions/log-encryption',
    broken: 'one log group is forgotten',
    edits: [[PLATFORM, 'this.encryptionKey, ownLogGroups)', 'this.encryptionKey, ownLogGroups.slice(1))']],
  },
  {
    row: 'permissions/api-invokes',
    broken: 'any method of the path invokes the function',
    edits: [[API, 'child.sourceArn = route.routeArn', 'child.sourceArn = child.sourceArn']],
  },
  {
    row: 'permissions/api-invokes',
    broken: 'EC2 may take the role, and Lambda may not',
    edits: [[ROLE, "new ServicePrincipal('lambda.amazonaws.com')", "new ServicePrincipal('ec2.amazonaws.com')"]],
  },
  {
    row: 'permissions/stranger',
    broken: 'the table denies other accounts, but for one',
    edits: [[TABLE, "'aws:PrincipalAccount': Aws.ACCOUNT_ID", "'aws:PrincipalAccount': [Aws.ACCOUNT_ID, '999999999999']"]],
  },
  {
    row: 'permissions/stranger',
    broken: 'the table allows plain HTTP',
    edits: [[TABLE, "{ 'aws:SecureTransport': 'false' }", "{ 'aws:SecureTransport': 'never' }"]],
  },
  {
    row: 'permissions/consumers',
    broken: 'consumers may read any stream',
    edits: [[FEED, 'resourceArns: [streamArn],', "resourceArns: ['*'],"]],
  },
  {
    row: 'permissions/consumers',
    broken: 'consumers may use the key directly',
    edits: [[FEED, "resourceArns: [queueKey.keyArn], conditions: through('sqs') }", 'resourceArns: [queueKey.keyArn] }']],
  },
  {
    row: 'permissions/consumers',
    broken: 'pipes of any account may take the role',
    edits: [['src/consumers/order-consumer.ts', "StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }", '']],
  },
  {
    row: 'permissions/warm-in-vpc',
    broken: 'the API calls the function, not its warm alias',
    edits: [[PLATFORM, 'orderFunction: this.orderFunctionAlias ?? this.orderFunction,', 'orderFunction: this.orderFunction,']],
  },
  {
    row: 'permissions/warm-in-vpc',
    broken: 'the role may start machines',
    edits: [[ROLE, "'ec2:CreateNetworkInterface', ", "'ec2:CreateNetworkInterface', 'ec2:RunInstances', "]],
  },
  {
    row: 'permissions/enforced',
    broken: 'the role may read orders',
    edits: [[ROLE, "['dynamodb:PutItem']", "['dynamodb:PutItem', 'dynamodb:GetItem']"]],
  },
  {
    row: 'permissions/enforced',
    broken: 'the role may write to any table',
    edits: [[ROLE, '[table.tableArn]);', "['*']);"]],
  },
];
