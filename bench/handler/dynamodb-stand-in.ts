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

/** Answers conditional writes as DynamoDB does, over https and at once: the same for every contestant. */
export async function startDynamoDbStandIn({ certificate, key }: Certificate): Promise<DynamoDbStandIn> {
  const orderIds = new Set<string>();
  let stored: { count: number; first?: Item } = { count: 0 };

  function putItem(body: string): { status: number; answer: object } {
    const { Item: item, ConditionExpression: condition } = JSON.parse(body);
    const orderId = item.orderId.S;
    if (condition !== 'attribute_not_exists(orderId)') return { status: 400, answer: { __type: 'ValidationException', message: 'condition expected' } };
    if (orderIds.has(orderId)) return { status: 400, answer: { __type: 'ConditionalCheckFailedException' } };
    orderIds.add(orderId);
    stored = { count: stored.count + 1, first: stored.first ?? item };
    return { status: 200, answer: {} };
  }

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { status, answer } = request.headers['x-amz-target'] === 'DynamoDB_20120810.PutItem'
        ? putItem(Buffer.concat(chunks).toString())
        : { status: 400, answer: { __type: 'UnknownOperationException' } };
      const text = JSON.stringify(answer);
      response.writeHead(status, {
        'content-type': 'application/x-amz-json-1.0', 'content-length': text.length, 'x-amzn-requestid': 'STAND-IN',
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
