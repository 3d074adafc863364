import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { Answer, inParallel, post, storedItems } from './deployed-api';
import { expectDocumented } from '../../support/documented-answers';
import { validOrder } from '../../support/order-arbitrary';

jest.setTimeout(120_000);

const AT_ONCE = 8;
const VALID_ORDERS = 120;
const INVALID_BODIES = 80;
/** Fixed, so that a failure can be repeated. */
const SEED = 5;

const documented = ({ status, headers, text }: Answer) => expectDocumented({ status, headers, json: JSON.parse(text) });

test('an order of any content is answered and stored unaltered', async () => {
  const sent: { readonly order: object; readonly answer: Answer }[] = [];
  await inParallel(fc.sample(validOrder, { numRuns: VALID_ORDERS, seed: SEED }), AT_ONCE, async (order) => {
    sent.push({ order, answer: await post(JSON.stringify(order)) });
  });

  const items = await storedItems();
  expect(sent).toHaveLength(VALID_ORDERS);
  for (const { order, answer } of sent) {
    documented(answer);
    const { orderId, status, createdAt, totalAmount, ...content } = JSON.parse(answer.text);
    expect(content).toEqual(order);
    const { requestId, payloadHash, ...stored } = unmarshall(items.get(orderId)!);
    expect(stored).toEqual({ ...order, orderId, status, createdAt, totalAmount });
  }
});

/** An order with one member replaced, added or gone, anywhere in it. */
const damagedOrder = fc.tuple(validOrder, fc.nat(), fc.oneof(fc.constant(undefined), fc.jsonValue())).map(([order, where, value]) => {
  const damaged = structuredClone(order);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [member, child] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, member]);
      visit(child);
    }
  };
  visit(damaged);
  const [node, member] = places[where % places.length];
  node[member] = value;
  return JSON.stringify(damaged);
});

const invalidBody = fc.oneof(
  { weight: 3, arbitrary: damagedOrder },
  { weight: 1, arbitrary: fc.json() },
  {
    weight: 1,
    arbitrary: fc.tuple(validOrder, fc.double({ min: 0, max: 0.99, noNaN: true })).map(([order, part]) => (
      JSON.stringify(order).slice(0, part * JSON.stringify(order).length)
    )),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

test('what is no order gets a documented answer, and no server error', async () => {
  const statuses = new Map<number, number>();
  await inParallel(fc.sample(invalidBody, { numRuns: INVALID_BODIES, seed: SEED }), AT_ONCE, async (body) => {
    const answer = await post(body as string | Buffer);
    documented(answer);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  });

  console.info(`answers by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
  // A replaced member may leave a valid order.
  expect([...statuses.keys()].filter((status) => ![201, 400, 422].includes(status))).toEqual([]);
  expect(statuses.get(400)).toBeGreaterThan(10);
  expect(statuses.get(422)).toBeGreaterThan(10);
});
