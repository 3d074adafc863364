import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployedPlatform } from '../../../bench/deployed-platform';
import { handlerFigures } from '../../../bench/handler-figures';
import { attempt, carried, Trial } from '../../../bench/scale/cases';
import { runsWithKeys, scaleDocument } from '../../../bench/scale/document';
import { Answer, Limit } from '../../../bench/scale/limit';
import { scalePlots } from '../../../bench/scale/plots';
import { propsBetween, settingsOf } from '../../../bench/scale/props';
import { RATES, ScaleResults, scaleResults } from '../../../bench/scale/results';
import { OrderEnvironment } from '../../../src';

// Seconds of computing, many more on a busy machine.
jest.setTimeout(600_000);

const DOCS = join(__dirname, '../../../docs');
const FIGURES = handlerFigures();
let results: ScaleResults;

beforeAll(() => {
  results = scaleResults(FIGURES);
});

function lastOf(steps: readonly Trial[]): Trial {
  return steps[steps.length - 1];
}

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
    for (const { steps } of results.cases) expect(carried(lastOf(steps).outcome)).toBe(true);
  });

  test.each([1, 2, 3])('is carried whoever comes when (seed %d)', seed => {
    const missed = results.cases.filter(({ rate, steps }) => !carried(attempt(rate, lastOf(steps).configuration, FIGURES, { seed }).outcome));
    expect(missed.map(({ rate }) => rate)).toEqual([]);
  });

  test('needs no throttle above the account\'s, which API Gateway does not allow', () => {
    const trials = [...runsWithKeys(results), results.keys.absent];
    for (const { configuration: { platform, quotas } } of trials) {
      expect(platform.throttleRateLimit).toBeLessThanOrEqual(quotas.apiRate);
      expect(platform.throttleBurstLimit).toBeLessThanOrEqual(quotas.apiBurst);
    }
  });

  test('loses no acknowledged order and stores none twice, in any step', () => {
    const trials = results.cases.flatMap(({ byDefault, steps }) => [byDefault, ...steps]);
    for (const { outcome } of trials) expect([outcome.lost, outcome.duplicates]).toEqual([0, 0]);
  });

  test('is carried by a platform that the props on the page really make', () => {
    for (const { steps } of results.cases) {
      const { platform } = lastOf(steps).configuration;
      expect(settingsOf(deployedPlatform({ environment: OrderEnvironment.PROD, ...propsBetween(results.prod, platform) }))).toEqual(platform);
    }
  });
});

describe('weights', () => {
  const SHARES = [Answer.CREATED, Answer.TOO_MANY_REQUESTS, Answer.SERVICE_UNAVAILABLE];

  test('are one, but at 100,000 orders a second', () => {
    for (const { rate, byDefault, steps } of results.cases) {
      for (const { weight } of [byDefault, ...steps]) expect(weight).toBe(rate === 100_000 ? 10 : 1);
    }
    for (const { trial } of results.tableLimit.trials) expect(trial.weight).toBe(1);
  });

  test('decide nothing: halved, the same limit gives first, as much is carried, and shares stay within a point', () => {
    for (const { rate, byDefault, steps } of results.cases) {
      for (const { configuration, outcome, weight, gaveFirst } of [byDefault, ...steps].filter(trial => trial.weight > 1)) {
        const finer = attempt(rate, configuration, FIGURES, { weight: weight / 2 });
        expect([finer.gaveFirst, carried(finer.outcome)]).toEqual([gaveFirst, carried(outcome)]);
        for (const answer of SHARES) expect(Math.abs(finer.outcome.firstAnswerShare(answer) - outcome.firstAnswerShare(answer))).toBeLessThan(0.01);
        expect(Math.abs(finer.outcome.acknowledged / finer.outcome.orders - outcome.acknowledged / outcome.orders)).toBeLessThan(0.01);
      }
    }
  });
});

test('the page counts each run with keys once', () => {
  const runs = runsWithKeys(results);
  expect(new Set(runs).size).toBe(runs.length);
  expect(runs).toContain(results.keys.sent);
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
