/** @jest-environment ./test/support/one-realm-environment.ts */
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import { createRelay, Relay } from '../../../lambda/relay/relay';
import { handlerOn } from '../../support/api-client';
import { EventBusStandIn, startEventBusStandIn } from '../../support/event-bus-stand-in';
import { FaultyDynamoDb, startFaultyDynamoDb } from '../../support/faulty-dynamodb';
import { SMALL_ORDER, USUAL_ORDER, validOrder } from '../../support/order-arbitrary';

jest.setTimeout(60_000);

const SOURCE = 'urn:order-processing:shop-test';

let bus: EventBusStandIn;
let relay: Relay;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  bus = await startEventBusStandIn();
});
afterAll(async () => bus.stop());

beforeEach(() => {
  bus.createdAt = 0;
  bus.next('take');
  relay = newRelay();
  lines = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(JSON.parse(String(text)));
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

/** With a client of its own: the SDK's budget for retries is one client's. */
function newRelay(): Relay {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: bus.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'first',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  return createRelay({ eventBusName: 'orders', eventSource: SOURCE, logLevel: 'INFO' });
}

const call = (records: DynamoDBRecord[], by = relay) => by({ Records: records }, { awsRequestId: 'request-1' });

let sequence = 100;
function inserted(image: Record<string, AttributeValue>, changes: Partial<DynamoDBRecord> = {}): DynamoDBRecord {
  return {
    eventName: 'INSERT',
    dynamodb: { NewImage: image, SequenceNumber: String(sequence++), ApproximateCreationDateTime: 1_800_000_000 },
    ...changes,
  };
}

function orderImage(orderId: string, attributes: Record<string, AttributeValue> = {}): Record<string, AttributeValue> {
  return {
    orderId: { S: orderId }, status: { S: 'RECEIVED' }, createdAt: { S: '2026-11-26T12:00:00.000Z' }, requestId: { S: 'r' }, payloadHash: { S: 'h' }, ...attributes,
  };
}

const ids = (count: number, prefix = 'order') => Array.from({ length: count }, (_one, index) => `${prefix}-${index}`);
const takenIds = () => bus.taken.map(({ Detail }) => JSON.parse(Detail).id);

describe('the event of an order that the handler stored', () => {
  let dynamoDb: FaultyDynamoDb;
  beforeAll(async () => {
    dynamoDb = await startFaultyDynamoDb();
  });
  afterAll(async () => dynamoDb.stop());

  /** Places an order and relays what the handler wrote. */
  async function placeAndRelay(order: object): Promise<{ text: string; detail: string }> {
    dynamoDb.next('store');
    const { text } = await handlerOn(dynamoDb.endpoint, 'orders')({ body: JSON.stringify(order), headers: { 'idempotency-key': 'k' } });
    const { Item } = dynamoDb.attempts[0].body;
    bus.next('take');
    const fresh = newRelay();
    await call([inserted(Item)], fresh);
    return { text, detail: bus.taken[0].Detail };
  }

  test('is a CloudEvents document around the bytes that the 201 answered', async () => {
    const { text, detail } = await placeAndRelay(USUAL_ORDER);
    const { orderId, createdAt } = JSON.parse(text);
    expect(detail).toBe(JSON.stringify({
      specversion: '1.0',
      id: orderId,
      source: SOURCE,
      type: 'order-processing.order-placed.v1',
      subject: orderId,
      time: createdAt,
      datacontenttype: 'application/json',
      data: 'the order',
    }).replace('"the order"', text));
    expect(bus.taken[0]).toMatchObject({ EventBusName: 'orders', Source: SOURCE, DetailType: 'OrderPlaced' });
  });

  test('has these bytes whatever the order is', async () => {
    await fc.assert(fc.asyncProperty(validOrder, async (order) => {
      const { text, detail } = await placeAndRelay(order);
      expect(detail.endsWith(`"data":${text}}`)).toBe(true);
    }), { numRuns: 60, seed: 1 });
  });
});

test('a change, a removal and what is no order make no event', async () => {
  await call([
    inserted(orderImage('changed'), { eventName: 'MODIFY' }),
    inserted(orderImage('removed'), { eventName: 'REMOVE' }),
    inserted({ other: { S: 'key' } }),
    { eventName: 'INSERT', dynamodb: { SequenceNumber: '1' } },
    inserted(orderImage('new')),
  ]);
  expect(takenIds()).toEqual(['new']);
});

test('what only an own handler stores keeps its value: sets, bytes, numbers with more digits than JSON\'s readers keep, and no time', async () => {
  await call([inserted({
    orderId: { S: 'own' },
    many: { N: '12345678901234567890' },
    few: { N: '12.5' },
    tags: { SS: ['a', 'b'] },
    amounts: { NS: ['1', '2'] },
    bytes: { B: 'AQI=' },
    none: { NULL: true },
    yes: { BOOL: false },
    list: { L: [{ M: { b: { N: '1' }, a: { S: '' } } }] },
  })]);
  expect(JSON.parse(bus.taken[0].Detail)).toMatchObject({
    id: 'own',
    time: '2027-01-15T08:00:00.000Z',
    data: { many: '12345678901234567890', few: 12.5, tags: ['a', 'b'], amounts: [1, 2], bytes: 'AQI=', none: null, yes: false, list: [{ a: '', b: 1 }] },
  });
});

test('an order whose total is larger than what patterns compare is marked', async () => {
  await call([inserted(orderImage('large', { totalAmount: { N: '5000000001' } })), inserted(orderImage('usual', { totalAmount: { N: '5000000000' } }))]);
  expect(bus.taken.map(({ Resources }) => Resources)).toEqual([['urn:order-processing:large-total'], []]);
});

test('orders of before delivery began are skipped, those of the same second are not', async () => {
  bus.createdAt = 1_800_000_000.7;
  const at = (second: number, id: string) => inserted(orderImage(id), { dynamodb: { NewImage: orderImage(id), SequenceNumber: '1', ApproximateCreationDateTime: second } });
  await call([at(1_799_999_999, 'before'), at(1_800_000_000, 'same'), at(1_800_000_001, 'after')]);
  expect(takenIds()).toEqual(['same', 'after']);
});

describe('requests', () => {
  test('hold ten events at most, in order', async () => {
    await call(ids(23).map((id) => inserted(orderImage(id))));
    expect(bus.requests.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(takenIds()).toEqual(ids(23));
  });

  test('stay below 256 KB, unless one event is larger by itself', async () => {
    const text = (kilobytes: number) => ({ notes: { S: 'ü'.repeat(kilobytes * 512) } });
    await call([inserted(orderImage('a', text(100))), inserted(orderImage('b', text(100))), inserted(orderImage('c', text(100))), inserted(orderImage('d', text(380)))]);
    expect(bus.requests.map((entries) => entries.map(({ Detail }) => JSON.parse(Detail).id))).toEqual([['a', 'b'], ['c'], ['d']]);
    for (const entries of bus.requests.slice(0, 2)) {
      expect(entries.reduce((bytes, { Detail }) => bytes + Buffer.byteLength(Detail), 0)).toBeLessThan(256 * 1024);
    }
  });
});

describe('an entry that is refused', () => {
  test('is tried again by itself', async () => {
    bus.next({ refused: [1, 3] }, 'take');
    await expect(call(ids(5).map((id) => inserted(orderImage(id))))).resolves.toEqual({ batchItemFailures: [] });
    expect(bus.requests.map(({ length }) => length)).toEqual([5, 2]);
    expect(takenIds().sort()).toEqual(ids(5));
  });

  test('for good is where Lambda begins again: what came before it is not repeated', async () => {
    const records = ids(25).map((id) => inserted(orderImage(id)));
    bus.next('take', { refused: [4], code: 'InternalFailure' }, { refused: [0] });
    await expect(call(records)).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: records[14].dynamodb!.SequenceNumber }] });
    expect(takenIds()).not.toContain('order-14');
    expect(takenIds().filter((id) => id >= 'order-20' && id.length === 8)).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', orderId: 'order-14', published: 14, failure: { name: 'ThrottlingException', message: 'refused' } })]);
  });

  test('as the very first of a batch is an error of the function, so that it is counted', async () => {
    bus.next({ refused: [0] });
    await expect(call([inserted(orderImage('first'))])).rejects.toThrow('No order was published');
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', message: 'Orders not published', requestId: 'request-1', records: 1 })]);
  });
});

test.each([
  ['no permission', { status: 400, error: 'AccessDeniedException' }],
  ['no bus', { status: 400, error: 'ResourceNotFoundException' }],
  ['a server error', { status: 500, error: 'InternalException' }],
])('%s fails the batch, and nothing is lost once it is mended', async (_what, refusal) => {
  const records = ids(3).map((id) => inserted(orderImage(id)));
  bus.next(refusal);
  await expect(call(records)).rejects.toThrow('No order was published');
  expect(lines[0]).toMatchObject({ failure: { name: refusal.error } });
  bus.next('take');
  await expect(call(records)).resolves.toEqual({ batchItemFailures: [] });
  expect(takenIds()).toEqual(ids(3));
});

test('logs tell ids and counts, and nothing that a customer wrote', async () => {
  bus.next({ status: 400, error: 'ValidationException', message: 'Value ada@example.com is not valid' });
  await expect(call([inserted(orderImage('one', { customer: { M: { email: { S: SMALL_ORDER.customer.email } } } }))])).rejects.toThrow();
  expect(JSON.stringify(lines)).not.toContain('ada@');
  bus.next('take');
  await call([inserted(orderImage('one'))]);
  expect(lines[1]).toMatchObject({ level: 'INFO', message: 'Orders published', records: 1, published: 1 });
});
