import { once } from 'node:events';
import { createServer, IncomingHttpHeaders, request, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProofBench } from './proof-bench';

/** What happens to one call on its way to DynamoDB or back. */
export type Fault =
  /** Nothing. */
  | 'pass'
  /** Never arrives, never answered. */
  | 'hang'
  /** Arrives; the answer gets lost with the connection. */
  | 'lose-answer'
  /** Arrives late. */
  | { readonly delayMilliseconds: number }
  /** Does not arrive; DynamoDB answers with an error. */
  | { readonly status: number; readonly error: string; readonly message: string }
  /** Arrives; something happens before the answer is sent, which then never is. */
  | { readonly beforeAnswer: () => void };

/** Between function and DynamoDB, on the loopback interface. */
export class FaultProxy {
  public static async start(bench: ProofBench, target: string): Promise<FaultProxy> {
    const server = createServer((incoming, response) => {
      // What opens a connection during init is no call.
      if (incoming.method !== 'POST') {
        response.end();
        return;
      }
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        proxy.handle(target, incoming.headers, Buffer.concat(chunks), response).catch(() => response.destroy());
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new FaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    bench.onClose(async () => {
      server.closeAllConnections();
      server.close();
    });
    return proxy;
  }

  /** Calls since the last `inject`. */
  public calls = 0;

  private faults: Fault[] = ['pass'];

  private constructor(public readonly endpoint: string) {}

  /** Faults of the next calls, the last one also of all later ones. */
  public inject(...faults: Fault[]): void {
    this.faults = faults;
    this.calls = 0;
  }

  private async handle(target: string, headers: IncomingHttpHeaders, body: Buffer, response: ServerResponse): Promise<void> {
    this.calls++;
    const fault = this.faults.length > 1 ? this.faults.shift()! : this.faults[0];
    if (fault === 'hang') return;
    if (typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${fault.error}`, message: fault.message }));
      return;
    }
    if (typeof fault === 'object' && 'delayMilliseconds' in fault) await sleep(fault.delayMilliseconds);
    const answer = await forwarded(target, headers, body);
    if (typeof fault === 'object' && 'beforeAnswer' in fault) {
      fault.beforeAnswer();
      return;
    }
    if (fault === 'lose-answer') {
      response.socket!.resetAndDestroy();
      return;
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function forwarded(target: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(target, { method: 'POST', headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        .on('end', () => resolve({ status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject).end(body);
  });
}
