import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickStart } from './quick-start';
import { handlerOn } from '../support/api-client';
import { generatedPart, generatedSection } from '../support/generated-section';
import { synthesizedPlatform } from '../support/synthesized-platform';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

test('the quick starts are the apps of examples/ (`npm run docs:update` writes them)', () => {
  expect(generatedSection('README.md', 'quick start', quickStart())).toBe(quickStart());
});

test('as many resources are left to write by hand as the comparison says (`npm run docs:update` writes it)', () => {
  const resources = Object.keys(synthesizedPlatform().template().toJSON().Resources).length;
  expect(generatedPart('README.md', /\| (\d+) resources \|/, String(resources))).toBe(String(resources));
});

test.each([
  ['384 KB of JSON', (size: number) => JSON.stringify('x'.repeat(384 * 1024 - 2 + size)), 413],
  ['30 levels', (size: number) => '['.repeat(30 + size) + ']'.repeat(30 + size), 400],
  ['10,000 values', (size: number) => JSON.stringify(Array(9_999 + size).fill(1)), 413],
])('an order may have %s, and no more', async (limit, body, refusal) => {
  const post = handlerOn('http://127.0.0.1:9', 'orders');
  expect(/\| an order \| (.+?) \|/.exec(README)![1]).toContain(limit);
  expect([(await post({ body: body(0) })).status, (await post({ body: body(1) })).status]).toEqual([422, refusal]);
});
