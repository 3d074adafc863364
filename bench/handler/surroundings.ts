import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate } from './certificate';
import { startDynamoDbStandIn } from './dynamodb-stand-in';
import { startXRayDaemon } from '../../test/support/xray-daemon';

/** What a handler meets outside of its process. */
export type Surroundings = Awaited<ReturnType<typeof startSurroundings>>;

/** Starts the servers that all contestants use. */
export async function startSurroundings(signal: AbortSignal) {
  const home = mkdtempSync(join(tmpdir(), 'bench-handler-'));
  const certificate = createCertificate(home);
  const dynamoDb = await startDynamoDbStandIn(certificate);
  const xray = await startXRayDaemon();
  return {
    signal,
    /** An empty home, but for the certificate. */
    home,
    certificateFile: certificate.file,
    endpoint: dynamoDb.endpoint,
    traceAddress: xray.address,
    takeStored: () => dynamoDb.takeStored(),
    /** Number of trace documents since the last call, after giving so many the time to arrive. */
    takeTraces: async (expected: number) => (await xray.documents(expected)).length,
    async stop() {
      await xray.stop();
      await dynamoDb.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
