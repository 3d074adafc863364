import { execFileSync, execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { apiEvent, ApiRequest } from '../support/api-event';
import { recordedMetrics } from '../support/embedded-metric-format';
import { FaultyDynamoDb, startFaultyDynamoDb } from '../support/faulty-dynamodb';
import { HANDLER_ENVIRONMENT } from '../support/handler-process';
import { SMALL_ORDER } from '../support/order-arbitrary';
import { startXRayDaemon } from '../support/xray-daemon';

const SHIPPED = 'assets/place-order';

let dynamoDb: FaultyDynamoDb;
let folder: string;

beforeAll(async () => {
  dynamoDb = await startFaultyDynamoDb();
});

// Outside the project, where nothing of node_modules can be found.
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deployed-handler-'));
  cpSync(SHIPPED, folder, { recursive: true });
  dynamoDb.next('store');
});

afterEach(() => rmSync(folder, { recursive: true }));

afterAll(async () => dynamoDb.stop());

/** Runs the deployed files in a process of their own and returns answer, log line and loaded files. */
async function invoke(request: ApiRequest, environment: Record<string, string> = {}) {
  const script = `
    const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 5000 };
    const event = JSON.parse(require('fs').readFileSync('event.json', 'utf8'));
    import(${JSON.stringify(join(folder, 'index.mjs'))}).then(({ handler }) => handler(event, context)).then((answer) => console.log(JSON.stringify({
      answer, loaded: Object.keys(require('module')._cache).map((file) => require('path').basename(file)),
    })));`;
  writeFileSync(join(folder, 'event.json'), JSON.stringify(apiEvent(request)));
  // As much memory as a small function has.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--max-old-space-size=128', '-e', script], {
    cwd: folder,
    env: { ...HANDLER_ENVIRONMENT, AWS_ENDPOINT_URL: dynamoDb.endpoint, ...environment },
  });
  expect(stderr).toBe('');
  const [line, result] = stdout.trim().split('\n').map((text) => JSON.parse(text));
  return { line, ...result };
}

test('stores an order with nothing but its own files', async () => {
  const { answer, line } = await invoke({ body: JSON.stringify(SMALL_ORDER) });

  expect(answer.statusCode).toBe(201);
  expect(recordedMetrics(line)).toHaveProperty(['OrdersPlaced{Platform=shop-test}'], 1);
});

test.each([200, 400])('logs nothing of an answer with status %d that it cannot read: it may quote the order', async (status) => {
  dynamoDb.next({ status, text: '{"Item":{"notes":mark-notes' });
  const { answer, line } = await invoke({ body: JSON.stringify(SMALL_ORDER) });

  expect(answer.statusCode).toBe(500);
  expect(line.failure).toMatchObject({ kind: 'Unexpected', name: 'SyntaxError', stack: expect.any(Array) });
  expect(JSON.stringify([answer, line])).not.toContain('mark-');
});

test('loads tracing only for a sampled request', async () => {
  const daemon = await startXRayDaemon();
  const trace = (sampled: number) => ({
    _X_AMZN_TRACE_ID: `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=${sampled}`,
    AWS_XRAY_DAEMON_ADDRESS: daemon.address,
    PRIMING: 'false',
  });
  const unsampled = await invoke({ body: JSON.stringify(SMALL_ORDER) }, trace(0));
  const sampled = await invoke({ body: JSON.stringify(SMALL_ORDER) }, trace(1));

  expect(unsampled.loaded).toEqual(['place-order.js', 'order-validator.js']);
  expect(sampled.loaded).toEqual(['place-order.js', 'order-validator.js', 'xray-subsegment.js']);
  expect(await daemon.documents(1)).toHaveLength(1);
  await daemon.stop();
});

describe('with a shop\'s own schema in place of the default one', () => {
  const SCHEMA = {
    type: 'object',
    required: ['table'],
    properties: {
      table: { type: 'integer' },
      dishes: { type: 'array', items: { type: 'string' } },
      items: { type: 'array', items: { type: 'object' } },
      totalAmount: { type: 'integer' },
      currency: { type: 'string' },
    },
    patternProperties: { '^/': { type: 'array', items: { type: 'string' } } },
  };

  // As the construct does at synth.
  beforeEach(() => {
    const compiler = join(process.cwd(), 'assets/order-schema-compiler/index.js');
    const validator = execFileSync(process.execPath, ['-p', `require(${JSON.stringify(compiler)}).compileOrderValidator(${JSON.stringify(JSON.stringify(SCHEMA))})`]);
    writeFileSync(join(folder, 'order-validator.js'), validator);
  });

  const post = (order: unknown) => invoke({ body: JSON.stringify(order), headers: { 'idempotency-key': 'k' } });

  test('stores its orders as they are', async () => {
    const { answer, line } = await post({ table: 4, dishes: ['soup', 'pie'] });

    expect(answer.statusCode).toBe(201);
    expect(JSON.parse(answer.body)).toEqual({ orderId: expect.any(String), status: 'RECEIVED', createdAt: expect.any(String), table: 4, dishes: ['soup', 'pie'] });
    expect(dynamoDb.attempts[0].body.Item).toMatchObject({ table: { N: '4' }, dishes: { L: [{ S: 'soup' }, { S: 'pie' }] } });
    expect(Object.keys(recordedMetrics(line))).toEqual(['WriteLatency{Platform=shop-test}', 'OrdersPlaced{Platform=shop-test}']);
  });

  test('counts what its orders have in common with the default ones', async () => {
    const { line } = await post({ table: 4, totalAmount: 3200, currency: 'EUR', items: [{ quantity: 2 }, { quantity: 3 }] });

    expect(recordedMetrics(line)).toMatchObject({ 'OrderValue{Platform=shop-test,Currency=EUR}': 3200, 'OrderItems{Platform=shop-test}': 5 });
  });

  test.each([
    ['a currency that is no code, which would be an unbounded dimension', { totalAmount: 1, currency: 'table money' }],
    ['a negative amount', { totalAmount: -1, currency: 'EUR' }],
    ['lines without quantity', { items: [{}] }],
  ])('does not count %s', async (_what, order) => {
    const { answer, line } = await post({ table: 4, ...order });

    expect(answer.statusCode).toBe(201);
    expect(Object.keys(recordedMetrics(line))).toEqual(['WriteLatency{Platform=shop-test}', 'OrdersPlaced{Platform=shop-test}']);
  });

  test('refuses what violates it', async () => {
    expect(JSON.parse((await post(SMALL_ORDER)).answer.body).errors).toContainEqual({ pointer: '/table', detail: 'is required' });
  });

  test('answers in brief, and soon, what violates it in thousands of places under a name that is long and needs escaping', async () => {
    const { answer, line } = await post({ table: 4, ['/'.repeat(60_000)]: Array(9000).fill(1) });
    const { detail, errors } = JSON.parse(answer.body);

    expect(answer.statusCode).toBe(422);
    expect(Buffer.byteLength(answer.body)).toBeLessThan(1_000_000);
    expect(detail).toBe('The order violates its schema in 9000 places, of which the first 100 are listed.');
    expect(errors[99]).toEqual({ pointer: '', detail: 'must be string (somewhere within: the pointer to the place is too long to list)' });
    expect(line.rules).toEqual(['#/patternProperties/%5E~1/items/type']);
  });

  test('refuses members that the platform stores itself', async () => {
    const { answer } = await post({ table: 4, status: 'PAID', orderId: 'x' });

    expect(answer.statusCode).toBe(422);
    expect(JSON.parse(answer.body).errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/orderId', '/status']);
  });
});

test('carries no credential provider but the environment\'s', () => {
  const code = readFileSync(join(SHIPPED, 'place-order.js'), 'utf8');

  const traces = ['169.254.170.2', 'sso_start_url', 'AssumeRoleWithWebIdentity', 'credential_process', 'AWS_WEB_IDENTITY_TOKEN_FILE'];
  expect(traces.filter((trace) => code.includes(trace))).toEqual([]);
});

test('its source maps name files of the project and hold no sources', () => {
  for (const file of readdirSync(SHIPPED).filter((name) => name.endsWith('.map'))) {
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(SHIPPED, file), 'utf8'));

    expect(sourcesContent).toBeUndefined();
    expect(sources.filter((source: string) => source.startsWith('/'))).toEqual([]);
  }
});
