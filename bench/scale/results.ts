import { attempt, climb, Trial } from './cases';
import { handlerDurations } from './handler-durations';
import { settingsOf } from './props';
import { DEFAULT_ACCOUNT, PATIENT_CALLER, PlatformSettings } from './settings';
import { throttleAt } from './sizing';
import { OrderEnvironment } from '../../src';
import { deployedPlatform } from '../deployed-platform';
import { HandlerFigures } from '../handler-figures';

export const RATES = [10, 100, 1_000, 10_000, 100_000];

/** One rate: what the defaults make of it, and the steps from the prod preset to a platform that carries it. */
export interface RateCase {
  readonly rate: number;
  readonly byDefault: Trial;
  readonly steps: readonly Trial[];
}

export interface ScaleResults {
  readonly figures: HandlerFigures;
  /** Settings of the prod preset, from which each rate's steps start. */
  readonly prod: PlatformSettings;
  readonly cases: readonly RateCase[];
  /** The same burst with callers that send an Idempotency-Key and with callers that don't. */
  readonly keys: { readonly rate: number; readonly sent: Trial; readonly absent: Trial };
  /** More orders than the table takes, with the handler's write attempts and with one. */
  readonly tableLimit: { readonly rate: number; readonly trials: readonly { readonly writeAttempts: number; readonly trial: Trial }[] };
}

/** All runs of the model that the page reports. */
export function scaleResults(figures: HandlerFigures): ScaleResults {
  const dev = settingsOf(deployedPlatform({ environment: OrderEnvironment.DEV }));
  const prod = settingsOf(deployedPlatform({ environment: OrderEnvironment.PROD }));
  const cases = RATES.map(rate => ({
    rate,
    byDefault: attempt(rate, { platform: dev, quotas: DEFAULT_ACCOUNT }, figures),
    steps: climb(rate, { platform: prod, quotas: DEFAULT_ACCOUNT }, figures),
  }));

  const thousand = cases[RATES.indexOf(1_000)].steps.at(-1)!;
  const keyless = { caller: { ...PATIENT_CALLER, sendsIdempotencyKey: false } };
  const tableRate = 5_000;
  const open = throttleAt(tableRate * 2, { platform: { ...prod, reservedConcurrentExecutions: 900 }, quotas: DEFAULT_ACCOUNT });
  return {
    figures,
    prod,
    cases,
    keys: { rate: 1_000, sent: thousand, absent: attempt(1_000, thousand.configuration, figures, keyless) },
    tableLimit: {
      rate: tableRate,
      trials: [handlerDurations(figures, prod.memorySize).writeAttempts, 1]
        .map(writeAttempts => ({ writeAttempts, trial: attempt(tableRate, open, figures, { writeAttempts }) })),
    },
  };
}
