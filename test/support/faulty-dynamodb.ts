import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

/** What DynamoDB does with one attempt to write. */
export type Fault =
  | 'store'
  /** Never answers. */
  | 'hang'
  /** Cuts the connection. */
  | 'reset'
  /** Begins an answer and cuts the connection. */
  | 'truncate'
  /** Something in the way of DynamoDB answers. */
  | { readonly status: number; readonly text: string }
  | { readonly status: number; readonly error: string; readonly message?: string; readonly item?: object };

export interface FaultyDynamoDb {
  readonly endpoint: string;
  /** Attempts since the last `next`. */
  readonly attempts: readonly Attempt[];
  /** Faults of the next attempts, the last one also of all later ones. */
  next(...faults: Fault[]): void;
  stop(): Promise<void>;
}

export interface Attempt {
  readonly headers: IncomingMessage['headers'];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** Stands in for DynamoDB where it must fail on purpose, at the HTTP level, so that the real client meets real failures. */
export async function startFaultyDynamoDb(): Promise<FaultyDynamoDb> {
  let faults: Fault[] = ['store'];
  let attempts: Attempt[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      // As DynamoDB answers what opens a connection.
      if (request.url === '/ping') {
        response.end('healthy');
        return;
      }
      attempts.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      answer(faults.length > 1 ? faults.shift()! : faults[0], response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next(...list) {
      faults = list;
      attempts = [];
    },
    get attempts() {
      return attempts;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(fault: Fault, response: ServerResponse): void {
  if (fault === 'hang') return;
  if (fault === 'reset') {
    response.socket!.resetAndDestroy();
    return;
  }
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'DYNAMODB-REQUEST-ID' };
  if (fault === 'truncate') {
    response.writeHead(200, { ...headers, 'content-length': '100' }).write('{"Attri', () => response.socket!.destroy());
    return;
  }
  if (fault === 'store') {
    response.writeHead(200, headers).end('{}');
    return;
  }
  if ('text' in fault) {
    response.writeHead(fault.status, headers).end(fault.text);
    return;
  }
  const { status, error, message = error, item } = fault;
  response.writeHead(status, headers).end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${error}`, message, Item: item }));
}
