import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate';

/** An item as DynamoDB's protocol writes it. */
export type Item = Readonly<Record<string, object>>;

export interface DynamoDbStandIn {
  readonly endpoint: string;
  /** Items stored since the last call, how many, and the first of them. */
  takeStored(): { readonly count: number; readonly first?: Item };
  stop(): Promise<void>;
}

/**
 * Items that a refused write can still be told about. The SDK repeats a write seconds after the first attempt at the latest; all items
 * of a long run would fill this process.
 */
const KEPT_ITEMS = 10_000;

/** Answers conditional writes as DynamoDB does, over https and at once: the same for every contestant. */
export async function startDynamoDbStandIn({ certificate, key }: Certificate): Promise<DynamoDbStandIn> {
  const orderIds = new Set<string>();
  const recent = new Map<string, Item>();
  let stored: { count: number; first?: Item } = { count: 0 };

  function putItem(body: string): { status: number; answer: object } {
    const { Item: item, ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: returned } = JSON.parse(body);
    const orderId = item.orderId.S;
    if (condition !== 'attribute_not_exists(orderId)') return { status: 400, answer: { __type: 'ValidationException', message: 'condition expected' } };
    if (orderIds.has(orderId)) return refusal(orderId, returned === 'ALL_OLD');
    orderIds.add(orderId);
    recent.set(orderId, item);
    if (recent.size > KEPT_ITEMS) recent.delete(recent.keys().next().value!);
    stored = { count: stored.count + 1, first: stored.first ?? item };
    return { status: 200, answer: {} };
  }

  /** A repeated write is not told apart from a new one unless it gets the item that is there. */
  function refusal(orderId: string, withItem: boolean): { status: number; answer: object } {
    const refused = { __type: 'ConditionalCheckFailedException', message: 'The conditional request failed' };
    if (!withItem) return { status: 400, answer: refused };
    const existing = recent.get(orderId);
    if (!existing) return { status: 500, answer: { __type: 'InternalServerError', message: `the stand-in kept only the last ${KEPT_ITEMS} items` } };
    return { status: 400, answer: { ...refused, Item: existing } };
  }

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { status, answer } = request.headers['x-amz-target'] === 'DynamoDB_20120810.PutItem'
        ? putItem(Buffer.concat(chunks).toString())
        : { status: 400, answer: { __type: 'UnknownOperationException' } };
      const text = JSON.stringify(answer);
      response.writeHead(status, {
        'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(text), 'x-amzn-requestid': 'STAND-IN',
      }).end(text);
    });
  }

  const server = createServer({ cert: certificate, key, keepAliveTimeout: 60_000 }, respond);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeStored() {
      const taken = stored;
      stored = { count: 0 };
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
