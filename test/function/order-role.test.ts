import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { asText, onlyResource, synthesizedPlatform } from '../support/synthesized-platform';

const { template } = synthesizedPlatform();
const statements: any[] = onlyResource(template(), 'AWS::IAM::Policy').PolicyDocument.Statement;
const statement = (sid: string) => statements.find(({ Sid }) => Sid === sid);

test('only Lambda assumes the role; it has no AWS managed policy and no physical name', () => {
  const role = onlyResource(template(), 'AWS::IAM::Role');
  expect(role.AssumeRolePolicyDocument.Statement).toEqual([{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }]);
  expect(role).not.toHaveProperty('ManagedPolicyArns');
  expect(role).not.toHaveProperty('RoleName');
});

test('the only DynamoDB action is PutItem, on the one table', () => {
  expect(statements.flatMap(({ Action }) => Action).filter(action => action.startsWith('dynamodb:'))).toEqual(['dynamodb:PutItem']);
  expect(asText(statement('StoreOrders').Resource)).toMatch(/^<OrdersOrdersTable\w+\.Arn>$/);
});

test('writes its own log group, and creates none', () => {
  expect(statement('WriteOwnLog').Action).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  expect(asText(statement('WriteOwnLog').Resource)).toMatch(/^<OrdersFunctionLogGroup\w+\.Arn>$/);
});

test('uses the key through DynamoDB for the one table only', () => {
  const { Action, Condition, Resource } = statement('UseTableKeyThroughDynamoDb');
  expect(Action.join()).not.toContain('*');
  expect(asText(Resource)).toMatch(/^<OrdersOrderProcessingKMSKey\w+\.Arn>$/);
  expect(asText(Condition.StringEquals['kms:ViaService'])).toBe('dynamodb.<AWS::Region>.<AWS::URLSuffix>');
  expect(asText(Condition.StringEquals['kms:EncryptionContext:aws:dynamodb:tableName'])).toMatch(/^<OrdersOrdersTable\w+>$/);
});

test('decrypts no other function\'s environment', () => {
  const { Action, Condition } = statement('DecryptOwnEnvironment');
  expect(Action).toBe('kms:Decrypt');
  expect(Condition.ArnLike['kms:EncryptionContext:aws:lambda:FunctionArn'].map(asText)).toEqual([
    'arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:ecommerce-orders-dev-order-processing',
    'arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:ecommerce-orders-dev-order-processing:*',
  ]);
});

test('only X-Ray\'s actions are allowed on everything', () => {
  const anywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(anywhere).toEqual(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
});

test('in a VPC, network interfaces as well, which have no name yet', () => {
  const inVpc = synthesizedPlatform(stack => ({ vpc: new Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'orders', subnetType: SubnetType.PRIVATE_ISOLATED }] }) }));
  const all: any[] = onlyResource(inVpc.template(), 'AWS::IAM::Policy').PolicyDocument.Statement;
  const actions = all.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(actions.filter(action => !action.startsWith('ec2:'))).toEqual(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
  expect(actions.filter(action => action.startsWith('ec2:'))).toHaveLength(6);
  expect(onlyResource(inVpc.template(), 'AWS::IAM::Role')).not.toHaveProperty('ManagedPolicyArns');
});
