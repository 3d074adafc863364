import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Transport = DynamoDBClient['config']['requestHandler'];
type Request = Parameters<Transport['handle']>[0];

/**
 * Stands between the client and the network while the handler rehearses: no write gets past it. With the first one, which has the endpoint,
 * it opens the connection that the first order will use.
 */
export class RehearsalTransport {
  /** Settles when the connection is open, or could not be opened. */
  public connection: Promise<unknown> = Promise.resolve();
  private isConnecting = false;

  constructor(private readonly network: Transport) {}

  public async handle(request: Request) {
    if (!this.isConnecting) {
      this.isConnecting = true;
      this.connection = this.connect(request).catch(() => {});
    }
    return { response: { statusCode: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: emptyObject() } };
  }

  /** DynamoDB answers this without a signature; the agent keeps the connection once the answer is read. */
  private async connect({ protocol, hostname, port }: Request): Promise<void> {
    const ping = { protocol, hostname, port, method: 'GET', path: '/ping', query: {}, headers: { host: hostname } } as unknown as Request;
    const { response } = await this.network.handle(ping, {});
    await new Promise((resolve, reject) => (response.body as Readable).on('end', resolve).on('error', reject).resume());
  }
}

function emptyObject(): Readable {
  return new Readable({
    read() {
      this.push('{}');
      this.push(null);
    },
  });
}
