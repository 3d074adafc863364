import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { MiniStack } from '../local-aws/ministack';

/** All items of the orders table. */
export async function storedOrders(miniStack: MiniStack, tableName: string): Promise<Record<string, unknown>[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(miniStack.clientConfiguration));
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateScan({ client }, { TableName: tableName, ConsistentRead: true })) items.push(...page.Items ?? []);
  client.destroy();
  return items;
}
