import { itemSize } from '../../../bench/handler/item-size';

// Expected sizes follow DynamoDB's documented rules, counted by hand.
test.each([
  ['a string by its UTF-8 bytes', { id: { S: 'ä€' } }, 2 + 5],
  ['a number by pairs of significant digits and one byte', { n: { N: '12345' } }, 1 + 4],
  ['a number without its trailing zeros', { n: { N: '1000' } }, 1 + 2],
  ['a negative number with one byte more', { n: { N: '-12' } }, 1 + 3],
  ['a truth value with one byte', { b: { BOOL: true } }, 1 + 1],
  ['a list with three bytes and one for each element', { l: { L: [{ S: 'ab' }, { S: 'c' }] } }, 1 + 3 + 2 + 3],
  ['a map with three bytes and one for each member', { m: { M: { k: { S: 'v' } } } }, 1 + 3 + 1 + 2],
])('DynamoDB counts %s', (_rule, item, bytes) => {
  expect(itemSize(item)).toBe(bytes);
});

test('an unknown type is an error and not nothing', () => {
  expect(() => itemSize({ set: { SS: ['a'] } })).toThrow('type SS');
});
