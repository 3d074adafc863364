import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes: the datagrams of a process that this one has no time for. */
const RECEIVE_BUFFER = 1_000_000;
/** Milliseconds. A busy machine takes a while to load what sends a trace. */
const LONGEST_WAIT = 30_000;

export interface XRayDaemon {
  readonly address: string;
  /** Documents received since the last call, once there are at least `expected`. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  documents(expected: number): Promise<any[]>;
  /** Documents received since the last call before the first one of a trace: what a process sends arrives in order. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  documentsBefore(traceId: string): Promise<any[]>;
  stop(): Promise<void>;
}

/** Receives traces as Lambda's X-Ray daemon does: a header line and a document in each datagram. */
export async function startXRayDaemon(): Promise<XRayDaemon> {
  const socket = createSocket('udp4');
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const received: any[] = [];
  socket.on('message', (datagram) => received.push(JSON.parse(datagram.subarray(datagram.indexOf('\n')).toString())));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.setRecvBufferSize(RECEIVE_BUFFER);
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async documents(expected) {
      await until(() => received.length >= expected, `${expected} documents`);
      return received.splice(0);
    },
    async documentsBefore(traceId) {
      const index = () => received.findIndex(({ trace_id: one }) => one === traceId);
      await until(() => index() >= 0, `a document of the trace ${traceId}`);
      return received.splice(0, index() + 1).slice(0, -1);
    },
    async stop() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (const deadline = Date.now() + LONGEST_WAIT; !condition();) {
    if (Date.now() > deadline) throw new Error(`The daemon never got ${what}`);
    await sleep(10);
  }
}
