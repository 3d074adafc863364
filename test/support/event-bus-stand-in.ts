import { once } from 'node:events';
import { createServer, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

export interface PutEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Resources: string[];
  readonly Detail: string;
}

/** What EventBridge does with one request to put events. */
export type BusAnswer =
  | 'take'
  /** Refuses the entries at these positions. */
  | { readonly refused: readonly number[]; readonly code?: string }
  /** Refuses the request. */
  | { readonly status: number; readonly error: string; readonly message?: string };

export interface EventBusStandIn {
  /** When the bus was made, in seconds. */
  createdAt: number;
  readonly endpoint: string;
  /** Entries of each request, whatever became of them. */
  readonly requests: readonly PutEntry[][];
  /** Entries that were taken, in order. */
  readonly taken: readonly PutEntry[];
  /** Answers to the next requests, the last one also to all later ones. Forgets what was before. */
  next(...answers: BusAnswer[]): void;
  stop(): Promise<void>;
}

/** Stands in for EventBridge where it must fail on purpose, at the HTTP level, so that the real client meets real failures. */
export async function startEventBusStandIn(): Promise<EventBusStandIn> {
  let answers: BusAnswer[] = ['take'];
  let requests: PutEntry[][] = [];
  let taken: PutEntry[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      if (request.headers['x-amz-target'] === 'AWSEvents.DescribeEventBus') return send(response, 200, { Name: 'orders', CreationTime: standIn.createdAt });
      const { Entries } = JSON.parse(Buffer.concat(chunks).toString()) as { Entries: PutEntry[] };
      requests.push(Entries);
      const answer = answers.length > 1 ? answers.shift()! : answers[0];
      if (answer !== 'take' && 'status' in answer) return send(response, answer.status, { __type: answer.error, message: answer.message ?? answer.error });
      const refused = answer === 'take' ? [] : answer.refused.filter((position) => position < Entries.length);
      const code = answer === 'take' ? '' : answer.code ?? 'ThrottlingException';
      taken.push(...Entries.filter((_entry, position) => !refused.includes(position)));
      return send(response, 200, {
        FailedEntryCount: refused.length,
        Entries: Entries.map((_entry, position) => refused.includes(position) ? { ErrorCode: code, ErrorMessage: 'refused' } : { EventId: String(position) }),
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const standIn: EventBusStandIn = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    createdAt: 0,
    get requests() { return requests; },
    get taken() { return taken; },
    next(...list) {
      answers = list;
      requests = [];
      taken = [];
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return standIn;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
