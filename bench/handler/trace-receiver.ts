import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TraceReceiver {
  readonly address: string;
  /** Waits until so many trace documents have been received, or none comes any more. */
  settled(expected: number): Promise<void>;
  /** Trace documents received since the last call. */
  takeReceived(): number;
  stop(): void;
}

/** Bytes: the datagrams of a process that this one has no time for. */
const RECEIVE_BUFFER = 1_000_000;
/** Milliseconds. */
const PATIENCE = 2_000;

/** Stands where Lambda's X-Ray daemon would. */
export async function startTraceReceiver(): Promise<TraceReceiver> {
  const socket = createSocket('udp4');
  let received = 0;
  socket.on('message', () => received++);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.setRecvBufferSize(RECEIVE_BUFFER);
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async settled(expected) {
      const deadline = Date.now() + PATIENCE;
      while (received < expected && Date.now() < deadline) await sleep(5);
    },
    takeReceived() {
      const taken = received;
      received = 0;
      return taken;
    },
    stop: () => socket.close(),
  };
}
