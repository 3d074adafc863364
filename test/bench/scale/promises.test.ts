import * as fc from 'fast-check';
import { scenario, UNLIMITED_PLATFORM } from './unlimited';
import { handlerFigures } from '../../../bench/handler-figures';
import { arrivalTimes } from '../../../bench/scale/arrivals';
import { handlerDurations } from '../../../bench/scale/handler-durations';
import { Answer } from '../../../bench/scale/limit';
import { RandomStream } from '../../../bench/scale/random-stream';
import { DEFAULT_ACCOUNT, PATIENT_CALLER, PlatformSettings } from '../../../bench/scale/settings';
import { Scenario, simulate } from '../../../bench/scale/simulation';

// Seconds of computing, many more on a busy machine.
jest.setTimeout(600_000);

/** Callers with all their faults against a platform with real limits. */
function crowd(rate: number, seed: number, platform: PlatformSettings, changes: Partial<Scenario> = {}): Scenario {
  return scenario(0, 0, {
    platform,
    quotas: DEFAULT_ACCOUNT,
    caller: PATIENT_CALLER,
    handler: handlerDurations(handlerFigures(), platform.memorySize),
    scaling: undefined,
    arrivals: arrivalTimes([{ rate, seconds: 5 }], new RandomStream(seed)),
    lostAnswers: 0.02,
    seed,
    ...changes,
  });
}

const ROOMY: PlatformSettings = { ...UNLIMITED_PLATFORM, reservedConcurrentExecutions: 500, warmWriteUnits: 0 };

describe('whatever the limits and the load', () => {
  const platforms: fc.Arbitrary<PlatformSettings> = fc.record({
    throttleRateLimit: fc.integer({ min: 10, max: 5000 }),
    throttleBurstLimit: fc.integer({ min: 10, max: 5000 }),
    reservedConcurrentExecutions: fc.integer({ min: 1, max: 900 }),
    provisionedConcurrentExecutions: fc.constantFrom(0, 1),
    warmWriteUnits: fc.constantFrom(0, 10_000),
    memorySize: fc.constantFrom(128, 256, 1769),
  });

  test('no acknowledged order is lost, none is stored twice, none is forgotten', () => {
    fc.assert(fc.property(platforms, fc.integer({ min: 1, max: 3000 }), fc.integer(), (platform, rate, seed) => {
      const outcome = simulate(crowd(rate, seed, platform));
      expect(outcome.lost).toBe(0);
      expect(outcome.duplicates).toBe(0);
      expect(outcome.acknowledged + outcome.abandoned).toBe(outcome.orders);
    }), { numRuns: 25, seed: 1 });
  });
});

describe('the promises can be broken', () => {
  test('callers without an Idempotency-Key store orders twice: about one for each lost answer and double submit', () => {
    const outcome = simulate(crowd(800, 3, ROOMY, { caller: { ...PATIENT_CALLER, sendsIdempotencyKey: false } }));
    expect(outcome.duplicates / outcome.orders).toBeCloseTo(0.02 + PATIENT_CALLER.doubleSubmits, 2);
    expect(outcome.lost).toBe(0);
    expect(outcome.replays).toBe(0);
  });

  test('with the key the same callers get replays instead', () => {
    const outcome = simulate(crowd(800, 3, ROOMY));
    expect(outcome.duplicates).toBe(0);
    expect(outcome.replays / outcome.orders).toBeCloseTo(0.02 + PATIENT_CALLER.doubleSubmits, 2);
  });

  test('a handler that answers before it writes loses orders when the table throttles', () => {
    const crowded = crowd(7000, 3, { ...ROOMY, reservedConcurrentExecutions: 900 }, { answersBeforeWriting: true });
    expect(simulate(crowded).lost).toBeGreaterThan(0);
    expect(simulate({ ...crowded, answersBeforeWriting: false }).lost).toBe(0);
  });
});

describe('a run', () => {
  test('repeats itself to the last digit', () => {
    const twice = [1, 2].map(() => simulate(crowd(1500, 9, ROOMY)));
    expect(twice[0]).toEqual(twice[1]);
    expect(simulate(crowd(1500, 10, ROOMY)).allAnswers).not.toEqual(twice[0].allAnswers);
  });

  test('shows the same when one simulated order stands for eight', () => {
    const platform = { ...ROOMY, throttleRateLimit: 2500, throttleBurstLimit: 2500 };
    const fine = simulate(crowd(4000, 5, platform));
    const coarse = simulate(crowd(0, 5, platform, { weight: 8, arrivals: arrivalTimes([{ rate: 4000, seconds: 5 }], new RandomStream(6), 8) }));
    expect(fine.firstAnswerShare(Answer.TOO_MANY_REQUESTS)).toBeGreaterThan(0.1);
    for (const answer of [Answer.CREATED, Answer.TOO_MANY_REQUESTS, Answer.SERVICE_UNAVAILABLE]) {
      expect(Math.abs(coarse.firstAnswerShare(answer) - fine.firstAnswerShare(answer))).toBeLessThan(0.06);
    }
    expect(Math.abs(coarse.acknowledged / coarse.orders - fine.acknowledged / fine.orders)).toBeLessThan(0.06);
  });

  test('makes a caller give up after the last attempt, and count it', () => {
    const closed = { ...ROOMY, throttleRateLimit: 0, throttleBurstLimit: 0 };
    const outcome = simulate(crowd(50, 1, closed, { caller: { ...PATIENT_CALLER, doubleSubmits: 0 } }));
    expect(outcome.abandoned).toBe(outcome.orders);
    expect(outcome.allAnswers[Answer.TOO_MANY_REQUESTS]).toBe(outcome.orders * PATIENT_CALLER.attempts);
    expect(outcome.timeToAcknowledge(0.5)).toBeNaN();
  });

  test('counts an order that was stored although its caller never heard of it', () => {
    const outcome = simulate(crowd(50, 1, ROOMY, { lostAnswers: 1 }));
    expect(outcome.abandonedButStored).toBe(outcome.orders);
    expect(outcome.duplicates).toBe(0);
  });

  test('leaves the orders before the measured time out of its figures', () => {
    const outcome = simulate(crowd(100, 1, ROOMY, { measureFrom: 3, lostAnswers: 0 }));
    expect(outcome.orders).toBeGreaterThan(130);
    expect(outcome.orders).toBeLessThan(270);
    const arrivals = outcome.timeline.reduce((sum, second) => sum + second.arrivals, 0);
    expect(arrivals).toBeGreaterThan(outcome.orders * 2);
  });
});
