import { MAX_POINTER_LENGTH } from '../../../../lambda/place-order/violations/json-pointer';
import { violationAt, ViolationList } from '../../../../lambda/place-order/violations/violation-list';

const WITHIN = 'is wrong (somewhere within: the pointer to the place is too long to list)';
const LONGEST = 'x'.repeat(MAX_POINTER_LENGTH - 1);

describe('a place', () => {
  test.each([
    ['by its path', { path: ['items', 3, 'a/b'] }, '/items/3/a~1b', 'is wrong'],
    ['by what a pointer leads to', { pointer: '/items/3', path: ['sku'] }, '/items/3/sku', 'is wrong'],
    ['at the longest pointer', { path: [LONGEST] }, `/${LONGEST}`, 'is wrong'],
    ['below the longest pointer', { path: [LONGEST, 0, 'a'] }, `/${LONGEST}`, WITHIN],
    ['of a long name', { path: ['a', 'b', 'x'.repeat(300_000), 0] }, '/a/b', WITHIN],
    ['of a name that escaping makes long', { path: ['a', '/'.repeat(MAX_POINTER_LENGTH - 3)] }, '/a', WITHIN],
    ['by a long pointer', { pointer: `/a/b/${'x'.repeat(300_000)}/0`, path: ['c'] }, '/a/b', WITHIN],
    ['by a long pointer at the top', { pointer: `/${'x'.repeat(300_000)}`, path: [] }, '', WITHIN],
  ])('%s', (_what, place, pointer, detail) => {
    expect(violationAt(place, 'is wrong', 'rule')).toEqual({ pointer, detail, rule: 'rule' });
  });
});

describe('a list', () => {
  const filled = (count: number, path: string[], detail = 'is wrong') => {
    const list = new ViolationList();
    for (let added = 0; added < count; added++) list.add({ path }, detail, 'rule');
    return list;
  };

  test('of few violations has them all', () => {
    expect(filled(100, ['a'])).toMatchObject({ count: 100, listed: { length: 100 } });
    expect(filled(100, ['a']).summary('It is wrong')).toBe('It is wrong.');
  });

  test('has no more than a hundred', () => {
    expect(filled(101, ['a']).listed).toHaveLength(100);
    expect(filled(101, ['a']).summary('It is wrong')).toBe('It is wrong in 101 places, of which the first 100 are listed.');
  });

  test('has no more text than 64 KiB', () => {
    const { listed } = filled(100, ['é'.repeat(1000)]);

    expect(listed.length).toBe(Math.floor(65_536 / (1 + 2000 + 'is wrong'.length)));
  });

  test('has the first, however long', () => {
    expect(filled(2, [], 'x'.repeat(70_000)).listed).toHaveLength(1);
  });

  test('has none after one that it left out', () => {
    const list = filled(1, [], 'x'.repeat(65_000));
    list.add({ path: ['y'.repeat(1000)] }, 'is long', 'rule');
    list.add({ path: [] }, 'is short', 'rule');

    expect(list.listed).toHaveLength(1);
    expect(list.count).toBe(3);
  });
});
