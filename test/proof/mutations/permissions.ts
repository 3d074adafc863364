import { Mutation } from './mutation';
import { TemplateEdit } from './template-edit';

const POLICY = 'AWS::IAM::Policy';
const KEY = 'AWS::KMS::Key';
const TOPIC_POLICY = 'AWS::SNS::TopicPolicy';
const TABLE = 'AWS::DynamoDB::Table';
const SOURCE_ACCOUNT = 'aws:SourceAccount';
const VIA_SERVICE = 'kms:ViaService';

type Statement = ReturnType<TemplateEdit['statements']>[number];

/** Changes the statements of a kind of resource that name an action. */
function change(type: string, action: string, edit: (statement: Statement) => void, where?: (statement: Statement) => boolean) {
  return (template: TemplateEdit) => template.statements(type, action, where).forEach(edit);
}

const everywhere = (statement: Statement) => { statement.Resource = '*'; };
const also = (...actions: string[]) => (statement: Statement) => { statement.Action = [statement.Action, ...actions].flat(); };
const allows = ({ Effect }: Statement) => Effect === 'Allow';
const isOfService = (name: string) => ({ Principal }: Statement) => Principal?.Service === name;
const ofEnvironment = ({ Condition }: Statement) => JSON.stringify(Condition).includes('FunctionArn');
const throughDynamoDb = ({ Condition }: Statement) => JSON.stringify(Condition).includes('dynamodb:tableName');

/** Removes the conditions on one key. */
const without = (key: string) => (statement: Statement) => {
  const left = Object.entries<Statement>(statement.Condition).map(([operator, { [key]: _removed, ...values }]) => [operator, values]);
  const remaining = left.filter(([, values]) => Object.keys(values).length > 0);
  if (remaining.length > 0) statement.Condition = Object.fromEntries(remaining);
  else delete statement.Condition;
};

/** Removes the denials of plain HTTP. */
function plainHttp(type: string) {
  return (template: TemplateEdit) => template.resources(type).forEach(({ Properties }) => {
    const document = (Properties.ResourcePolicy ?? Properties).PolicyDocument;
    document.Statement = document.Statement.filter(({ Condition }: Statement) => Condition?.Bool?.['aws:SecureTransport'] === undefined);
  });
}

const READ_ORDERS = change(POLICY, 'dynamodb:PutItem', also('dynamodb:GetItem'));
const ANY_TABLE = change(POLICY, 'dynamodb:PutItem', everywhere);

export const PERMISSION_MUTATIONS: Mutation[] = [
  { row: 'permissions/put-item', broken: 'the role may read orders', template: READ_ORDERS },
  { row: 'permissions/put-item', broken: 'the role may write to any table', template: ANY_TABLE },
  { row: 'permissions/own-log', broken: 'the role may write to any log group', template: change(POLICY, 'logs:PutLogEvents', everywhere) },
  { row: 'permissions/own-log', broken: 'the role may delete log streams', template: change(POLICY, 'logs:PutLogEvents', also('logs:DeleteLogStream')) },
  { row: 'permissions/other-services', broken: 'the role may read S3', template: change(POLICY, 'logs:PutLogEvents', also('s3:GetObject')) },
  { row: 'permissions/other-services', broken: 'the role may send to SQS', template: change(POLICY, 'xray:PutTraceSegments', also('sqs:SendMessage')) },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the key can be used directly',
    template: change(POLICY, 'kms:Encrypt', without(VIA_SERVICE)),
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the key can be used for other tables',
    template: change(POLICY, 'kms:Encrypt', without('kms:EncryptionContext:aws:dynamodb:tableName')),
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'any key of the account can be used',
    template: change(POLICY, 'kms:Encrypt', everywhere, throughDynamoDb),
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'a key use that DynamoDB needs is missing',
    template: change(POLICY, 'kms:GenerateDataKeyWithoutPlaintext', (statement) => {
      statement.Action = statement.Action.filter((action: string) => action !== 'kms:GenerateDataKeyWithoutPlaintext');
    }),
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the environment of any function can be decrypted',
    template: change(POLICY, 'kms:Decrypt', ({ Condition }) => {
      Condition.ArnLike['kms:EncryptionContext:aws:lambda:FunctionArn'] = ['arn:*:lambda:*:*:function:*'];
    }, ofEnvironment),
  },
  {
    row: 'permissions/key-through-dynamodb',
    broken: 'the environment of a published version cannot be decrypted',
    template: change(POLICY, 'kms:Decrypt', ({ Condition }) => Condition.ArnLike['kms:EncryptionContext:aws:lambda:FunctionArn'].pop(), ofEnvironment),
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'CloudWatch may not decrypt: alarms fire and nobody hears them',
    template: change(KEY, 'kms:Decrypt', (statement) => { statement.Action = ['kms:GenerateDataKey*']; }, isOfService('cloudwatch.amazonaws.com')),
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'alarms of any account may publish',
    template: change(TOPIC_POLICY, 'sns:Publish', without(SOURCE_ACCOUNT), allows),
  },
  {
    row: 'permissions/alarm-delivery',
    broken: 'EventBridge may publish',
    template: change(TOPIC_POLICY, 'sns:Publish', ({ Principal }) => { Principal.Service = [Principal.Service, 'events.amazonaws.com']; }, allows),
  },
  { row: 'permissions/alarm-delivery', broken: 'CloudWatch may subscribe', template: change(TOPIC_POLICY, 'sns:Publish', also('sns:Subscribe'), allows) },
  { row: 'permissions/alarm-delivery', broken: 'plain HTTP is allowed', template: plainHttp(TOPIC_POLICY) },
  {
    row: 'permissions/log-encryption',
    broken: 'any log group can use the key',
    template: change(KEY, 'kms:Encrypt', ({ Condition }) => {
      Condition.ArnEquals['kms:EncryptionContext:aws:logs:arn'] = { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*' };
    }),
  },
  {
    row: 'permissions/log-encryption',
    broken: 'one log group is forgotten',
    template: change(KEY, 'kms:Encrypt', ({ Condition }) => Condition.ArnEquals['kms:EncryptionContext:aws:logs:arn'].shift()),
  },
  {
    row: 'permissions/log-encryption',
    broken: 'the key policy names no resource, which IAM refuses',
    template: change(KEY, 'kms:Encrypt', (statement) => { delete statement.Resource; }),
  },
  {
    row: 'permissions/api-invokes',
    broken: 'any method of the path invokes the function',
    template: (template) => template.replaceIn(template.properties('AWS::Lambda::Permission'), '/*/POST/', '/*/*/'),
  },
  {
    row: 'permissions/api-invokes',
    broken: 'EC2 may take the role, and Lambda may not',
    template: change('AWS::IAM::Role', 'sts:AssumeRole', ({ Principal }) => { Principal.Service = 'ec2.amazonaws.com'; }),
  },
  {
    row: 'permissions/stranger',
    broken: 'the table denies other accounts, but for one',
    template: change(TABLE, 'dynamodb:*', ({ Condition }) => {
      Condition.StringNotEquals['aws:PrincipalAccount'] = [Condition.StringNotEquals['aws:PrincipalAccount'], '999999999999'];
    }, ({ Condition }) => Condition.StringNotEquals),
  },
  { row: 'permissions/stranger', broken: 'the table allows plain HTTP', template: plainHttp(TABLE) },
  { row: 'permissions/consumers', broken: 'the relay may read any stream', template: change(POLICY, 'dynamodb:GetRecords', everywhere) },
  {
    row: 'permissions/consumers',
    broken: 'the key is for any queue',
    template: change(POLICY, 'kms:GenerateDataKey', ({ Condition }) => { delete Condition.StringEquals['kms:EncryptionContext:aws:sqs:arn']; },
      ({ Condition }) => Condition?.StringEquals?.['kms:EncryptionContext:aws:sqs:arn']),
  },
  {
    row: 'permissions/consumers',
    broken: 'rules of any account may deliver',
    template: change('AWS::SQS::QueuePolicy', 'sqs:SendMessage', ({ Condition }) => { Condition.ArnEquals['aws:SourceArn'] = 'arn:aws:events:*:*:rule/*'; }),
  },
  {
    row: 'permissions/warm-in-vpc',
    broken: 'the API calls the function, not its warm alias',
    template: (template) => {
      const permission = template.properties('AWS::Lambda::Permission', ({ Principal }) => Principal === 'apigateway.amazonaws.com');
      const called = template.properties('AWS::Lambda::Function', ({ FunctionName }) => String(FunctionName).endsWith('-order-processing'));
      permission.FunctionName = { 'Fn::GetAtt': [template.logicalId(called), 'Arn'] };
    },
  },
  { row: 'permissions/warm-in-vpc', broken: 'the role may start machines', template: change(POLICY, 'ec2:CreateNetworkInterface', also('ec2:RunInstances')) },
  { row: 'permissions/enforced', broken: 'the role may read orders', template: READ_ORDERS },
  { row: 'permissions/enforced', broken: 'the role may write to any table', template: ANY_TABLE },
];
