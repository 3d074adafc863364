import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { MiniStack, startMiniStack } from '../../../tools/local-aws/ministack';
import { DeliveredDocuments } from '../../../tools/local-run/delivered-documents';

jest.setTimeout(180_000);

const { signal } = new AbortController();
let miniStack: MiniStack;
let client: SQSClient;
let queueUrl: string;

beforeAll(async () => {
  miniStack = await startMiniStack();
  client = new SQSClient(miniStack.clientConfiguration);
});

beforeEach(async () => {
  queueUrl = (await client.send(new CreateQueueCommand({ QueueName: `queue-${Date.now()}` }))).QueueUrl!;
});

afterAll(() => miniStack.stop());

async function send(...bodies: string[]): Promise<void> {
  for (const MessageBody of bodies) await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
}

test('what comes while one waits', async () => {
  const deliveries = new DeliveredDocuments(miniStack, queueUrl);
  const documents = deliveries.firstDocuments(60_000, signal);
  await send('{"id":"1"}');
  expect(await documents).toEqual(['{"id":"1"}']);
});

test('each once, however many', async () => {
  const deliveries = new DeliveredDocuments(miniStack, queueUrl);
  const bodies = Array.from({ length: 23 }, (_, id) => JSON.stringify({ id }));
  await send(...bodies);
  expect((await deliveries.newDocuments()).sort()).toEqual([...bodies].sort());
  expect(await deliveries.newDocuments()).toEqual([]);
});

test('nothing, if nothing comes in time', async () => {
  expect(await new DeliveredDocuments(miniStack, queueUrl).firstDocuments(10, signal)).toEqual([]);
});

test('the wait ends when it is interrupted', async () => {
  const interruption = new AbortController();
  const documents = new DeliveredDocuments(miniStack, queueUrl).firstDocuments(60_000, interruption.signal);
  interruption.abort(new Error('interrupted'));
  await expect(documents).rejects.toThrow('interrupted');
});
