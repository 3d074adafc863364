// Runs in a process of its own, which holds nothing but the handler: takes orders and reports its resident memory on the way.
import { writeSync } from 'node:fs';

/** Orders in flight, so that the process waits less for the stand-in. */
const LANES = 8;

const [handlerFile, event, runId, ...checkpoints] = process.argv.slice(2);

async function run(): Promise<number[]> {
  const { handler } = await import(handlerFile);
  const template = JSON.parse(event);
  let taken = 0;
  async function takeOrders(until: number): Promise<void> {
    while (taken < until) {
      const number = ++taken;
      const answer = await handler(
        { ...template, headers: { ...template.headers, 'idempotency-key': `${runId}-${number}` } },
        { awsRequestId: `request-${number}`, getRemainingTimeInMillis: () => 29_000 },
      );
      if (answer?.statusCode !== 201) throw new Error(`order ${number}: ${JSON.stringify(answer)}`);
    }
  }
  const bytes: number[] = [];
  for (const checkpoint of checkpoints.map(Number)) {
    await Promise.all(Array.from({ length: LANES }, () => takeOrders(checkpoint)));
    global.gc!();
    bytes.push(process.memoryUsage.rss());
  }
  return bytes;
}

run().then(
  (bytes) => {
    writeSync(3, JSON.stringify(bytes));
    process.exit();
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
