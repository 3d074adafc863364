import { IncomingHttpHeaders, request } from 'node:http';
import { MiniStack } from '../local-aws/ministack';

/** A request to the order API and what it answered. */
export interface OrderPlacement {
  readonly request: { readonly url: string; readonly headers: Record<string, string>; readonly body: string };
  readonly response: { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
}

/** Posts `body` to the orders URL of a platform that is deployed in `miniStack`, until `signal` aborts. */
export async function placeOrder(
  miniStack: MiniStack, apiUrl: string, body: string, headers: Record<string, string> = {}, signal?: AbortSignal,
): Promise<OrderPlacement> {
  const sent = { 'content-type': 'application/json', ...headers, 'host': apiHost(miniStack, apiUrl) };
  return new Promise((resolve, reject) => {
    // To the loopback address with a Host header: not every machine resolves names under .localhost.
    const outgoing = request(`${miniStack.endpoint}/orders`, { method: 'POST', headers: sent, timeout: 60_000, signal }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => resolve({
        request: { url: `${apiUrl}/orders`, headers: sent, body },
        response: { status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') },
      }));
    });
    outgoing.on('error', reject).on('timeout', () => outgoing.destroy(new Error(`No answer from ${apiUrl} within 60 s.`)));
    outgoing.end(body);
  });
}

/** Name under which MiniStack serves the API: the value of the Host header. */
export function apiHost(miniStack: MiniStack, apiUrl: string): string {
  const [apiId] = new URL(apiUrl).hostname.split('.');
  return `${apiId}.execute-api.localhost:${miniStack.port}`;
}
