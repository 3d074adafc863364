import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Contestant, MEMORY_SIZE } from './contestants';
import { Item } from './dynamodb-stand-in';
import { ORDER_EVENT } from './order-event';
import type { MeasuredProcess, MeasurementPlan } from './process/measurement-plan';
import { Surroundings } from './surroundings';

export interface Measurement extends MeasuredProcess {
  /** What the handler wrote in its first invocation. */
  readonly firstLogLine: string;
  /** What the handler stored first; absent if it stores nothing. */
  readonly firstItem?: Item;
}

const WARM_UP_INVOCATIONS = 50;
const MEASURED_INVOCATIONS = 100;
const MILLISECONDS_PER_INVOCATION = 50;
const LONGEST_START = 60_000;

let processes = 0;

/**
 * Runs a contestant in a fresh process and checks that it did its work.
 *
 * @throws Error if an order was refused or not stored, or a trace is missing or there by mistake
 */
export async function measure(contestant: Contestant, surroundings: Surroundings, memoryCheckpoints: readonly number[] = []): Promise<Measurement> {
  const { runtime, driver, handlerFile, label } = contestant;
  const plan: MeasurementPlan = {
    handlerFile,
    event: ORDER_EVENT,
    keyPrefix: `process-${++processes}`,
    warmUpInvocations: WARM_UP_INVOCATIONS,
    measuredInvocations: MEASURED_INVOCATIONS,
    memoryCheckpoints,
  };
  const invocations = Math.max(1 + WARM_UP_INVOCATIONS + MEASURED_INVOCATIONS, ...memoryCheckpoints);
  const child = spawn(runtime.command, [...driver, JSON.stringify(plan)], {
    env: environment(contestant, surroundings),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: LONGEST_START + invocations * MILLISECONDS_PER_INVOCATION,
    signal: surroundings.signal,
  });
  const [output, errors, report] = [firstLine(child.stdout!), text(child.stderr!), text(child.stdio[3] as Readable)];
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) throw new Error(`${label}: ended with ${exitCode}\n${await errors}`);
  const stored = surroundings.takeStored();
  const traces = await surroundings.takeTraces(contestant.sampled ? invocations : 0);
  checkWork(contestant, invocations, stored.count, traces);
  return { ...JSON.parse(await report) as MeasuredProcess, firstLogLine: await output, firstItem: stored.first };
}

function checkWork({ name, label, sampled }: Contestant, invocations: number, stored: number, traces: number): void {
  const expected = name === 'bare' ? 0 : invocations;
  if (stored !== expected) throw new Error(`${label}: stored ${stored} orders instead of ${expected}`);
  const expectedTraces = sampled ? invocations : 0;
  if (traces !== expectedTraces) throw new Error(`${label}: sent ${traces} trace documents instead of ${expectedTraces}`);
}

/** As Lambda sets it. Nothing of the shell's environment, which could burden or help the start. */
function environment({ sampled, primed }: Contestant, { endpoint, certificateFile, traceAddress, home }: Surroundings): NodeJS.ProcessEnv {
  return {
    PATH: '/usr/bin:/bin',
    HOME: home,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'BENCHMARK',
    AWS_SECRET_ACCESS_KEY: 'benchmark',
    AWS_SESSION_TOKEN: 'benchmark',
    AWS_LAMBDA_FUNCTION_NAME: 'ecommerce-orders-dev-order-processing',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MEMORY_SIZE),
    LAMBDA_TASK_ROOT: '/var/task',
    AWS_XRAY_DAEMON_ADDRESS: traceAddress,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    _X_AMZN_TRACE_ID: `Root=1-6743a1f0-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=${sampled ? 1 : 0}`,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_CA_BUNDLE: certificateFile,
    SSL_CERT_FILE: certificateFile,
    TABLE_NAME: 'ecommerce-orders-dev-orders',
    PLATFORM_NAME: 'ecommerce-orders-dev',
    PRIMING: String(primed),
    POWERTOOLS_SERVICE_NAME: 'ecommerce-orders-dev',
    POWERTOOLS_METRICS_NAMESPACE: 'OrderProcessingPlatform',
  };
}

async function text(stream: Readable): Promise<string> {
  let all = '';
  for await (const chunk of stream) all += chunk;
  return all;
}

/** Reads on to the end, so that the process never waits for its output. */
async function firstLine(stream: Readable): Promise<string> {
  let line = '';
  for await (const chunk of stream) {
    if (!line.includes('\n')) line += chunk;
  }
  return line.split('\n', 1)[0];
}
