import { readFileSync } from 'fs';
import { withPublishedLinks } from '../../../tools/packaging/published-links';

const REPOSITORY = { url: 'https://github.com/acme/orders', ref: 'v1.2.3', isDirectory: (path: string) => path === 'examples' };

test.each([
  ['a page', '[API](API.md)', '[API](https://github.com/acme/orders/blob/v1.2.3/API.md)'],
  ['a place in a page', '[runbook](./docs/operations.md#relay-lag)', '[runbook](https://github.com/acme/orders/blob/v1.2.3/docs/operations.md#relay-lag)'],
  ['a folder', '[examples](examples)', '[examples](https://github.com/acme/orders/tree/v1.2.3/examples)'],
  ['a picture', '![it](docs/it.svg)', '![it](https://raw.githubusercontent.com/acme/orders/v1.2.3/docs/it.svg)'],
  ['a picture in HTML', '<img src="docs/it.svg">', '<img src="https://raw.githubusercontent.com/acme/orders/v1.2.3/docs/it.svg">'],
])('%s leads to the repository', (_what, markdown, expected) => {
  expect(withPublishedLinks(markdown, REPOSITORY)).toBe(expected);
});

test.each(['[here](#here)', '[there](https://example.com/a)', '[mail](mailto:a@b.example)', '```ts\nconst a = [1](2);\n```'])('%p stays', markdown => {
  expect(withPublishedLinks(markdown, REPOSITORY)).toBe(markdown);
});

test('the README that is published has no relative link, and publishing it again changes nothing', () => {
  const published = withPublishedLinks(readFileSync('README.md', 'utf8'), REPOSITORY);
  expect(published.match(/\]\((?!https:|#)[^)]*\)|(src|srcset)="(?!https:)[^"]*"/g)).toBeNull();
  expect(withPublishedLinks(published, REPOSITORY)).toBe(published);
});
