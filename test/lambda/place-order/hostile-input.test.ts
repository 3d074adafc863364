import { handlerOn, Post } from '../../support/api-client';
import { expectDocumented } from '../../support/documented-answers';
import { SMALL_ORDER } from '../../support/order-arbitrary';
import { OrdersTable, startOrdersTable } from '../../support/orders-table';

let table: OrdersTable;
let post: Post;

beforeAll(async () => {
  table = await startOrdersTable();
  post = handlerOn(table.endpoint, table.name);
});

afterAll(async () => table.stop());

const SMALL = JSON.stringify(SMALL_ORDER);
const base64 = (bytes: Buffer | string) => ({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });
const withNotes = (literal: string) => SMALL.replace(/\}$/, `,"notes":${literal}}`);

describe('is refused with 400 and stores nothing:', () => {
  test.each([
    ['no body', {}],
    ['an empty body', { body: '' }],
    ['a form', { body: 'currency=USD' }],
    ['half a JSON text', { body: SMALL.slice(0, -1) }],
    ['two JSON texts', { body: SMALL + SMALL }],
    ['a byte order mark', { body: `\ufeff${SMALL}` }],
    ['bytes that the API could not decode', { body: withNotes('"caf\ufffd"') }],
    ['base64 of bytes that are no UTF-8', base64(Buffer.concat([Buffer.from(SMALL.slice(0, -1)), Buffer.from([0xff, 0x7d])]))],
    ['base64 of half a character', base64(Buffer.from(withNotes('"€"')).subarray(0, -3))],
    ['base64 of UTF-16', base64(Buffer.from(SMALL, 'utf16le'))],
    ['text that claims to be base64', { body: SMALL, isBase64Encoded: true }],
    ['a repeated member', { body: SMALL.replace('{', '{"currency":"EUR",') }],
    ['__proto__', { body: SMALL.replace('{', '{"__proto__":{"currency":"EUR"},') }],
    ['__proto__ inside', { body: SMALL.replace('{"email"', '{"__proto__":null,"email"') }],
    ['half a surrogate pair', { body: withNotes('"\\ud83d"') }],
    ['a price that a double would round', { body: SMALL.replace('1999', '1999.00000000000000000001') }],
    ['a huge number', { body: SMALL.replace('1999', '1e400') }],
    ['a deep structure', { body: '['.repeat(100_000) }],
    ['a member name longer than DynamoDB stores', { body: `{"${'x'.repeat(65_536)}":1}` }],
    ['the same inside', { body: SMALL.replace('{', `{"metadata":{"${'€'.repeat(21_846)}":""},`) }],
  ])('%s', async (_what, request) => {
    const before = (await table.items()).size;
    const answer = await post(request);

    expectDocumented(answer);
    expect(answer.status).toBe(400);
    expect(answer.json.errors.length).toBeGreaterThan(0);
    expect((await table.items()).size).toBe(before);
  });
});

describe('is refused with 422, naming the place:', () => {
  test.each([
    ['null', 'null', ['']],
    ['an array', '[]', ['']],
    ['a string', '"order"', ['']],
    ['an empty object', '{}', ['/currency', '/customer', '/items']],
    ['an unknown member', SMALL.replace('{', '{"colour":"red",'), ['/colour']],
    ['an unknown member inside', SMALL.replace('{"sku"', '{"color/size":1,"sku"'), ['/items/0/color~1size']],
    ['an own total', SMALL.replace('{', '{"totalAmount":1,'), ['/totalAmount']],
    ['an own id', SMALL.replace('{', '{"orderId":"x",'), ['/orderId']],
    ['an own status', SMALL.replace('{', '{"status":"PAID",'), ['/status']],
    ['a currency that is none', SMALL.replace('USD', 'BTC'), ['/currency']],
    ['no lines', SMALL.replace(/\[.*\]/, '[]'), ['/items']],
    ['101 lines', SMALL.replace(/\[(.*)\]/, (_m, line: string) => `[${Array(101).fill(line).join()}]`), ['/items']],
    ['a fraction of a cent', SMALL.replace('1999', '19.99'), ['/items/0/unitPrice']],
    ['a negative price', SMALL.replace('1999', '-1'), ['/items/0/unitPrice']],
    ['a price as text', SMALL.replace('1999', '"1999"'), ['/items/0/unitPrice']],
    ['no units', SMALL.replace('"quantity":2', '"quantity":0'), ['/items/0/quantity']],
    ['more units than allowed', SMALL.replace('"quantity":2', '"quantity":10001'), ['/items/0/quantity']],
    ['an address that is no e-mail', SMALL.replace('ada@example.com', 'ada'), ['/customer/email']],
    ['too long a note', withNotes(`"${'x'.repeat(2001)}"`), ['/notes']],
    ['metadata that is no text', SMALL.replace('{', '{"metadata":{"a":1},'), ['/metadata/a']],
    ['a metadata name too long', SMALL.replace('{', `{"metadata":{"${'n'.repeat(65)}":""},`), [`/metadata/${'n'.repeat(65)}`]],
    ['everything at once', '{"currency":1,"customer":{},"items":[{"sku":""}]}', [
      '/currency', '/customer/email', '/items/0/quantity', '/items/0/sku', '/items/0/unitPrice',
    ]],
  ])('%s', async (_what, body, pointers) => {
    const answer = await post({ body });

    expectDocumented(answer);
    expect(answer.status).toBe(422);
    expect(answer.json.type).toMatch(/:invalid-order$/);
    expect([...new Set(answer.json.errors.map(({ pointer }: { pointer: string }) => pointer))].sort()).toEqual(pointers);
  });

  test('but no more than a hundred places', async () => {
    const { json } = await post({ body: JSON.stringify({ ...SMALL_ORDER, items: Array(99).fill({}) }) });

    expect(json.errors).toHaveLength(100);
    expect(json.detail).toContain('in 297 places');
  });
});

describe('is answered in brief, however much there is to say:', () => {
  const LONG = 'x'.repeat(300_000);
  const metadata = (count: number, length: number, value: unknown) => (
    { ...SMALL_ORDER, metadata: Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}`.padEnd(length, '/'), value])) }
  );

  test.each([
    ['numbers that overflow under a long name', `{"${LONG}":[${Array(100).fill('1e999').join()}]}`, 400],
    ['a long name, unknown', JSON.stringify({ ...SMALL_ORDER, ['x'.repeat(65_000)]: 1 }), 422],
    ['a long name in the metadata', JSON.stringify(metadata(1, 65_000, 1)), 422],
    ['many names of some length', JSON.stringify(metadata(90, 1000, 1)), 422],
    ['names of control characters', JSON.stringify(metadata(90, 500, 1)).replaceAll('//', '\\u0001'), 422],
  ])('%s', async (_what, body, status) => {
    const answer = await post({ body });

    expectDocumented(answer);
    expect(answer.status).toBe(status);
    expect(Buffer.byteLength(JSON.stringify(answer.text))).toBeLessThan(1_000_000);
    expect(answer.json.errors.length).toBeGreaterThan(0);
    expect(answer.output.length).toBeLessThan(4_000);
  });

  test('a name that is left out is told by what holds it', async () => {
    const { json: { errors } } = await post({ body: JSON.stringify(metadata(1, 65_000, 'text')) });

    expect(errors).toEqual([{ pointer: '/metadata', detail: expect.stringMatching(/^has a name that must NOT have more than 64 characters \(somewhere within/) }]);
  });
});

describe('is refused with 413:', () => {
  test.each([
    ['a body larger than an item', { body: withNotes(`"${'€'.repeat(131_072)}"`) }],
    ['the same in base64', base64(withNotes(`"${'€'.repeat(131_072)}"`))],
    ['more values than an order has', { body: `[${'0,'.repeat(20_000)}0]` }],
  ])('%s', async (_what, request) => {
    const answer = await post(request);

    expectDocumented(answer);
    expect(answer.status).toBe(413);
  });

  test('saying which limit it is', async () => {
    const { json: { detail } } = await post({ body: `[${'0,'.repeat(20_000)}0]` });

    expect(detail).toBe('The order has more than 10000 values: more than this API takes.');
  });
});

describe('is refused with 415:', () => {
  test.each([
    'text/plain', '', 'application/xml', 'application/json; charset=utf-16', 'application/json,application/json', 'application/jsonp',
    'application/json; charset="utf-8', 'application/json; charset=utf-8"', 'application/json; charset', 'application/json;;',
    'application/x-www-form-urlencoded', 'application/problem+json',
  ])('content type `%s`', async (contentType) => {
    const answer = await post({ body: SMALL, headers: { 'content-type': contentType } });

    expectDocumented(answer);
    expect(answer.status).toBe(415);
  });

  test('a content type of many blanks, soon', async () => {
    const start = process.cpuUsage();
    await post({ body: SMALL, headers: { 'content-type': `application/json${' '.repeat(100_000)};${' '.repeat(100_000)}x` } });

    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1_000);
  });

  test('a content type given twice in different casing', async () => {
    expect((await post({ body: SMALL, headers: { 'Content-Type': 'application/json' } })).status).toBe(415);
  });
});

describe('is accepted:', () => {
  test.each(['application/json', 'Application/JSON', 'application/json;charset=UTF-8', ' application/json ; charset="utf-8" ', 'application/json;', 'application/json; charset=utf-8 ;'])(
    'content type `%s`', async (contentType) => {
      expect((await post({ body: SMALL, headers: { 'content-type': contentType } })).status).toBe(201);
    });

  test('a body in base64, stored as decoded', async () => {
    const answer = await post(base64(withNotes('"Grüße, 東京 \ufffd"')));

    expect(answer.json.notes).toBe('Grüße, 東京 \ufffd');
    expect((await table.items()).get(answer.json.orderId)!.notes).toEqual({ S: 'Grüße, 東京 \ufffd' });
  });

  test('the replacement character where it is meant', async () => {
    expect((await post({ body: withNotes('"\\ufffd"') })).json.notes).toBe('\ufffd');
  });

  test('members named like what every object has', async () => {
    const metadata = JSON.parse('{"constructor":"c","toString":"t","hasOwnProperty":"h","valueOf":"v","prototype":"p"}');
    const answer = await post({ body: JSON.stringify({ ...SMALL_ORDER, metadata }) });

    expect(answer.json.metadata).toEqual(metadata);
    expect((await table.items()).get(answer.json.orderId)!.metadata.M).toMatchObject({ constructor: { S: 'c' } });
  });
});

describe('an idempotency key is refused if', () => {
  test.each([
    ['empty', ''],
    ['blank', '  '],
    ['repeated', 'one,other'],
    ['half quoted', '"one'],
    ['an empty string', '""'],
    ['beyond ASCII', 'clé'],
    ['with white space', 'one two'],
    ['too long', 'x'.repeat(256)],
  ])('%s', async (_what, key) => {
    const answer = await post({ body: SMALL, headers: { 'idempotency-key': key } });

    expectDocumented(answer);
    expect(answer.status).toBe(400);
    expect(answer.json.type).toMatch(/:idempotency-key-invalid$/);
  });

  test('given in two headers', async () => {
    expect((await post({ body: SMALL, headers: { 'Idempotency-Key': 'a', 'idempotency-key': 'b' } })).status).toBe(400);
  });
});

test('an event without headers is answered', async () => {
  const answer = await post({ body: SMALL, headers: { 'content-type': undefined as unknown as string } });

  expect(answer.status).toBe(415);
});
