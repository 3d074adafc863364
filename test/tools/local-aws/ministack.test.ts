import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { MiniStack, startMiniStack } from '../../../tools/local-aws/ministack';
import { groupExists } from '../../../tools/processes/process-group';

jest.setTimeout(180_000);

async function tableNames(miniStack: MiniStack): Promise<string[] | undefined> {
  const client = new DynamoDBClient(miniStack.clientConfiguration);
  return (await client.send(new ListTablesCommand({}))).TableNames;
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(() => true, () => false);
}

async function createTable(miniStack: MiniStack, name: string): Promise<void> {
  await new DynamoDBClient(miniStack.clientConfiguration).send(new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  }));
}

test('is gone after stop, with its process group, port and files', async () => {
  const miniStack = await startMiniStack();
  expect(await tableNames(miniStack)).toEqual([]);
  const runDirectory = dirname(miniStack.environment.HOME!);
  expect(existsSync(runDirectory)).toBe(true);

  await miniStack.stop();

  expect(groupExists(miniStack.processId)).toBe(false);
  expect(existsSync(runDirectory)).toBe(false);
  expect(await answers(miniStack.endpoint)).toBe(false);
});

test('restores the resources of an earlier run from its state directory', async () => {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'ministack-state-'));
  try {
    const first = await startMiniStack({ stateDirectory });
    await createTable(first, 'kept');
    await first.stop();

    const second = await startMiniStack({ stateDirectory });
    expect(await tableNames(second)).toEqual(['kept']);
    await second.stop();
  } finally {
    rmSync(stateDirectory, { recursive: true });
  }
});

test('two run side by side without seeing each other', async () => {
  const [one, other] = await Promise.all([startMiniStack(), startMiniStack()]);
  await createTable(one, 'mine');
  expect(await tableNames(other)).toEqual([]);
  await Promise.all([one.stop(), other.stop()]);
});

test('a port that is in use is named', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;
  await expect(startMiniStack({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is in use`);
  occupant.close();
});

test('hands on nothing of the user\'s AWS settings', async () => {
  process.env.AWS_PROFILE = 'production';
  process.env.AWS_SESSION_TOKEN = 'secret';
  const miniStack = await startMiniStack();
  delete process.env.AWS_PROFILE;
  delete process.env.AWS_SESSION_TOKEN;

  expect(miniStack.environment).toMatchObject({
    AWS_ENDPOINT_URL: miniStack.endpoint,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ACCESS_KEY_ID: 'test',
  });
  expect(Object.keys(miniStack.environment)).not.toContain('AWS_PROFILE');
  expect(Object.keys(miniStack.environment)).not.toContain('AWS_SESSION_TOKEN');
  await miniStack.stop();
});

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('ends when the process that started it ends by %s', async (signal) => {
  const script = `require(${JSON.stringify(join(__dirname, '..', '..', '..', 'tools', 'local-aws', 'ministack.ts'))}).startMiniStack()
    .then(({ endpoint, environment }) => console.log(endpoint + ' ' + environment.HOME));`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(parent.stdout, 'data');
  const [endpoint, home] = String(line).trim().split(' ');
  expect(await answers(endpoint)).toBe(true);

  parent.kill(signal);

  const deadline = Date.now() + 10_000;
  while (existsSync(dirname(home)) && Date.now() < deadline) await sleep(20);
  expect(existsSync(dirname(home))).toBe(false);
  expect(await answers(endpoint)).toBe(false);
});
