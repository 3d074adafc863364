import { randomUUID } from 'node:crypto';
import { AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const client = new DynamoDBClient({});

/** Stores the order with the SDK and nothing else: no validation, no log, no metrics, no trace. */
export async function handler(event: APIGatewayProxyEventV2) {
  const order = JSON.parse(event.body!);
  const orderId = randomUUID();
  await client.send(new PutItemCommand({
    TableName: process.env.TABLE_NAME,
    Item: { ...attribute(order).M, orderId: { S: orderId } },
    ConditionExpression: 'attribute_not_exists(orderId)',
  }));
  return { statusCode: 201, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ orderId, ...order }) };
}

function attribute(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  return { M: Object.fromEntries(Object.entries(value as object).map(([member, child]) => [member, attribute(child)])) };
}
