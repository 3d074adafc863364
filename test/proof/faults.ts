import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { FaultScene, faultScene } from './fault-scene';
import { ORDERS_TABLE_KEY } from './orders-table-key';
import { PromiseRow } from './promise';
import { functionWorkers } from '../../tools/local-aws/function-workers';
import { signal } from '../../tools/processes/process-group';

const UNHEALTHY = 'order-intake-unhealthy';
const WRITE_REFUSED = ['api-server-errors', UNHEALTHY, 'write-failures'];
const METRICS = 'metrics of API Gateway and DynamoDB, and EMF: published here from the real answers and log lines';

/** @throws unless the answer is a 503 that says when to come back, within the function's time */
function expectUnavailable({ status, headers, body, seconds }: Awaited<ReturnType<FaultScene['place']>>, retryAfter: string): void {
  if (status !== 503) throw new Error(`the caller got ${status} instead of 503: ${body}`);
  if (headers['retry-after'] !== retryAfter) throw new Error(`Retry-After is ${headers['retry-after']} instead of ${retryAfter}`);
  if (headers['content-type'] !== 'application/problem+json') throw new Error(`the content type is ${headers['content-type']}`);
  if (seconds > 29) throw new Error(`the answer took ${seconds.toFixed(1)} s`);
}

/** @throws unless the same order now is stored, once, and answered with 201 */
async function expectStoredOnRetry(scene: FaultScene, key: string, replayed: boolean): Promise<void> {
  const { status, headers, body } = await scene.place(key);
  if (status !== 201) throw new Error(`the retry got ${status}: ${body}`);
  if ((headers['idempotent-replayed'] === 'true') !== replayed) throw new Error(`the retry got Idempotent-Replayed: ${headers['idempotent-replayed']}`);
  await scene.expectStored([String(JSON.parse(body).orderId)]);
}

export const FAULT_ROWS: PromiseRow[] = [
  {
    id: 'faults/table-missing',
    promise: 'Table missing: 503 to the caller, the alarms rise; once it is back, the retry is stored',
    how: 'table deleted and made again under the deployed stack',
    unproven: METRICS,
    async check(bench) {
      const scene = await faultScene(bench);
      const client = new DynamoDBClient(scene.platform.miniStack.clientConfiguration);
      const [key, TableName] = [randomUUID(), scene.platform.outputs.DynamoDBTableName];
      await client.send(new DeleteTableCommand({ TableName }));
      try {
        expectUnavailable(await scene.place(key), '30');
        await scene.expectRinging(WRITE_REFUSED);
      } finally {
        await client.send(new CreateTableCommand({ TableName, ...ORDERS_TABLE_KEY }));
      }
      await expectStoredOnRetry(scene, key, false);
      return `503, Retry-After 30; ${WRITE_REFUSED.join(', ')}; retry stored once`;
    },
  },
  {
    id: 'faults/throttled',
    promise: 'Table throttled: a short throttle is not noticed; a long one gets 503, stores nothing and rings',
    how: 'DynamoDB\'s throttling error from a proxy in front of it: twice, then always',
    unproven: METRICS,
    async check(bench) {
      const scene = await faultScene(bench);
      const throttle = { status: 400, error: 'ProvisionedThroughputExceededException', message: 'The level of configured throughput was exceeded.' };
      scene.proxy.inject(throttle, throttle, 'pass');
      const brief = await scene.place(randomUUID());
      if (brief.status !== 201 || scene.proxy.calls !== 3) throw new Error(`a short throttle got ${brief.status} after ${scene.proxy.calls} attempts`);
      await scene.expectRinging([]);
      const stored = [String(JSON.parse(brief.body).orderId)];
      scene.proxy.inject(throttle);
      expectUnavailable(await scene.place(randomUUID()), '1');
      await scene.metrics.tableThrottled(scene.proxy.calls);
      await scene.expectRinging([...WRITE_REFUSED, 'table-throttles']);
      await scene.expectStored(stored);
      return '2 throttles: 201; more: 503, Retry-After 1, nothing stored, 4 alarms';
    },
  },
  {
    id: 'faults/slow',
    promise: 'Table slow: the caller waits; silent: 503 within the function\'s time; an answer that gets lost stores no order twice',
    how: 'proxy that answers late, that cuts the connection after the write, that never answers',
    unproven: METRICS,
    async check(bench) {
      const scene = await faultScene(bench);
      const expectAccepted = ({ status }: { status: number }, attempts: number, what: string) => {
        if (status !== 201 || scene.proxy.calls !== attempts) throw new Error(`${what} got ${status} after ${scene.proxy.calls} attempts`);
      };
      scene.proxy.inject('lose-answer', 'pass');
      const lost = await scene.place(randomUUID());
      expectAccepted(lost, 2, 'a lost answer');
      scene.proxy.inject({ delayMilliseconds: 2_000 });
      const late = await scene.place(randomUUID());
      expectAccepted(late, 1, 'a late answer');
      await scene.expectRinging([]);
      const stored = [lost, late].map(({ body }) => String(JSON.parse(body).orderId));
      await scene.expectStored(stored);
      scene.proxy.inject('hang');
      // Without the API as well: only then does MiniStack publish the function's duration.
      const [silent] = await Promise.all([scene.place(randomUUID()), scene.invoke(randomUUID())]);
      expectUnavailable(silent, '2');
      await scene.expectRinging(['function-duration', ...WRITE_REFUSED]);
      await scene.expectStored(stored);
      return `lost answer: 201, stored once; answer after 2 s: 201; silence: 503 after ${silent.seconds.toFixed(1)} s, nothing stored, 4 alarms`;
    },
  },
  {
    id: 'faults/key-disabled',
    promise: 'Key disabled: 503, nothing stored, the alarms rise; the retry is stored once the key is back',
    how: 'DynamoDB\'s answers to a disabled key from a proxy',
    unproven: `that DynamoDB answers so (its documentation says it): MiniStack's tables do not use the key; ${METRICS}`,
    async check(bench) {
      const scene = await faultScene(bench);
      const key = randomUUID();
      const answers = [
        { status: 400, error: 'AccessDeniedException', message: 'The ciphertext refers to a customer master key that is disabled (Service: AWSKMS)' },
        { status: 400, error: 'KMSInvalidStateException', message: 'The key is disabled' },
        { status: 400, error: 'InaccessibleEncryptionCredentialsException', message: 'The table is inaccessible' },
      ];
      for (const answer of answers) {
        scene.proxy.inject(answer);
        expectUnavailable(await scene.place(key), '30');
      }
      await scene.expectRinging(WRITE_REFUSED);
      await scene.expectStored([]);
      scene.proxy.inject('pass');
      await expectStoredOnRetry(scene, key, false);
      return `503, Retry-After 30 for ${answers.length} errors, nothing stored, 3 alarms; retry stored once`;
    },
  },
  {
    id: 'faults/function-killed',
    promise: 'Function killed between write and answer: the caller gets a 5XX, and its retry the order that was stored',
    how: 'SIGKILL to the worker that runs the function, after the write',
    unproven: 'the status (MiniStack answers 502, AWS 500); API Gateway\'s metric is published here, Lambda\'s is MiniStack\'s own',
    async check(bench) {
      const scene = await faultScene(bench);
      const key = randomUUID();
      let killed = 0;
      const kill = {
        beforeAnswer: () => {
          for (const pid of functionWorkers(scene.platform.miniStack.processId, scene.functionName)) {
            if (signal(pid, 'SIGKILL')) killed++;
          }
        },
      };
      scene.proxy.inject(kill);
      const { status } = await scene.place(key);
      if (killed === 0) throw new Error('no worker was found');
      if (status < 500) throw new Error(`the caller got ${status}`);
      await scene.invoke(randomUUID());
      await scene.expectRinging(['api-server-errors', 'function-errors', UNHEALTHY]);
      scene.proxy.inject('pass');
      const { headers, body } = await scene.place(key);
      if (headers['idempotent-replayed'] !== 'true') throw new Error(`the retry is no replay: ${body}`);
      const stored = await scene.storedSince();
      const { orderId } = JSON.parse(body);
      if (!stored.includes(orderId) || stored.length !== 2) throw new Error(`stored are ${stored.join(', ')}: not ${orderId} and that of the second invocation`);
      return `${status}; retry 201 with Idempotent-Replayed, stored once; function-errors, api-server-errors, composite`;
    },
  },
  {
    id: 'faults/concurrency-exhausted',
    promise: 'Concurrency exhausted: those beyond it are refused, not lost; function-throttles rises; retries are stored',
    how: 'reserve of 1, slow table, 4 orders at once',
    unproven: 'the status of a refused request (MiniStack 429, AWS 503), and the template\'s reserve, which MiniStack ignores: set by an API call',
    async check(bench) {
      const scene = await faultScene(bench);
      await scene.invoke(randomUUID());
      await scene.expectRinging([]);
      await scene.begin();
      await scene.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: scene.functionName, ReservedConcurrentExecutions: 1 }));
      scene.proxy.inject({ delayMilliseconds: 1_000 });
      const keys = Array.from({ length: 4 }, () => randomUUID());
      const answers = await Promise.all(keys.map(async (key) => ({ key, ...await scene.place(key) })));
      await scene.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: scene.functionName, ReservedConcurrentExecutions: 100 }));
      const accepted = answers.filter(({ status }) => status === 201);
      const refused = answers.filter(({ status }) => [429, 500, 503].includes(status));
      if (accepted.length === 0 || refused.length === 0 || accepted.length + refused.length !== keys.length) {
        throw new Error(`the answers are ${answers.map(({ status }) => status).join(', ')}`);
      }
      await scene.expectStored(accepted.map(({ body }) => JSON.parse(body).orderId));
      const ringing = await scene.states.ringing();
      const missing = ['function-throttles', UNHEALTHY].filter((alarm) => !ringing.includes(alarm));
      if (missing.length > 0) throw new Error(`not in ALARM: ${missing.join(', ')}`);
      scene.proxy.inject('pass');
      for (const { key } of refused) {
        const { status } = await scene.place(key);
        if (status !== 201) throw new Error(`a retry got ${status}`);
      }
      const stored = (await scene.storedSince()).length;
      if (stored !== keys.length) throw new Error(`${stored} orders are stored instead of ${keys.length}`);
      return `${accepted.length} accepted, ${refused.length} refused with ${refused[0].status}, function-throttles; all stored after retries`;
    },
  },
];
