import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DISABLE_CREATION_STACK_TRACES, DISABLE_METADATA_STACK_TRACE } from 'aws-cdk-lib/cx-api';
import { OrderConsumer, OrderProcessingPlatform } from '../src';

// The example stack: `npm run local` deploys it to the local AWS, `npm run deploy` to yours.
const app = new App({
  // Stack traces would put this machine's paths into the committed snapshot.
  context: { [DISABLE_METADATA_STACK_TRACE]: true, [DISABLE_CREATION_STACK_TRACES]: true },
});
const stack = new Stack(app, 'OrderProcessingPlatform');
const platform = new OrderProcessingPlatform(stack, 'Orders');
const warehouse = new Queue(stack, 'Warehouse', { enforceSSL: true });
platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(warehouse));
new CfnOutput(stack, 'WarehouseQueueUrl', { value: warehouse.queueUrl, description: 'Queue that gets a document of each stored order' });

const integTest = new IntegTest(app, 'OrderPlacement', { testCases: [stack] });

const order = JSON.parse(readFileSync(join(__dirname, '..', 'examples', 'order.json'), 'utf8'));

// A scan, not a look-up: it also shows that there is just one.
const scan = integTest.assertions.awsApiCall('DynamoDB', 'scan', { TableName: platform.ordersTable.tableName, ConsistentRead: true });
scan.provider.addToRolePolicy({ Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [platform.encryptionKey.keyArn] });
scan.expect(ExpectedResult.objectLike({
  Count: 1,
  Items: [Match.objectLike({ reference: { S: order.reference }, currency: { S: order.currency }, status: { S: 'RECEIVED' } })],
}));

integTest.assertions
  .httpApiCall(platform.ordersUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'integ-order' },
    body: JSON.stringify(order),
  })
  .expect(ExpectedResult.objectLike({
    status: 201,
    body: Match.objectLike({ ...order, status: 'RECEIVED' }),
  }))
  .next(scan);
