import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { IEventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource } from './order-pattern';
import { acknowledgeFinding, acknowledgeInlinePolicy } from '../compliance/acknowledged-finding';
import { OrderEvent } from '../handler-contract/order-event';
import { PhysicalNames } from '../naming/physical-names';

/** What the relay may touch. */
export interface RelayRoleInputs {
  readonly names: PhysicalNames;
  readonly table: ITable;
  readonly streamArn: string;
  readonly tableKey?: IKey;
  readonly bus: IEventBus;
  readonly failureQueue: IQueue;
  readonly encryptionKey: IKey;
  readonly logGroup: ILogGroup;
}

/**
 * Creates the relay's role: reads one stream, puts one kind of event on one bus, writes one queue and one log group. X-Ray's statement is
 * added by the function itself when tracing is on.
 *
 * @internal
 */
export function createRelayRole(scope: Construct, inputs: RelayRoleInputs): Role {
  const { names, table, streamArn, tableKey, bus, failureQueue, encryptionKey, logGroup } = inputs;
  const stack = Stack.of(scope);
  const role = new Role(scope, 'RelayRole', {
    description: 'Order relay: carries new orders from one stream to one event bus',
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  const allow = (sid: string, actions: string[], resource: string, conditions?: Record<string, Record<string, string | string[]>>) =>
    role.addToPrincipalPolicy(new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources: [resource], conditions }));
  const through = (service: string) => ({ 'kms:ViaService': `${service}.${stack.region}.${stack.urlSuffix}` });

  allow('ReadOrderStream', ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'], streamArn);
  if (tableKey) {
    allow('DecryptStreamThroughDynamoDb', ['kms:Decrypt'], tableKey.keyArn, {
      StringEquals: { ...through('dynamodb'), 'kms:EncryptionContext:aws:dynamodb:tableName': table.tableName },
    });
  }
  // Of every entry of a request.
  allow('PublishOrders', ['events:PutEvents'], bus.eventBusArn, {
    'ForAllValues:StringEquals': { 'events:source': eventSource(names.prefix), 'events:detail-type': OrderEvent.DETAIL_TYPE },
  });
  allow('FindOrderBus', ['events:DescribeEventBus'], bus.eventBusArn);
  allow('GiveUpOrders', ['sqs:SendMessage'], failureQueue.queueArn);
  allow('UseKeyThroughSqs', ['kms:Decrypt', 'kms:GenerateDataKey'], encryptionKey.keyArn, {
    StringEquals: { ...through('sqs'), 'kms:EncryptionContext:aws:sqs:arn': failureQueue.queueArn },
  });
  allow('WriteOwnLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
  allow('DecryptOwnEnvironment', ['kms:Decrypt'], encryptionKey.keyArn, {
    ArnEquals: {
      'kms:EncryptionContext:aws:lambda:FunctionArn': stack.formatArn({
        service: 'lambda', resource: 'function', resourceName: names.relay, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    },
  });
  acknowledgeInlinePolicy(role);
  acknowledgeFinding(role,
    'X-Ray\'s write actions have no resource that a policy could name; every other statement names one.', 'AwsSolutions-IAM5[Resource::*]');
  return role;
}
