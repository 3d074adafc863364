import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickStart } from './quick-start';
import { generatedSection } from '../support/generated-section';
import { synthesizedPlatform } from '../support/synthesized-platform';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
const resources = Object.values(synthesizedPlatform().template().toJSON().Resources as Record<string, { Type: string }>);
const ofType = (type: string) => resources.filter(({ Type }) => Type === type).length;

test('the quick starts are the apps of examples/ (`npm run docs:update` writes them)', () => {
  expect(generatedSection('README.md', 'quick start', quickStart())).toBe(quickStart());
});

test('as many resources are left to write by hand as the comparison says', () => {
  expect(README).toContain(`| ${resources.length} resources |`);
});

test('there are as many alarms as it says', () => {
  expect([ofType('AWS::CloudWatch::Alarm'), ofType('AWS::CloudWatch::CompositeAlarm')]).toEqual([8, 1]);
  expect(README).toContain('eight alarms (a ninth on request) and a composite');
});

test('the limits of an order are the handler\'s', () => {
  const limit = (file: string, name: string) => {
    const source = readFileSync(join(__dirname, '..', '..', 'lambda', 'place-order', file), 'utf8');
    return new RegExp(`${name} = ([^;]+);`).exec(source)![1];
  };
  const [bytes, depth, values] = [limit('request/body.ts', 'MAX_BODY_BYTES'), limit('json/json-reader.ts', 'MAX_DEPTH'), limit('json/json-reader.ts', 'MAX_VALUES')];
  expect([bytes, depth, values]).toEqual(['384 * 1024', '30', '10_000']);
  expect(README).toContain('| an order | 384 KB of JSON, 30 levels, 10,000 values |');
});

test('every alarm of the table has its section in the runbook', () => {
  const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8');
  const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-'));
  const linked = [...README.matchAll(/docs\/operations\.md#([a-z0-9-]+)/g)].map(([, anchor]) => anchor);
  expect(linked.length).toBeGreaterThan(8);
  expect(linked.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
});
