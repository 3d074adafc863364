import { docstringErrors } from './docstrings';

const docs = { summary: 'All is well.' };

test('what is documented in whole sentences passes', () => {
  const parameters = [{ name: 'props', docs }];
  expect(docstringErrors({ types: { a: { name: 'A', docs, properties: [{ name: 'b', docs }], methods: [{ name: 'c', docs, parameters }] } } })).toEqual([]);
});

test('a docstring that is missing or cut is told with its place', () => {
  expect(docstringErrors({
    types: { a: { name: 'A', docs: { summary: 'Half;' }, members: [{ name: 'B' }], methods: [{ name: 'c', docs, parameters: [{ name: 'd' }] }] } },
  })).toEqual(['A: the first sentence is cut: "Half;"', 'A.B has no docstring', 'A.c(d) has no docstring']);
});
