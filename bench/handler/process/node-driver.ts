// Runs a handler in a process of its own as Lambda's runtime does: load, then one invocation after the other.
// Only what Node.js has loaded anyway is imported here, so that no handler finds its modules loaded for it.
import { writeSync } from 'node:fs';
import type { MeasuredProcess, MeasurementPlan, MemoryUse } from './measurement-plan';

const plan: MeasurementPlan = JSON.parse(process.argv[2]);

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(values: number[]): number {
  return values.sort((left, right) => left - right)[Math.floor(values.length / 2)];
}

let invocations = 0;

function nextEvent() {
  invocations++;
  const requestId = `00000000-0000-4000-8000-${String(invocations).padStart(12, '0')}`;
  return {
    event: { ...plan.event, headers: { ...plan.event.headers, 'idempotency-key': `${plan.keyPrefix}-${invocations}` } },
    context: { awsRequestId: requestId, getRemainingTimeInMillis: () => 29_000 },
  };
}

async function run(): Promise<MeasuredProcess> {
  const loadedBefore = new Set(Object.keys(require.cache));
  const [initStart, initCpuStart] = [now(), cpu()];
  // As Lambda's runtime does.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { handler } = plan.handlerFile.endsWith('.mjs') ? await import(plan.handlerFile) : require(plan.handlerFile);
  const [initWall, initCpu] = [now() - initStart, cpu() - initCpuStart];

  async function invoke(): Promise<{ wall: number; answer: MeasuredProcess['answer'] }> {
    const { event, context } = nextEvent();
    const start = now();
    const answer = await handler(event, context);
    const wall = now() - start;
    if (answer?.statusCode !== 201) throw new Error(`answered ${JSON.stringify(answer)}`);
    return { wall, answer };
  }

  const firstCpuStart = cpu();
  const { wall: firstWall, answer } = await invoke();
  const firstCpu = cpu() - firstCpuStart;
  const loadedFiles = Object.keys(require.cache).filter((file) => !loadedBefore.has(file));

  for (let i = 0; i < plan.warmUpInvocations; i++) await invoke();
  const walls: number[] = [];
  const warmCpuStart = cpu();
  for (let i = 0; i < plan.measuredInvocations; i++) walls.push((await invoke()).wall);
  const warmCpu = (cpu() - warmCpuStart) / plan.measuredInvocations;

  const memoryAtCheckpoints: MemoryUse[] = [];
  for (const checkpoint of plan.memoryCheckpoints ?? []) {
    while (invocations < checkpoint) await invoke();
    const resident = process.memoryUsage.rss();
    global.gc!();
    memoryAtCheckpoints.push({ resident, heap: process.memoryUsage().heapUsed });
  }
  return {
    initWall,
    initCpu,
    firstWall,
    firstCpu,
    warmWall: median(walls),
    warmCpu,
    memory: process.memoryUsage.rss(),
    memoryAtCheckpoints,
    loadedFiles,
    answer,
  };
}

run().then(
  (measured) => {
    writeSync(3, JSON.stringify(measured));
    // The trace of the last invocation is still to be sent.
    setTimeout(() => process.exit(), 20);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
