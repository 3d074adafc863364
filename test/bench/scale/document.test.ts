import { readFileSync } from 'node:fs';
import { burst } from '../../../bench/scale/burst';
import { RateCase, rateCases, scaleDocument } from '../../../bench/scale/document';
import { propsBetween } from '../../../bench/scale/sizing';
import { templateFigures } from '../../../bench/template-figures';
import { OrderEnvironment } from '../../../src';

const CASES = rateCases();

test('docs/scale.md is what `npm run scale` writes', () => {
  expect(scaleDocument()).toBe(readFileSync('docs/scale.md', 'utf8'));
});

test.each(CASES)('$rate orders a second are carried by the sized platform, and without a throttle above the account\'s', ({ rate, sized, work }) => {
  expect(burst(rate, sized, work)).toMatchObject({ stored: 1, gives: [], behind: [] });
  const { platform, quotas } = sized;
  expect(platform.throttleRateLimit).toBeLessThanOrEqual(quotas.apiRate);
  expect(platform.throttleBurstLimit).toBeLessThanOrEqual(quotas.apiBurst);
});

test.each(CASES)('$rate orders a second are carried by a platform that the props on the page really make', ({ prod, sized: { platform } }) => {
  expect(templateFigures({ environment: OrderEnvironment.PROD, ...propsBetween(prod.platform, platform) })).toMatchObject({ ...platform });
});

test('the presets give where arithmetic puts it', () => {
  const first = (preset: 'dev' | 'prod') => CASES.map((rateCase: RateCase) => burst(rateCase.rate, rateCase[preset], rateCase.work).gives[0]?.limit.name);
  const throttle = 'API throttle';
  const inFlight = 'reserved concurrency (executions in flight)';
  // dev: 50 requests a second and 100 at once; prod: 1,000 and 2,000, and a reserve of 100 that cold starts fill first.
  expect(first('dev')).toEqual([undefined, throttle, throttle, throttle, throttle]);
  expect(first('prod')).toEqual([undefined, undefined, inFlight, inFlight, throttle]);
});
