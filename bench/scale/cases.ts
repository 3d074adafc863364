import { isDeepStrictEqual } from 'node:util';
import { arrivalTimes } from './arrivals';
import { handlerDurations, meanDuration } from './handler-durations';
import { Answer, Limit } from './limit';
import { Outcome } from './outcome';
import { RandomStream } from './random-stream';
import { CallerSettings, PATIENT_CALLER } from './settings';
import { simulate } from './simulation';
import { Configuration, Demand, relieve } from './sizing';
import { QUOTAS } from '../aws-quotas-and-prices';
import { HandlerFigures } from '../handler-figures';

/** A burst as a sale starts: calm at a tenth of the rate, then the full rate at once. Seconds. */
export const CALM = 10;
export const BURST = 30;
export const CALM_SHARE = 0.1;
/** Environments that calm traffic keeps warm, as a multiple of the mean number of executions in flight. */
const WARM_MARGIN = 1.5;
/** Share of answers lost on their way: broken connections, a function killed after its write. */
export const LOST_ANSWERS = 0.001;
const SEED = 20261124;

/**
 * Simulated orders above which one stands for several. Up to 10,000 orders a second each is simulated: where limits lie close to
 * the demand, heavier orders are seldom enough at once to meet them, and a platform seems to carry what it doesn't.
 */
const MOST_ORDERS = 310_000;
/** A simulated order may take no more than this share of the function's concurrency. */
const COARSEST_SHARE = 1 / 5;

/** A first answer of 201 for this share of the orders counts as carried. */
export const CARRIED = 0.999;
/** A limit counts as reached when it turns away this share of the first submissions. */
const NOTICEABLE = 0.001;

/** One configuration under one rate, and what came of it. */
export interface Trial {
  readonly configuration: Configuration;
  readonly outcome: Outcome;
  /** Real orders that each simulated one stood for. */
  readonly weight: number;
  /** The limit that turned orders away first, if any did noticeably. */
  readonly gaveFirst?: Limit;
}

function demandOf(rate: number, figures: HandlerFigures, memorySize: number): Demand {
  return {
    rate,
    warmDuration: meanDuration(figures, memorySize, false),
    coldDuration: meanDuration(figures, memorySize, true),
    writeUnitsPerOrder: Math.ceil(figures.itemBytes / QUOTAS.tableWriteUnit.value),
  };
}

/** What a trial does otherwise than usual. */
export interface TrialChanges {
  readonly caller?: CallerSettings;
  readonly writeAttempts?: number;
  readonly weight?: number;
  readonly seed?: number;
}

/** Runs the burst at `rate` orders a second against a configuration. */
export function attempt(rate: number, configuration: Configuration, figures: HandlerFigures, changes: TrialChanges = {}): Trial {
  const { platform, quotas } = configuration;
  const { seed = SEED, caller = PATIENT_CALLER } = changes;
  const weight = changes.weight ?? weightFor(rate, platform.reservedConcurrentExecutions ?? quotas.concurrency);
  const demand = demandOf(rate, figures, platform.memorySize);
  const handler = handlerDurations(figures, platform.memorySize);
  const outcome = simulate({
    platform,
    quotas,
    caller,
    handler: { ...handler, writeAttempts: changes.writeAttempts ?? handler.writeAttempts },
    arrivals: arrivalTimes([{ rate: rate * CALM_SHARE, seconds: CALM }, { rate, seconds: BURST }], new RandomStream(seed), weight),
    measureFrom: CALM,
    weight,
    warmEnvironments: Math.ceil(WARM_MARGIN * rate * CALM_SHARE * demand.warmDuration),
    writeUnitsPerOrder: demand.writeUnitsPerOrder,
    lostAnswers: LOST_ANSWERS,
    seed,
  });
  return { configuration, outcome, weight, gaveFirst: limitsReached(outcome)[0] };
}

/** Relieves one limit after the other until the rate is carried. */
export function climb(rate: number, start: Configuration, figures: HandlerFigures): Trial[] {
  const trials = [attempt(rate, start, figures)];
  for (;;) {
    const { configuration, outcome } = trials[trials.length - 1];
    if (carried(outcome)) return trials;
    const demand = demandOf(rate, figures, configuration.platform.memorySize);
    const remedies = limitsReached(outcome)
      .map(limit => relieve(limit, configuration, demand))
      // A limit that already has room only overflows because of one behind it.
      .filter(remedy => !isDeepStrictEqual(remedy, configuration));
    const ready = configuration.platform.provisionedConcurrentExecutions;
    // Keeping environments ready is the one remedy that costs by the hour: last.
    const relieved = remedies.find(({ platform }) => platform.provisionedConcurrentExecutions === ready) ?? remedies[0];
    if (!relieved) throw new Error(`${rate} orders/s are not carried, and no setting is left to change`);
    trials.push(attempt(rate, relieved, figures));
  }
}

export function carried(outcome: Outcome): boolean {
  return outcome.firstAnswerShare(Answer.CREATED) + outcome.firstAnswerShare(Answer.NONE) >= CARRIED;
}

function weightFor(rate: number, concurrency: number): number {
  const byCount = Math.ceil(rate * (BURST + CALM * CALM_SHARE) / MOST_ORDERS);
  return Math.max(1, Math.min(byCount, Math.floor(concurrency * COARSEST_SHARE)));
}

/** The limits that turned orders away noticeably, the first one first. */
function limitsReached(outcome: Outcome): Limit[] {
  return [...outcome.refusals]
    .filter(([, { count }]) => count >= NOTICEABLE * outcome.orders)
    .sort(([, a], [, b]) => a.firstAt - b.firstAt)
    .map(([limit]) => limit);
}
