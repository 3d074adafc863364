import { Configuration, OrderWork } from './configuration';
import { Limit, limitsOf } from './limits';

/** How long a burst lasts. It starts as a sale does: from nothing to the full rate at once. */
export const BURST_SECONDS = 30;
const STEP = 0.01;
const TIMES = Array.from({ length: BURST_SECONDS / STEP }, (_value, index) => (index + 1) * STEP);

/** Turned away less often than this, nobody takes notice. */
export const NOTICEABLE = 0.001;

/** A limit that turns orders of the burst away. */
export interface Refusal {
  readonly limit: Limit;
  /** Seconds into the burst at which the first order is turned away. */
  readonly after: number;
}

/** What becomes of a burst if nothing is sent again. Shares of its orders. */
export interface BurstOutcome {
  readonly stored: number;
  /** By status. */
  readonly refused: Readonly<Record<Limit['status'], number>>;
  /** What turns orders away noticeably, the first one first. */
  readonly gives: readonly Refusal[];
  /** What would, if the limits before it let all orders pass. */
  readonly behind: readonly Limit[];
  /** Seconds after which all orders can have passed every limit, however often they are sent again: the burst's own time, if nothing gives. */
  readonly throughAfter: number;
}

/** A burst of so many orders a second. */
export function burst(rate: number, configuration: Configuration, work: OrderWork): BurstOutcome {
  const limits = limitsOf(configuration, work);
  const orders = rate * BURST_SECONDS;
  const demand = TIMES.map((time) => rate * time);
  const refused = { 429: 0, 503: 0 };
  const gives: Refusal[] = [];
  const behind: Limit[] = [];
  let passing = demand;
  for (const limit of limits) {
    const turnedAway = refusals(limit, passing);
    refused[limit.status] += last(turnedAway) / orders;
    if (last(turnedAway) >= NOTICEABLE * orders) gives.push({ limit, after: TIMES[turnedAway.findIndex((count) => count > 0)] });
    else if (last(refusals(limit, demand)) >= NOTICEABLE * orders) behind.push(limit);
    passing = passing.map((passed, index) => passed - turnedAway[index]);
  }
  gives.sort((one, other) => one.after - other.after);
  return { stored: last(passing) / orders, refused, gives, behind, throughAfter: throughAfter(orders, limits) };
}

/** Orders that a limit turned away until each time, of those that arrived until then: what it didn't take at once is not taken later. */
function refusals({ passes }: Limit, arrived: readonly number[]): number[] {
  let most = 0;
  return arrived.map((count, index) => most = Math.max(most, count - passes(TIMES[index])));
}

function throughAfter(orders: number, limits: readonly Limit[]): number {
  let [from, to] = [0, BURST_SECONDS];
  const through = (seconds: number) => limits.every(({ passes }) => passes(seconds) >= orders * (1 - NOTICEABLE));
  if (through(to)) return to;
  while (!through(to)) [from, to] = [to, to * 2];
  while (to - from > 0.1) {
    const middle = (from + to) / 2;
    if (through(middle)) to = middle;
    else from = middle;
  }
  return to;
}

function last(values: readonly number[]): number {
  return values[values.length - 1];
}
