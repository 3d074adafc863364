import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { HandlerProcess, startHandlerProcess } from '../../support/handler-process';
import { SMALL_ORDER } from '../../support/order-arbitrary';
import { startXRayDaemon } from '../../support/xray-daemon';

jest.setTimeout(60_000);

const ORDER = { body: JSON.stringify(SMALL_ORDER), headers: { 'idempotency-key': '9d7e8f3c-4a0e-4f0a-9a53-0c1c4d1f7a11' } };

/** Answers every write, and whatever else is asked, as `answers` says; counts both, and connections. */
class CountingDynamoDb {
  public connections = 0;
  public readonly requests: string[] = [];
  private readonly server: Server;

  constructor(answers = true) {
    this.server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.headers['x-amz-target'] ?? request.url}`);
      request.resume().on('end', () => { if (answers || request.method === 'POST') response.end('{}'); });
    });
    this.server.on('connection', () => this.connections++);
  }

  public async start(port = 0): Promise<string> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

let handler: HandlerProcess | undefined;
let dynamoDb: CountingDynamoDb | undefined;

afterEach(async () => {
  await handler?.stop();
  await dynamoDb?.stop();
  [handler, dynamoDb] = [undefined, undefined];
});

async function primedHandler(environment: Record<string, string>): Promise<HandlerProcess> {
  handler = startHandlerProcess(environment);
  await handler.loaded();
  return handler;
}

test('the first order opens no connection: init has, without a write', async () => {
  dynamoDb = new CountingDynamoDb();
  const primed = await primedHandler({ AWS_ENDPOINT_URL: await dynamoDb.start() });
  expect(dynamoDb.requests).toEqual(['GET /ping']);

  expect((await primed.invoke(ORDER)).status).toBe(201);
  expect(dynamoDb.requests).toEqual(['GET /ping', 'POST DynamoDB_20120810.PutItem']);
  expect(dynamoDb.connections).toBe(1);
});

test('init leaves no line and no trace, also where it was started with a sampled one', async () => {
  const daemon = await startXRayDaemon();
  dynamoDb = new CountingDynamoDb();
  const primed = await primedHandler({
    AWS_ENDPOINT_URL: await dynamoDb.start(),
    _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    AWS_XRAY_DAEMON_ADDRESS: daemon.address,
  });
  const { output, status } = await primed.invoke(ORDER);

  expect(status).toBe(201);
  expect(output.trim().split('\n').map((line) => JSON.parse(line).message)).toEqual(['Order stored']);
  // The order's own is the only one: UDP on loopback keeps its order.
  expect(await daemon.documents(1)).toHaveLength(1);
  await daemon.stop();
});

test('a table that cannot be reached during init takes the first order once it is back', async () => {
  const port = Number(new URL(await (dynamoDb = new CountingDynamoDb()).start()).port);
  await dynamoDb.stop();
  const primed = await primedHandler({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
  dynamoDb = new CountingDynamoDb();
  await dynamoDb.start(port);

  expect((await primed.invoke(ORDER)).status).toBe(201);
  expect(dynamoDb.requests).toEqual(['POST DynamoDB_20120810.PutItem']);
});

test('a network that never answers does not hold up the start', async () => {
  dynamoDb = new CountingDynamoDb(false);
  const primed = await primedHandler({ AWS_ENDPOINT_URL: await dynamoDb.start() });

  expect((await primed.invoke(ORDER)).status).toBe(201);
});

test('without credentials the function starts, and says so with its first order', async () => {
  dynamoDb = new CountingDynamoDb();
  const primed = await primedHandler({ AWS_ENDPOINT_URL: await dynamoDb.start(), AWS_ACCESS_KEY_ID: '' });

  expect((await primed.invoke(ORDER)).status).toBe(500);
  expect(dynamoDb.requests).toEqual([]);
});

test('switched off, init asks the table for nothing', async () => {
  dynamoDb = new CountingDynamoDb();
  await primedHandler({ AWS_ENDPOINT_URL: await dynamoDb.start(), PRIMING: 'false' });

  expect(dynamoDb.connections).toBe(0);
});
