import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BILLING, STACK, WAREHOUSE } from './names';
import { Queue } from './queue';
import { bootstrap, deployStack } from '../../tools/local-aws/cdk-cli';
import { MiniStack } from '../../tools/local-aws/ministack';
import { withMiniStack } from '../../tools/local-aws/with-ministack';
import { exampleOrder } from '../../tools/local-run/example-stack';
import { placeOrder } from '../../tools/local-run/order-placement';
import { ProcessFailure, runProcess } from '../../tools/processes/process-run';
import { ArgumentError, runScript } from '../../tools/processes/script';
import { installAwsCli } from '../support/aws-cli';

const USAGE = 'Usage: npm run test:commands\n\nDeploys a platform with two consumers to a local AWS and tries the commands of the package on it.';
const COMMANDS = 'assets/commands/index.js';

type Event = Record<string, unknown> & { readonly id: string; readonly data: Record<string, unknown> };

interface Scene {
  readonly warehouse: Queue;
  readonly billing: Queue;
  readonly warehouseDeadLetters: Queue;
  readonly billingDeadLetters: Queue;
  /** Events of the orders that were placed. */
  readonly events: readonly Event[];
  /** Runs a command and returns what it printed. */
  readonly run: (...args: string[]) => Promise<string>;
  /** Runs a command that cannot do what it should and returns what it printed. */
  readonly refused: (...args: string[]) => Promise<string>;
}

async function proveCommands(args: string[], signal: AbortSignal): Promise<void> {
  if (args.length > 0) throw new ArgumentError(`Unknown argument: ${args[0]}`);
  const directory = mkdtempSync(join(tmpdir(), 'commands-'));
  try {
    await installAwsCli(directory, 'npm run test:commands', signal);
    await withMiniStack({ signal, onProgress: console.log }, async (miniStack) => {
      const scene = await prepare(miniStack, directory, signal);
      for (const promise of [dryRunsDoNothing, redriveSends, redriveLeaves, replaySends, refusals]) {
        await promise(scene);
        console.log(`ok: ${promise.name}`);
      }
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function prepare(miniStack: MiniStack, directory: string, signal: AbortSignal): Promise<Scene> {
  await bootstrap(miniStack, { signal });
  const outputs = await deployStack(miniStack, { app: 'test/commands/two-consumers.ts', stack: STACK, signal });
  const queue = (url: string) => new Queue(miniStack, `${miniStack.endpoint}${new URL(url).pathname}`);
  const warehouse = queue(outputs.WarehouseUrl);
  const billing = queue(outputs.BillingUrl);
  for (const [key, currency] of Object.entries({ one: 'USD', two: 'USD', three: 'EUR' })) {
    const { response } = await placeOrder(miniStack, outputs.APIGatewayURL, JSON.stringify({ ...exampleOrder(), currency }), { 'idempotency-key': key }, signal);
    assert.equal(response.status, 201, response.body);
  }
  const events = await warehouse.take(3) as Event[];
  assert.equal(events.length, 3, 'the warehouse got every order');
  assert.equal((await billing.take(2)).length, 2, 'billing got the orders in USD');
  const env = { ...miniStack.environment, PATH: `${directory}:${process.env.PATH}` };
  const run = async (...args: string[]) => (await runProcess(process.execPath, [COMMANDS, ...args], { env, signal })).join('\n');
  const refused = async (...args: string[]) => {
    try {
      await run(...args);
    } catch (error) {
      assert(error instanceof ProcessFailure && error.message.includes('exit code 1'), String(error));
      return error.lines.join('\n');
    }
    throw new Error(`${args.join(' ')} was not refused`);
  };
  return {
    warehouse,
    billing,
    warehouseDeadLetters: queue(outputs.WarehouseDeadLettersUrl),
    billingDeadLetters: queue(outputs.BillingDeadLettersUrl),
    events,
    run,
    refused,
  };
}

const redriveFor = (consumer: string, ...options: string[]) => ['redrive', '--stack', STACK, '--consumer', consumer, ...options];
const replayFor = (consumer: string, from: Date, ...options: string[]) => [
  'replay', '--stack', STACK, '--consumer', consumer, '--from', from.toISOString(), '--to', new Date().toISOString(), ...options,
];

/** What EventBridge writes into a rule's dead-letter queue. */
function deadLetter(event: Event): string {
  return JSON.stringify({
    'version': '0', 'id': '1', 'detail-type': 'OrderPlaced', 'source': event.source, 'account': '000000000000', 'time': event.time, 'region': 'us-east-1', 'resources': [], 'detail': event,
  });
}

/** What Lambda writes into the queue of a function's failed invocations. */
function failedInvocation(event: Event): string {
  return JSON.stringify({ version: '1.0', requestContext: { condition: 'RetriesExhausted' }, requestPayload: event, responsePayload: { errorType: 'Error' } });
}

const ids = (events: readonly Record<string, unknown>[]) => events.map(({ id }) => id).sort();

/** When the stack was surely there already. */
const justNow = (milliseconds = 1) => new Date(Date.now() - milliseconds);

async function dryRunsDoNothing({ warehouse, warehouseDeadLetters, events, run }: Scene): Promise<void> {
  await warehouseDeadLetters.send(deadLetter(events[0]));
  assert.match(await run(...redriveFor(WAREHOUSE, '--dry-run')), /About 1 dead letters[^]*Would send/);
  assert.match(await run(...replayFor(WAREHOUSE, justNow(), '--dry-run')), /Would send/);
  assert.deepEqual(await warehouse.take(0), []);
  assert.equal(await warehouseDeadLetters.visible(), 1);
}

async function redriveSends({ warehouse, billing, warehouseDeadLetters, events, run }: Scene): Promise<void> {
  await warehouseDeadLetters.send(failedInvocation(events[1]));
  assert.match(await run(...redriveFor(WAREHOUSE)), /Sent again: 2\. Left in the queue: 0\./);
  const sent = await warehouse.take(2);
  assert.deepEqual(ids(sent), ids(events.slice(0, 2)));
  assert.deepEqual(sent.find(({ id }) => id === events[0].id), { ...events[0], recipient: WAREHOUSE });
  assert.deepEqual(await billing.take(0), [], 'another consumer gets nothing');
  assert.equal(await warehouseDeadLetters.visible(), 0);
}

async function redriveLeaves({ billing, billingDeadLetters, events, refused }: Scene): Promise<void> {
  const inDollars = events.find(({ data }) => data.currency === 'USD')!;
  for (const body of [deadLetter(inDollars), 'no event', deadLetter(events.find(({ data }) => data.currency === 'EUR')!)]) await billingDeadLetters.send(body);
  const printed = await refused(...redriveFor(BILLING));
  assert.match(printed, /holds no order event/);
  assert.match(printed, /does not pass the consumer's filter/);
  assert.deepEqual(ids(await billing.take(1)), [inDollars.id]);
  assert.equal(await billingDeadLetters.visible(), 2, 'what is left can be received at once');
  await billingDeadLetters.empty();
}

async function replaySends({ warehouse, billing, events, run, refused }: Scene): Promise<void> {
  const started = new Date(Math.min(...events.map(({ time }) => Date.parse(String(time)))));
  assert.match(await run(...replayFor(WAREHOUSE, started)), /COMPLETED/);
  assert.deepEqual(ids(await warehouse.take(3)), ids(events), 'neither more nor less, though some were redriven');
  assert.deepEqual(await billing.take(0), [], 'another consumer gets nothing');
  assert.match(await refused(...replayFor(WAREHOUSE, new Date('2020-01-01T00:00:00Z'))), /The archive holds the orders since \d{4}-/);
}

async function refusals({ refused }: Scene): Promise<void> {
  assert.match(await refused(...redriveFor('Nobody')), /no consumer Nobody, but: Billing, Warehouse/);
  assert.match(await refused('redrive', '--stack', 'Nowhere', '--consumer', WAREHOUSE), new RegExp(`no stack Nowhere[^]*${STACK}`));
  assert.match(await refused('redrive', '--stack', 'CDKToolkit', '--consumer', WAREHOUSE), /has no order bus/);
  assert.match(await refused(...redriveFor(WAREHOUSE, '--platform', 'other')), /has no platform other, but: ecommerce-orders-dev/);
  assert.match(await refused(...redriveFor(WAREHOUSE, '--from', '2026-01-01T00:00:00Z')), /knows no time range/);
  assert.match(await refused('replay', '--stack', STACK, '--consumer', WAREHOUSE, '--from', 'yesterday', '--to', 'today'), /a time with its zone/);
}

runScript(proveCommands, USAGE);
