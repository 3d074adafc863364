import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeFinding, acknowledgeInlinePolicy } from '../compliance/acknowledged-finding';

/** What the order function's role may touch. */
export interface OrderRoleInputs {
  readonly table: ITable;
  readonly tableKey?: IKey;
  readonly environmentKey: IKey;
  readonly logGroup: ILogGroup;
  readonly functionName: string;
  readonly inVpc: boolean;
}

/**
 * Creates the execution role with the least it needs. X-Ray's statement is added by the function itself when tracing is on.
 *
 * @internal
 */
export function createOrderRole(scope: Construct, { table, tableKey, environmentKey, logGroup, functionName, inVpc }: OrderRoleInputs): Role {
  const stack = Stack.of(scope);
  const role = new Role(scope, 'OrderProcessingRole', {
    description: 'Order function: stores orders in one table and writes one log group',
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  const allow = (sid: string, actions: string[], resources: string[], conditions?: Record<string, Record<string, string | string[]>>) =>
    role.addToPrincipalPolicy(new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources, conditions }));

  allow('StoreOrders', ['dynamodb:PutItem'], [table.tableArn]);
  allow('WriteOwnLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
  if (tableKey) {
    const throughDynamoDb = { 'kms:ViaService': `dynamodb.${stack.region}.${stack.urlSuffix}` };
    // What DynamoDB documents as needed, with its wildcards written out.
    allow('UseTableKeyThroughDynamoDb', [
      'kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext',
    ], [tableKey.keyArn], {
      StringEquals: { ...throughDynamoDb, 'kms:EncryptionContext:aws:dynamodb:tableName': table.tableName },
    });
    // DescribeKey has no encryption context: a condition on one would never hold.
    allow('FindTableKeyThroughDynamoDb', ['kms:DescribeKey'], [tableKey.keyArn], { StringEquals: throughDynamoDb });
  }
  const functionArn = stack.formatArn({ service: 'lambda', resource: 'function', resourceName: functionName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  allow('DecryptOwnEnvironment', ['kms:Decrypt'], [environmentKey.keyArn], {
    // The function and its published versions.
    ArnLike: { 'kms:EncryptionContext:aws:lambda:FunctionArn': [functionArn, `${functionArn}:*`] },
  });
  if (inVpc) {
    // Lambda checks these before the interface exists: no resource can be named.
    allow('AttachToVpc', [
      'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
    ], ['*']);
  }
  acknowledgeInlinePolicy(role);
  acknowledgeFinding(role,
    'X-Ray\'s write actions and, in a VPC, those on network interfaces have no resource that a policy could name; every other statement names one.',
    'AwsSolutions-IAM5[Resource::*]');
  return role;
}
