import { LambdaFunction } from './lambda-function';
import { Answer, Limit } from './limit';
import { OrdersTable } from './orders-table';

// Looking a global up is slow under jest, and this runs with every event.
const { floor } = Math;

/** How often a limit turned something away, and when for the first time. */
export interface Refusals {
  count: number;
  firstAt: number;
}

/** Answers of one second. Counts of real requests. */
export interface Second {
  arrivals: number;
  readonly answers: [created: number, tooManyRequests: number, unavailable: number, none: number];
}

/** What a run of the model showed. Counts are of real orders and requests (simulated ones times their weight). */
export class Outcome {
  /** Orders that arrived in the measured time. */
  public orders = 0;
  /** Of these, acknowledged with a 201. */
  public acknowledged = 0;
  /** Of these, never acknowledged: all attempts failed. */
  public abandoned = 0;
  /** Of the abandoned, stored all the same. */
  public abandonedButStored = 0;
  /** Answers to first attempts, by `Answer`. */
  public readonly firstAnswers = [0, 0, 0, 0];
  /** Answers to all attempts, by `Answer`. */
  public readonly allAnswers = [0, 0, 0, 0];
  public readonly refusals = new Map<Limit, Refusals>();
  public readonly timeline: Second[] = [];
  public replays = 0;
  public coldStarts = 0;
  public peakInFlight = 0;
  public executionSeconds = 0;
  public writeUnits = 0;

  /** Acknowledged orders that are not in the table. The promise: none. */
  public lost = 0;
  /** Items beyond the first of an order. The promise: none. */
  public duplicates = 0;

  private readonly acknowledgedAt: Float64Array;
  private readonly givenUp: Uint8Array;
  private readonly idsOf = new Map<number, number>();
  private waits = new Float64Array(0);

  private readonly firstMeasured: number;

  constructor(private readonly arrivals: Float64Array, measureFrom: number, private readonly weight: number) {
    const first = arrivals.findIndex(time => time >= measureFrom);
    this.firstMeasured = first < 0 ? arrivals.length : first;
    this.acknowledgedAt = new Float64Array(arrivals.length).fill(NaN);
    this.givenUp = new Uint8Array(arrivals.length);
    for (const time of arrivals) this.second(time).arrivals += weight;
  }

  /** An attempt for `order` is about to store it as `orderId`. */
  public tookId(order: number, orderId: number): void {
    if (orderId !== order) this.idsOf.set(orderId, order);
  }

  public answered(order: number, answer: Answer, attempt: number, now: number): void {
    if (answer === Answer.CREATED && Number.isNaN(this.acknowledgedAt[order])) this.acknowledgedAt[order] = now;
    this.second(now).answers[answer] += this.weight;
    if (!this.measured(order)) return;
    this.allAnswers[answer] += this.weight;
    if (attempt === 1) this.firstAnswers[answer] += this.weight;
  }

  public refused(limit: Limit, now: number, order: number): void {
    if (!this.measured(order)) return;
    const known = this.refusals.get(limit);
    if (known) known.count += this.weight;
    else this.refusals.set(limit, { count: this.weight, firstAt: now });
  }

  public replayed(): void {
    this.replays += this.weight;
  }

  public gaveUp(order: number): void {
    this.givenUp[order] = 1;
  }

  /** Settles the accounts: every acknowledgement against the table, every item against its order. */
  public close(table: OrdersTable, fn: LambdaFunction): void {
    const items = new Uint8Array(this.arrivals.length);
    for (const orderId of table.orderIds()) items[this.idsOf.get(orderId) ?? orderId]++;
    const waits: number[] = [];
    for (let order = 0; order < items.length; order++) {
      const acknowledged = !Number.isNaN(this.acknowledgedAt[order]);
      if (acknowledged && items[order] === 0) this.lost += this.weight;
      if (items[order] > 1) this.duplicates += (items[order] - 1) * this.weight;
      if (!acknowledged && !this.givenUp[order]) throw new Error(`order ${order} was forgotten: neither acknowledged nor given up`);
      if (!this.measured(order)) continue;
      this.orders += this.weight;
      if (acknowledged) {
        this.acknowledged += this.weight;
        waits.push(this.acknowledgedAt[order] - this.arrivals[order]);
      } else {
        this.abandoned += this.weight;
        if (items[order] > 0) this.abandonedButStored += this.weight;
      }
    }
    this.waits = Float64Array.from(waits).sort();
    this.coldStarts = fn.coldStarts;
    this.peakInFlight = fn.peakInFlight;
    this.executionSeconds = fn.executionSeconds;
    this.writeUnits = table.consumedUnits;
  }

  /** Share of the first attempts that got this answer. */
  public firstAnswerShare(answer: Answer): number {
    return this.firstAnswers[answer] / this.firstAnswers.reduce((sum, count) => sum + count, 0);
  }

  /** Seconds from an order's first submission to its acknowledgement that `share` of the acknowledged orders stayed within; NaN if there are none. */
  public timeToAcknowledge(share: number): number {
    return this.waits.length === 0 ? NaN : this.waits[Math.max(0, Math.ceil(share * this.waits.length) - 1)];
  }

  /** Mean seconds from first submission to acknowledgement. */
  public meanTimeToAcknowledge(): number {
    return this.waits.reduce((sum, wait) => sum + wait, 0) / this.waits.length;
  }

  private measured(order: number): boolean {
    return order >= this.firstMeasured;
  }

  private second(time: number): Second {
    const index = floor(time);
    while (this.timeline.length <= index) this.timeline.push({ arrivals: 0, answers: [0, 0, 0, 0] });
    return this.timeline[index];
  }
}
