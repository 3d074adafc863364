import { createHash } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { z } from 'zod';

const logger = new Logger();
const metrics = new Metrics({ singleMetric: false });
const tracer = new Tracer();
const client = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));

const text = (length: number) => z.string().min(1).max(length);

const Order = z.strictObject({
  reference: text(64).optional(),
  currency: z.string().length(3),
  customer: z.strictObject({ id: text(64).optional(), email: z.email().max(254), name: text(200).optional(), phone: text(32).optional() }),
  shippingAddress: z.strictObject({
    recipient: text(200).optional(),
    line1: text(200),
    line2: text(200).optional(),
    city: text(100),
    region: text(100).optional(),
    postalCode: text(16).optional(),
    country: z.string().length(2),
  }).optional(),
  items: z.array(z.strictObject({
    sku: text(64),
    name: text(200).optional(),
    quantity: z.number().int().min(1).max(10_000),
    unitPrice: z.number().int().min(0).max(1_000_000_000),
  })).min(1).max(100),
  notes: z.string().max(2000).optional(),
  metadata: z.record(z.string(), z.string().max(500)).optional(),
});

/** What the Powertools documentation leads to: logger, metrics and tracer, Zod for the body, the document client for the table. */
export async function handler(event: APIGatewayProxyEventV2, context: Context) {
  logger.addContext(context);
  const order = Order.safeParse(JSON.parse(event.body!));
  if (!order.success) return { statusCode: 422, body: JSON.stringify(order.error.issues) };
  const orderId = createHash('sha256').update(event.headers['idempotency-key']!).digest('hex');
  const start = performance.now();
  const totalAmount = order.data.items.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice, 0);
  const stored = { ...order.data, orderId, totalAmount, status: 'RECEIVED', createdAt: new Date().toISOString() };
  await client.send(new PutCommand({
    TableName: process.env.TABLE_NAME,
    Item: stored,
    ConditionExpression: 'attribute_not_exists(orderId)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }));
  metrics.addMetric('WriteLatency', MetricUnit.Milliseconds, performance.now() - start);
  metrics.addMetric('OrdersPlaced', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  logger.info('Order stored', { orderId });
  return { statusCode: 201, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(stored) };
}
