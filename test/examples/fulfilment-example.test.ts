import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';

const SOURCE = readFileSync(join(__dirname, '..', '..', 'examples', 'fulfilment', 'handlers', 'pick', 'index.mjs'), 'utf8');
const EVENT = { id: '1', time: '2026-01-01T12:00:00.000Z', data: { items: [{ sku: 'MUG', quantity: 2, unitPrice: 1999 }] } };

/** The handler on a client that answers as `send` does. */
function handlerOn(send: (command: object) => Promise<unknown>): (event: object) => Promise<void> {
  const { outputText } = transpileModule(SOURCE, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: { handler?: (event: object) => Promise<void> } = {};
  const sdk = { DynamoDBClient: class { public send = send; }, PutItemCommand: class { constructor(public input: object) {} } };
  new Function('exports', 'require', outputText)(exported, () => sdk);
  return exported.handler!;
}

const refused = (name: string) => Promise.reject(Object.assign(new Error(name), { name }));

beforeEach(() => jest.spyOn(console, 'log').mockImplementation(() => {}));

test('an order is listed on the condition that it is not there yet', async () => {
  const commands: { input?: Record<string, unknown> }[] = [];
  await handlerOn(async (command) => commands.push(command))(EVENT);
  expect(commands).toEqual([{
    input: expect.objectContaining({
      Item: { orderId: { S: '1' }, orderedAt: { S: EVENT.time }, picks: { L: [{ M: { sku: { S: 'MUG' }, quantity: { N: '2' } } }] } },
      ConditionExpression: 'attribute_not_exists(orderId)',
    }),
  }]);
});

test('a repetition does nothing', async () => {
  await expect(handlerOn(() => refused('ConditionalCheckFailedException'))(EVENT)).resolves.toBeUndefined();
});

test('what fails is thrown, so that Lambda repeats it', async () => {
  await expect(handlerOn(() => refused('ThrottlingException'))(EVENT)).rejects.toThrow('ThrottlingException');
});
