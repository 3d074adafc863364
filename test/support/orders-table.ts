import { AttributeValue, CreateTableCommand, DeleteItemCommand, DynamoDBClient, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { startMiniStack } from '../../tools/local-aws/ministack';

export interface OrdersTable {
  readonly endpoint: string;
  readonly name: string;
  /** Items as DynamoDB holds them, by order id. */
  items(): Promise<Map<string, Record<string, AttributeValue>>>;
  /** Does to an item what a shop's other software may do. */
  setStatus(orderId: string, status: string): Promise<void>;
  delete(orderId: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real orders table, on the DynamoDB that the environment names (`DYNAMODB_ENDPOINT`), otherwise on a MiniStack of its own.
 */
export async function startOrdersTable(): Promise<OrdersTable> {
  const named = process.env.DYNAMODB_ENDPOINT;
  const miniStack = named ? undefined : await startMiniStack();
  const endpoint = named ?? miniStack!.endpoint;
  const name = `orders-${process.pid}-${Date.now()}`;
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  await client.send(new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
  }));
  const key = (orderId: string) => ({ TableName: name, Key: { orderId: { S: orderId } } });
  return {
    endpoint,
    name,
    async items() {
      const found = new Map<string, Record<string, AttributeValue>>();
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey: from }));
        for (const item of page.Items!) found.set(item.orderId.S!, item);
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
    async setStatus(orderId, status) {
      await client.send(new UpdateItemCommand({
        ...key(orderId),
        UpdateExpression: 'SET #status = :status',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': { S: status } },
      }));
    },
    async delete(orderId) {
      await client.send(new DeleteItemCommand(key(orderId)));
    },
    async stop() {
      client.destroy();
      await miniStack?.stop();
    },
  };
}
