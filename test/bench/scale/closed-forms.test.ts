import { evenly, handlerTaking, scenario, UNLIMITED_ACCOUNT, UNLIMITED_PLATFORM, ONE_ATTEMPT } from './unlimited';
import { LAMBDA_SCALING } from '../../../bench/scale/lambda-function';
import { Answer, Limit } from '../../../bench/scale/limit';
import { constant, exponential, logNormal } from '../../../bench/scale/random-stream';
import { simulate } from '../../../bench/scale/simulation';

// Seconds of computing, many more on a busy machine.
jest.setTimeout(600_000);

/** Probability that a customer finds all `servers` busy and is lost, at `load` erlangs. */
function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = load * blocked / (n + load * blocked);
  return blocked;
}

/** Probability that a customer finds all `servers` busy and waits. */
function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  return blocked / (1 - load / servers * (1 - blocked));
}

/** Relative difference. */
function off(actual: number, expected: number): number {
  return Math.abs(actual / expected - 1);
}

describe('Little\'s law: executions in flight = rate × duration', () => {
  test.each([
    ['constant', constant(0.05)],
    ['exponential', exponential(0.05)],
    ['log-normal', logNormal(0.05, 0.8)],
  ])('with %s durations', (_name, work) => {
    const seconds = 200;
    const outcome = simulate(scenario(400, seconds, { handler: handlerTaking(work) }));
    expect(off(outcome.executionSeconds / seconds, 400 * 0.05)).toBeLessThan(0.02);
  });
});

describe('M/M/c/c: a function with c executions at most loses what Erlang B says', () => {
  const servers = 10;
  const platform = { ...UNLIMITED_PLATFORM, reservedConcurrentExecutions: servers };

  // As many customers as lose some thousands: at 4 erlangs one in 190 is lost.
  test.each([[4, 8_000], [8, 1_000], [12, 1_000]])('at %d erlangs', (load, seconds) => {
    const outcome = simulate(scenario(load / 0.05, seconds, { platform, handler: handlerTaking(exponential(0.05)) }));
    expect(off(outcome.firstAnswerShare(Answer.SERVICE_UNAVAILABLE), erlangB(servers, load))).toBeLessThan(0.05);
    expect([...outcome.refusals.keys()]).toEqual([Limit.RESERVED_CONCURRENCY]);
  });

  test('whatever the distribution of durations (insensitivity)', () => {
    const outcome = simulate(scenario(8 / 0.05, 1_000, { platform, handler: handlerTaking(logNormal(0.05, 1)) }));
    expect(off(outcome.firstAnswerShare(Answer.SERVICE_UNAVAILABLE), erlangB(servers, 8))).toBeLessThan(0.05);
  });
});

describe('M/M/c: callers who try again at once and for ever are a queue, and wait as Erlang C says', () => {
  const servers = 10;
  const service = 0.05;
  const rate = 160;
  const outcome = simulate(scenario(rate, 1_500, {
    platform: { ...UNLIMITED_PLATFORM, reservedConcurrentExecutions: servers },
    handler: handlerTaking(exponential(service)),
    caller: { ...ONE_ATTEMPT, attempts: 60_000, firstBackoff: 0.001, longestBackoff: 0.001 },
  }));

  test('share of callers that wait', () => {
    expect(off(outcome.firstAnswerShare(Answer.SERVICE_UNAVAILABLE), erlangC(servers, rate * service))).toBeLessThan(0.06);
  });

  test('mean wait, the service left out: it would hide the difference', () => {
    const wait = erlangC(servers, rate * service) / (servers / service - rate);
    expect(off(outcome.meanTimeToAcknowledge() - service, wait)).toBeLessThan(0.08);
  });

  test('everyone is served in the end', () => {
    expect(outcome.acknowledged).toBe(outcome.orders);
  });
});

describe('token bucket of the API throttle', () => {
  const platform = { ...UNLIMITED_PLATFORM, throttleRateLimit: 100, throttleBurstLimit: 50 };

  test('a flood passes at burst + rate × time', () => {
    const outcome = simulate(scenario(0, 0, { platform, arrivals: evenly(1000, 20) }));
    expect(Math.abs(outcome.firstAnswers[Answer.CREATED] - (50 + 100 * 20))).toBeLessThanOrEqual(1);
    expect(outcome.firstAnswers[Answer.TOO_MANY_REQUESTS]).toBe(outcome.orders - outcome.firstAnswers[Answer.CREATED]);
  });

  test('the burst lasts burst ÷ (arrivals − rate) seconds', () => {
    const outcome = simulate(scenario(0, 0, { platform, arrivals: evenly(200, 5) }));
    expect(outcome.refusals.get(Limit.STAGE_THROTTLE)?.firstAt).toBeCloseTo(50 / (200 - 100), 1);
  });

  test('a long quiet time saves no more than one burst', () => {
    const flood = evenly(1000, 2).map(time => time + 100);
    const outcome = simulate(scenario(0, 0, { platform, arrivals: flood }));
    expect(Math.abs(outcome.firstAnswers[Answer.CREATED] - (50 + 100 * 2))).toBeLessThanOrEqual(1);
  });

  test('the account\'s bucket holds back what the stage lets pass', () => {
    const quotas = { ...UNLIMITED_ACCOUNT, apiRate: 300, apiBurst: 100 };
    const outcome = simulate(scenario(0, 0, { quotas, arrivals: evenly(1000, 10) }));
    expect(Math.abs(outcome.firstAnswers[Answer.CREATED] - (100 + 300 * 10))).toBeLessThanOrEqual(1);
    expect([...outcome.refusals.keys()]).toEqual([Limit.ACCOUNT_API_RATE]);
  });
});

describe('Lambda', () => {
  test('adds 1,000 environments at once and 100 a second after that', () => {
    const outcome = simulate(scenario(0, 0, { scaling: LAMBDA_SCALING, arrivals: evenly(2000, 10), handler: handlerTaking(constant(100)) }));
    expect(outcome.peakInFlight).toBeGreaterThanOrEqual(1000 + 100 * 10 - 1);
    expect(outcome.peakInFlight).toBeLessThanOrEqual(1000 + 100 * 10);
    expect([...outcome.refusals.keys()]).toEqual([Limit.SCALING_RATE]);
  });

  test('takes ten requests a second per unit of concurrency, however short they are', () => {
    const platform = { ...UNLIMITED_PLATFORM, reservedConcurrentExecutions: 100 };
    const handler = handlerTaking(constant(0.001));
    const outcome = simulate(scenario(0, 0, { platform, handler, scaling: LAMBDA_SCALING, arrivals: evenly(3000, 20) }));
    expect(off(outcome.firstAnswers[Answer.CREATED], 100 * 10 * 20)).toBeLessThan(0.05);
    expect([...outcome.refusals.keys()]).toEqual([Limit.REQUESTS_PER_ENVIRONMENT]);
    expect(outcome.peakInFlight).toBeLessThan(10);
  });

  test('the rate it takes grows by 10,000 requests a second in ten seconds', () => {
    const outcome = simulate(scenario(0, 0, { scaling: LAMBDA_SCALING, arrivals: evenly(30_000, 8), handler: handlerTaking(constant(0.001)) }));
    // 10 for each of the first 1,000 units and the 100 more in each second, over 8 seconds, and one second's allowance in store.
    const expected = 10 * (1000 * 8 + 100 * 8 * 8 / 2) + 10 * (1000 + 100 * 8);
    // A little less, as the first 1,000 units are asked for within a third of a second, not at once.
    expect(off(outcome.firstAnswers[Answer.CREATED], expected)).toBeLessThan(0.02);
  });

  test('provisioned concurrency serves a burst without a cold start', () => {
    const platform = { ...UNLIMITED_PLATFORM, provisionedConcurrentExecutions: 50 };
    const outcome = simulate(scenario(0, 0, { platform, arrivals: evenly(2000, 5), handler: handlerTaking(constant(0.02)) }));
    expect(outcome.coldStarts).toBe(0);
    // Without it, the first 2000 × 0.02 find no environment.
    expect(Math.abs(simulate(scenario(0, 0, { arrivals: evenly(2000, 5) })).coldStarts - 40)).toBeLessThanOrEqual(1);
  });
});

describe('orders table', () => {
  test('a new table takes 4,000 writes a second, and one second\'s worth at once', () => {
    const outcome = simulate(scenario(0, 0, { platform: { ...UNLIMITED_PLATFORM, warmWriteUnits: 0 }, arrivals: evenly(8000, 5) }));
    const table = 4000 * (5 + 1);
    expect(outcome.firstAnswers[Answer.CREATED]).toBeLessThanOrEqual(table);
    // Chance spreads orders over the four partitions a little unevenly.
    expect(outcome.firstAnswers[Answer.CREATED]).toBeGreaterThan(0.98 * table);
  });

  test('an order of two write units halves what it takes', () => {
    const platform = { ...UNLIMITED_PLATFORM, warmWriteUnits: 0 };
    const outcome = simulate(scenario(0, 0, { platform, arrivals: evenly(8000, 5), writeUnitsPerOrder: 2 }));
    expect(off(outcome.firstAnswers[Answer.CREATED], 2000 * (5 + 1))).toBeLessThan(0.02);
  });

  test('warm throughput takes its rate from the first second', () => {
    const platform = { ...UNLIMITED_PLATFORM, warmWriteUnits: 9000 };
    const outcome = simulate(scenario(8000, 5, { platform }));
    expect(outcome.firstAnswerShare(Answer.CREATED)).toBeGreaterThan(0.999);
  });
});
