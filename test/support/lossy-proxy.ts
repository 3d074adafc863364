import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { AddressInfo } from 'node:net';

/** Passes requests on and loses every answer: what a caller sees of a crash between write and answer. */
export async function startLossyProxy(target: string): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  const server = createServer((incoming) => {
    const { method, headers, url } = incoming;
    incoming.pipe(request(`${target}${url}`, { method, headers }, (answer) => answer.resume()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
