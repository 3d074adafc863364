import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { AddressInfo } from 'node:net';
import { API } from './deployed-api';

export interface AnswerTap {
  readonly endpoint: string;
  /** The next answer is never sent. */
  loseNext(): void;
  stop(): Promise<void>;
}

/**
 * Stands between function and DynamoDB and passes everything on, but for an answer that is to be lost.
 *
 * @param onLost called when DynamoDB has stored an item and its answer is withheld
 */
export async function startAnswerTap(onLost: () => void): Promise<AnswerTap> {
  let losing = false;
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    incoming.pipe(request(`${API.endpoint}${url}`, { method, headers }, (answer) => {
      // Not what opens a connection.
      if (losing && method === 'POST') {
        losing = false;
        answer.resume().on('end', onLost);
        return;
      }
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    }).on('error', () => outgoing.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseNext() {
      losing = true;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
