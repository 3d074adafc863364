import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate } from './certificate';
import { startDynamoDbStandIn } from './dynamodb-stand-in';
import { startTraceReceiver } from './trace-receiver';

/** What a handler meets outside of its process. */
export type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;

/** Starts the servers that all contestants use. */
export async function startSurroundings(signal: AbortSignal) {
  const home = mkdtempSync(join(tmpdir(), 'bench-handler-'));
  const certificate = createCertificate(home);
  const dynamoDb = await startDynamoDbStandIn(certificate);
  const traceReceiver = await startTraceReceiver();
  return {
    signal,
    /** An empty home, but for the certificate. */
    home,
    certificateFile: certificate.file,
    endpoint: dynamoDb.endpoint,
    traceAddress: traceReceiver.address,
    /** Waits for trace documents on their way. */
    tracesSettled: (expected: number) => traceReceiver.settled(expected),
    /** What arrived since the last call. */
    take: () => ({ stored: dynamoDb.takeStored(), traces: traceReceiver.takeReceived() }),
    async stop() {
      traceReceiver.stop();
      await dynamoDb.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
