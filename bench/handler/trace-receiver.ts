import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface TraceReceiver {
  readonly address: string;
  /** Trace documents received since the last call. */
  takeReceived(): number;
  stop(): void;
}

/** Stands where Lambda's X-Ray daemon would. */
export async function startTraceReceiver(): Promise<TraceReceiver> {
  const socket = createSocket('udp4');
  let received = 0;
  socket.on('message', () => received++);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    takeReceived() {
      const taken = received;
      received = 0;
      return taken;
    },
    stop: () => socket.close(),
  };
}
