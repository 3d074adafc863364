import { AttributeValue, ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { attributeMap } from './attribute-value';
import { withinDeadline } from './write-deadline';
import { toWriteFailure } from './write-failure';
import { OrderMetric, RejectionReason } from '../../../src/handler-contract/order-metrics';
import { RECEIVED } from '../../order/order-document';
import type { AcceptedOrder } from '../order/accepted-order';
import { Rejection } from '../problem';
import type { InvocationRecord } from '../telemetry/invocation-record';
import { traceWrite } from '../telemetry/traced-write';
import type { WriteOutcome } from '../telemetry/xray-subsegment';

/** An item as DynamoDB returns it. Something else may have written or changed it. */
type ExistingItem = Partial<Record<string, AttributeValue>>;

/** The invocation on whose behalf an order is stored. */
export interface Invocation {
  readonly requestId: string;
  /** Milliseconds until Lambda ends the invocation. */
  readonly remainingTime: number;
  readonly record: InvocationRecord;
}

export interface StoredOrder extends AcceptedOrder {
  readonly createdAt: string;
  /** Whether an earlier request had stored it. */
  readonly replayed: boolean;
}

/**
 * Stores an order once.
 *
 * `PutItem` is the only action: the write is refused if the id exists, and the refusal brings the item that does.
 *
 * @throws Rejection 422 if the id belongs to another order, 413 if the item is too large
 * @throws WriteFailure
 */
export async function storeOrder(
  client: DynamoDBClient, tableName: string, order: AcceptedOrder, invocation: Invocation,
): Promise<StoredOrder> {
  const createdAt = new Date().toISOString();
  const subsegment = traceWrite(tableName, order.orderId);
  const start = performance.now();
  let outcome: WriteOutcome = 'failed';
  try {
    const existing = await putIfNew(client, tableName, item(order, createdAt, invocation.requestId), invocation.remainingTime);
    outcome = writeOutcome(existing, order, invocation);
    if (outcome === 'conflict') throw keyReused();
    return { ...order, createdAt: existing?.createdAt?.S ?? createdAt, replayed: outcome === 'replayed' };
  } catch (error) {
    if (error instanceof Rejection && outcome === 'failed') outcome = 'refused';
    throw error;
  } finally {
    subsegment?.end(outcome);
    invocation.record.milliseconds(OrderMetric.WRITE_LATENCY, performance.now() - start);
  }
}

/** Writes an item; if its id exists already, returns the item that has it. */
async function putIfNew(
  client: DynamoDBClient, tableName: string, newItem: Record<string, AttributeValue>, remainingTime: number,
): Promise<ExistingItem | undefined> {
  try {
    await withinDeadline(remainingTime, (abortSignal) => client.send(new PutItemCommand({
      TableName: tableName,
      Item: newItem,
      ConditionExpression: 'attribute_not_exists(orderId)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }), { abortSignal }));
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
    throw toWriteFailure(error as Error);
  }
}

function writeOutcome(existing: ExistingItem | undefined, { payloadHash }: AcceptedOrder, { requestId }: Invocation): WriteOutcome {
  if (!existing) return 'stored';
  // Without its time the first answer cannot be given again.
  if (existing.payloadHash?.S !== payloadHash || existing.createdAt?.S === undefined) return 'conflict';
  // The SDK repeats a write whose answer got lost, and then meets its own first attempt.
  return existing.requestId?.S === requestId ? 'stored' : 'replayed';
}

function item({ orderId, payloadHash, content }: AcceptedOrder, createdAt: string, requestId: string): Record<string, AttributeValue> {
  return attributeMap({ ...content, orderId, status: RECEIVED, createdAt, requestId, payloadHash });
}

function keyReused(): Rejection {
  return new Rejection(RejectionReason.IDEMPOTENCY_KEY_REUSED, {
    status: 422,
    type: 'idempotency-key-reused',
    title: 'Idempotency-Key belongs to another order',
    detail: 'An order with this `Idempotency-Key` and another content is already stored. Use a new key for a new order.',
  });
}
