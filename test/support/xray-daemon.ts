import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes: the datagrams of a process that this one has no time for. */
const RECEIVE_BUFFER = 1_000_000;
/** Milliseconds. A busy machine takes a while to load what sends a trace. */
const LONGEST_WAIT = 5_000;

export interface XRayDaemon {
  readonly address: string;
  /** Documents received since the last call, after giving at least `expected` the time to arrive. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  documents(expected?: number): Promise<any[]>;
  stop(): Promise<void>;
}

/** Receives traces as Lambda's X-Ray daemon does: a header line and a document in each datagram. */
export async function startXRayDaemon(): Promise<XRayDaemon> {
  const socket = createSocket('udp4');
  let received: string[] = [];
  socket.on('message', (datagram) => received.push(datagram.toString()));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.setRecvBufferSize(RECEIVE_BUFFER);
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async documents(expected = 0) {
      for (const deadline = Date.now() + LONGEST_WAIT; received.length < expected && Date.now() < deadline;) await sleep(10);
      // For those that should not come.
      await sleep(100);
      const documents = received.map((datagram) => JSON.parse(datagram.slice(datagram.indexOf('\n'))));
      received = [];
      return documents;
    },
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}
