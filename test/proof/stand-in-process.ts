// A process of its own: while this row runs, others synthesize, which would keep the stand-in from answering.
import { startSurroundings } from '../../bench/handler/surroundings';

const ending = new AbortController();

async function run(): Promise<void> {
  const surroundings = await startSurroundings(ending.signal);
  process.on('message', () => process.send!({ stored: surroundings.takeStored().count }));
  // Also when the parent has died.
  process.on('disconnect', () => void surroundings.stop().finally(() => process.exit()));
  process.send!({ endpoint: surroundings.endpoint, certificateFile: surroundings.certificateFile });
}

// Whoever interrupts the proof reaches this process as well: its parent ends it in order.
process.on('SIGINT', () => {});
void run();
