import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';
import { buildSync } from 'esbuild';
import { DeployedPlatform, deployPlatform, storedOrderIds } from './deployed-platform';
import { synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { StandIn, startStandIn } from './stand-in';
import { ORDER_EVENT } from '../../bench/handler/order-event';
import { exampleOrder } from '../../tools/local-run/example-stack';
import { apiHost } from '../../tools/local-run/order-placement';

const REQUESTS = 1_500;
const CONNECTIONS = 10;
const LONGEST_SECONDS = 120;
const MOST_GROWTH = 1.1;
const MOST_PROCESSES = 3;

/** Numbers of orders. */
const CHECKPOINTS = [1_000, 100_000];

/** As Lambda starts Node.js with 256 MB. */
const NODE_FLAGS = ['--expose-gc', '--use-openssl-ca', '--max-semi-space-size=12', '--max-old-space-size=230'];

interface KeyedAnswer {
  readonly key: string;
  readonly status: number;
  readonly orderId?: string;
}

/** Posts orders from several connections at once, each idempotency key twice in a row. */
async function load({ miniStack, outputs }: DeployedPlatform): Promise<{ answers: KeyedAnswer[]; seconds: number }> {
  const answers: KeyedAnswer[] = [];
  let sent = 0;
  const result = await autocannon({
    url: `${miniStack.endpoint}/orders`,
    connections: CONNECTIONS,
    amount: REQUESTS,
    duration: LONGEST_SECONDS,
    requests: [{
      method: 'POST',
      body: JSON.stringify(exampleOrder()),
      setupRequest(request, context) {
        const key = `load-${Math.floor(sent++ / 2)}`;
        Object.assign(context, { key });
        const headers = { 'host': apiHost(miniStack, outputs.APIGatewayURL), 'content-type': 'application/json', 'idempotency-key': key };
        return { ...request, headers };
      },
      onResponse(status, body, context) {
        const { key } = context as { key: string };
        answers.push({ key, status, orderId: status === 201 ? JSON.parse(body).orderId : undefined });
      },
    }],
  });
  if (result.errors > 0) throw new Error(`${result.errors} requests got no answer`);
  return { answers, seconds: result.duration };
}

/** Resident memory of the process that grew least: where the heap stands when it is looked at is chance, and a leak is in every process. */
const memoryAfter = perBench(async (bench): Promise<number[]> => {
  const standIn = await startStandIn(bench);
  let least = await memoryOfProcess(bench, standIn);
  for (let processes = 1; growth(least) > MOST_GROWTH && processes < MOST_PROCESSES; processes++) {
    const next = await memoryOfProcess(bench, standIn);
    if (growth(next) < growth(least)) least = next;
  }
  return least;
});

function growth([few, many]: number[]): number {
  return many / few;
}

/** Resident memory after each number of orders, of a fresh process with nothing but the bundled handler; every order was stored once. */
async function memoryOfProcess(bench: ProofBench, standIn: StandIn): Promise<number[]> {
  const driver = join(bench.directory, 'memory-driver.js');
  buildSync({ entryPoints: [join(__dirname, 'memory-driver.ts')], bundle: true, platform: 'node', outfile: driver });
  const ending = new AbortController();
  bench.onClose(async () => ending.abort());
  const run = randomUUID();
  const handlerFile = join(bench.bundle('place-order'), 'index.mjs');
  const child = spawn(process.execPath, [...NODE_FLAGS, driver, handlerFile, JSON.stringify(ORDER_EVENT), run, ...CHECKPOINTS.map(String)], {
    env: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      AWS_ENDPOINT_URL_DYNAMODB: standIn.endpoint,
      SSL_CERT_FILE: standIn.certificateFile,
      TABLE_NAME: 'orders',
      PLATFORM_NAME: 'memory',
    },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([bench.signal, ending.signal]),
  });
  const [report, errors, [exitCode]] = await Promise.all([text(child.stdio[3] as Readable), text(child.stderr!), once(child, 'close')]);
  if (exitCode !== 0) throw new Error(`the handler's process ended with ${exitCode}: ${errors}`);
  const count = await standIn.stored();
  if (count !== CHECKPOINTS[1]) throw new Error(`${count} orders were stored instead of ${CHECKPOINTS[1]}`);
  return JSON.parse(report);
}

export const LOAD_ROWS: PromiseRow[] = [
  {
    id: 'load/acknowledged-is-stored',
    promise: 'Under load, every order that is answered with 201 is stored, and none twice',
    how: `autocannon: ${REQUESTS} requests over ${CONNECTIONS} connections, each key twice; scan of the table`,
    unproven: 'AWS\'s throughput and its limits: docs/scale.md models them; MiniStack takes some hundred orders a second',
    async check(bench) {
      const assembly = synthesizePlatform(bench, 'Load', { environmentSuffix: 'load' });
      const platform = await deployPlatform(bench, await bench.miniStack(), assembly);
      const { answers, seconds } = await load(platform);
      const refused = answers.filter(({ status }) => status !== 201);
      if (answers.length !== REQUESTS || refused.length > 0) {
        throw new Error(`${answers.length} answers, ${refused.length} of them not 201 (${[...new Set(refused.map(({ status }) => status))].join(', ')})`);
      }
      const orderOfKey = new Map<string, string>();
      for (const { key, orderId } of answers) {
        if ((orderOfKey.get(key) ?? orderId) !== orderId) throw new Error(`key ${key} got orders ${orderOfKey.get(key)} and ${orderId}`);
        orderOfKey.set(key, orderId!);
      }
      const acknowledged = [...new Set(orderOfKey.values())].sort();
      const stored = await storedOrderIds(platform);
      if (acknowledged.length !== orderOfKey.size) throw new Error(`${orderOfKey.size} keys got ${acknowledged.length} different orders`);
      if (stored.join() !== acknowledged.join()) throw new Error(`${acknowledged.length} orders were acknowledged, ${stored.length} are stored`);
      return `${answers.length} × 201 in ${seconds.toFixed(0)} s, ${stored.length} keys, ${stored.length} orders stored`;
    },
  },
  {
    id: 'load/memory-flat',
    promise: `Memory of a function that took 100,000 orders is at most ${MOST_GROWTH} times that after 1,000`,
    how: 'the bundled handler and a stand-in for DynamoDB that counts what it stores, each in a process of its own; the least of at most three',
    unproven: 'Lambda\'s own runtime: Node.js is started with its memory flags for 256 MB',
    begin: (bench) => void memoryAfter(bench).catch(() => {}),
    async check(bench) {
      const [few, many] = await memoryAfter(bench);
      const ratio = growth([few, many]);
      const seen = `${(few / 1e6).toFixed(0)} MB after ${CHECKPOINTS[0]}, ${(many / 1e6).toFixed(0)} MB after ${CHECKPOINTS[1]} orders: × ${ratio.toFixed(2)}`;
      if (ratio > MOST_GROWTH) throw new Error(seen);
      return `${seen}; each stored once`;
    },
  },
];
