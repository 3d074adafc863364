import * as fc from 'fast-check';
import { JsonReadError, readJson } from '../../../../lambda/place-order/json/json-reader';
import { parsingCases as cases } from '../../../support/json-parsing-suite';

const pointers = (text: string) => readJson(text).violations.listed.map(({ pointer }) => pointer);

test('the suite is there', () => {
  expect([cases('y_').length, cases('n_').length, cases('i_').length].every((count) => count > 20)).toBe(true);
});

test.each(cases('n_'))('$name is no JSON', ({ input }) => {
  expect(() => readJson(input)).toThrow(JsonReadError);
});

/** What becomes of a text: read as `JSON.parse` reads it, refused, or reported because it cannot be stored as it is. */
function outcome(input: string): string {
  try {
    const { value, violations } = readJson(input);
    if (violations.count > 0) return 'reported';
    expect(value).toEqual(withoutNegativeZero(JSON.parse(input)));
    return 'read';
  } catch (error) {
    if (error instanceof JsonReadError) return 'refused';
    throw error;
  }
}

test('every valid text is read, but for those of which something would be lost', () => {
  const others = cases('y_').filter(({ input }) => outcome(input) !== 'read').map(({ name, input }) => `${name} ${outcome(input)}`);

  expect(others).toEqual([
    'y_number.json', 'y_number_real_capital_e.json', 'y_number_real_exponent.json', 'y_number_real_fraction_exponent.json',
    'y_object_duplicated_key.json', 'y_object_duplicated_key_and_value.json', 'y_object_empty_key.json', 'y_object_extreme_numbers.json',
  ].map((name) => `${name} reported`));
});

test.each(cases('i_'))('$name, which a reader may take or not: numbers that do not fit and halves of characters are reported', ({ name, input }) => {
  const refused = /UTF-16|utf16|BOM|500_nested/;
  const reported = /number|surrogate(?!_U\+D800)/;

  expect(outcome(input)).toBe(refused.test(name) ? 'refused' : reported.test(name) ? 'reported' : 'read');
});

test('reads any JSON text like JSON.parse', () => {
  fc.assert(fc.property(fc.json({ stringUnit: 'binary', maxDepth: 8 }), (text) => {
    const { value, violations } = readJson(text);

    if (violations.count === 0) expect(value).toEqual(withoutNegativeZero(JSON.parse(text)));
  }), { numRuns: 2000 });
});

test('any text is either read like JSON.parse or refused like by it', () => {
  const fragments = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'u', 'd8', '00', '1', '-', '.', 'e', '+', ' ', 'true', 'null', 'a', '\u0000', '\u2028');
  fc.assert(fc.property(fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join('')), (text) => {
    let expected: unknown;
    try {
      expected = JSON.parse(text);
    } catch {
      expect(() => readJson(text)).toThrow(JsonReadError);
      return;
    }
    const { value, violations } = readJson(text);
    if (violations.count === 0) expect(value).toEqual(withoutNegativeZero(expected));
  }), { numRuns: 5000 });
});

describe('reports, with its pointer,', () => {
  test.each([
    ['a repeated member', '{"a":{"b":1,"c":2,"b":3}}', ['/a/b']],
    ['a member repeated in another spelling', '{"a":1,"\\u0061":1}', ['/a']],
    ['__proto__ as a member name', '{"x":{"__proto__":{"polluted":true}}}', ['/x/__proto__']],
    ['an empty member name', '{"":1}', ['/']],
    ['a name that needs escaping', '{"a/b~c":1,"a/b~c":2}', ['/a~1b~0c']],
    ['half a surrogate pair', '["ok","\\ud83d"]', ['/1']],
    ['half a surrogate pair, raw', '["\ud83d"]', ['/0']],
    ['half a surrogate pair in a name', '{"\\udc00":1}', ['']],
    ['an integer beyond 2^53', '[9007199254740992, 9007199254740993]', ['/0', '/1']],
    ['more digits than a double holds', '[0.12345678901234567890]', ['/0']],
    ['an overflow', '[1e400,-1e400]', ['/0', '/1']],
    ['an underflow', '[1e-400,1e-131]', ['/0', '/1']],
  ])('%s', (_what, text, expected) => {
    expect(pointers(text)).toEqual(expected);
  });
});

test.each([
  '0', '-1', '9007199254740991', '-9007199254740991', '0.1', '1.50', '1e3', '12E-1', '0e99999', '123456789012345', '0.1e1', '1e-130', '4.35',
])('%s is exact', (literal) => {
  expect(readJson(literal)).toMatchObject({ value: Number(literal), violations: { listed: [] } });
});

test('reads names that every object has by birth', () => {
  const text = '{"constructor":"a","toString":"b","hasOwnProperty":"c"}';

  expect(JSON.stringify(readJson(text).value)).toBe(text);
});

test('minus zero is zero', () => {
  expect(Object.is(readJson('-0.0').value, 0)).toBe(true);
});

test.each([['arrays', '['], ['objects', '{"a":']])('refuses deeply nested %s without overflowing the stack', (_what, open) => {
  expect(() => readJson(open.repeat(100_000))).toThrow('nested more than 30 levels deep');
});

test('reads 30 levels', () => {
  expect(pointers('['.repeat(30) + ']'.repeat(30))).toEqual([]);
});

test('refuses more values than an order has', () => {
  expect(() => readJson(`[${'1,'.repeat(10_000)}1]`)).toThrow(expect.objectContaining({ kind: 'size' }));
});

test('lists at most a hundred violations', () => {
  expect(readJson(`[${'1e999,'.repeat(500)}1]`).violations).toMatchObject({ count: 500, listed: { length: 100 } });
});

describe('a member name', () => {
  const withName = (name: string) => readJson(JSON.stringify({ a: { [name]: 1 } })).violations.listed;

  test.each([['x', 65_535], ['é', 32_767], ['€', 21_845], ['\u{1F9FE}', 16_383]])('of %s may have as many bytes as DynamoDB stores', (character, longest) => {
    expect(withName(character.repeat(longest))).toEqual([]);
    expect(withName(character.repeat(longest + 1))).toEqual([
      { pointer: '/a', detail: expect.stringContaining('is a member name that cannot be stored'), rule: 'is a member name that cannot be stored' },
    ]);
  });
});

test.each([
  ['a number of many zeros', `[0.1${'0'.repeat(380_000)}1]`, ['/0']],
  ['many numbers under a long name', `{"${'x'.repeat(300_000)}":[${Array(5_000).fill('1e999').join()}]}`, Array(100).fill('')],
  ['many numbers under a long name that needs escaping', `{"${'/'.repeat(300_000)}":[${Array(5_000).fill('1e999').join()}]}`, Array(100).fill('')],
])('does not take long over %s', (_what, text, expected) => {
  const start = process.cpuUsage();

  expect(pointers(text)).toEqual(expected);
  // Spelt out or backtracked, each takes many seconds; as it is, milliseconds.
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1_000);
});

test('the message of an error never quotes the text', () => {
  expect(() => readJson('{"secret": sesame}')).toThrow('is not JSON: expected a JSON value at character 12 of the body');
});

function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
