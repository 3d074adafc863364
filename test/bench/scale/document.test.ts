import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedPlatform } from '../../../bench/deployed-platform';
import { handlerFigures } from '../../../bench/handler-figures';
import { carried } from '../../../bench/scale/cases';
import { scaleDocument } from '../../../bench/scale/document';
import { Limit } from '../../../bench/scale/limit';
import { scalePlots } from '../../../bench/scale/plots';
import { propsBetween, settingsOf } from '../../../bench/scale/props';
import { RATES, ScaleResults, scaleResults } from '../../../bench/scale/results';
import { Environment } from '../../../src';

// Seconds of computing, many more on a busy machine.
jest.setTimeout(600_000);

const DOCS = join(__dirname, '../../../docs');
let results: ScaleResults;

beforeAll(() => {
  results = scaleResults(handlerFigures());
});

describe('docs/scale.md', () => {
  test('is what `npm run scale` writes', () => {
    expect(scaleDocument(results)).toBe(readFileSync(join(DOCS, 'scale.md'), 'utf8'));
  });

  test('shows the plots that `npm run scale` draws', () => {
    const page = readFileSync(join(DOCS, 'scale.md'), 'utf8');
    for (const [file, plot] of Object.entries(scalePlots(results))) {
      expect(plot).toBe(readFileSync(join(DOCS, 'images', file), 'utf8'));
      expect(page).toContain(`](images/${file})`);
    }
  });
});

describe('each rate', () => {
  test('is carried in the end', () => {
    expect(results.cases.map(({ rate }) => rate)).toEqual(RATES);
    for (const { steps } of results.cases) expect(carried(steps[steps.length - 1].outcome)).toBe(true);
  });

  test('loses no acknowledged order and stores none twice, in any step', () => {
    const trials = results.cases.flatMap(({ byDefault, steps }) => [byDefault, ...steps]);
    for (const { outcome } of trials) expect([outcome.lost, outcome.duplicates]).toEqual([0, 0]);
  });

  test('is carried by a platform that the props on the page really make', () => {
    for (const { steps } of results.cases) {
      const { platform } = steps[steps.length - 1].configuration;
      expect(settingsOf(deployedPlatform({ environment: Environment.PROD, ...propsBetween(results.prod, platform) }))).toEqual(platform);
    }
  });
});

test('the limits of the presets are where arithmetic puts them', () => {
  const [ten, hundred, thousand, tenThousand, hundredThousand] = results.cases;
  // dev: 50 requests a second.
  expect(ten.byDefault.gaveFirst).toBeUndefined();
  expect(hundred.byDefault.gaveFirst).toBe(Limit.STAGE_THROTTLE);
  // prod: 1,000 requests a second, and a reserve of 100 that is worth as many.
  expect(hundred.steps).toHaveLength(1);
  expect(thousand.steps[0].gaveFirst).toBe(Limit.RESERVED_CONCURRENCY);
  for (const { steps } of [tenThousand, hundredThousand]) expect(steps[0].outcome.acknowledged / steps[0].outcome.orders).toBeLessThan(0.12);
});

test('callers without a key store orders twice, with one never', () => {
  expect(results.keys.absent.outcome.duplicates).toBeGreaterThan(0);
  expect(results.keys.sent.outcome.duplicates).toBe(0);
  expect(results.keys.sent.outcome.replays).toBeGreaterThan(0);
});
