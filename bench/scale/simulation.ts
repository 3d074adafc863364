import { ApiGateway } from './api-gateway';
import { EventQueue, NEVER } from './event-queue';
import { HandlerDurations } from './handler-durations';
import { FunctionScaling, LambdaFunction } from './lambda-function';
import { Answer, Limit } from './limit';
import { OrdersTable, Write } from './orders-table';
import { Outcome } from './outcome';
import { RandomStream } from './random-stream';
import { AccountQuotas, CallerSettings, PlatformSettings } from './settings';

// Looking a global up is slow under jest, and this runs with every event.
const { min } = Math;

/** One run of the model. */
export interface Scenario {
  readonly platform: PlatformSettings;
  readonly quotas: AccountQuotas;
  readonly caller: CallerSettings;
  readonly handler: HandlerDurations;
  readonly scaling?: FunctionScaling;
  /** Execution environments that earlier traffic left warm, beside the provisioned ones. */
  readonly warmEnvironments?: number;
  /** When orders arrive, in seconds, ascending. */
  readonly arrivals: Float64Array;
  /** Orders before this time warm the platform up and are not counted in the figures. */
  readonly measureFrom: number;
  /** Real orders that each simulated one stands for: it takes as many tokens, units of concurrency and write units. */
  readonly weight: number;
  readonly writeUnitsPerOrder: number;
  /** Share of answers that are lost after the write. */
  readonly lostAnswers: number;
  readonly seed: number;
  /** A faulty handler that answers 201 before it writes; shows that the invariant can fail. */
  readonly answersBeforeWriting?: boolean;
}

/** What a submission waits for. */
enum Step { SUBMIT, WRITE, ANSWER }

/** Runs a scenario to its end: every submission acknowledged or given up. */
export function simulate(scenario: Scenario): Outcome {
  return new Simulation(scenario).run();
}

/**
 * Discrete events: a submission (one chain of attempts for one order, two chains for a double submit) has exactly one event pending.
 */
class Simulation {
  private readonly queue = new EventQueue();
  private readonly api: ApiGateway;
  private readonly fn: LambdaFunction;
  private readonly table: OrdersTable;
  private readonly outcome: Outcome;
  // Streams of their own, so that a changed setting doesn't change who comes when.
  private readonly faults: RandomStream;
  private readonly durations: RandomStream;
  private readonly retries: RandomStream;

  private readonly orderOf: Int32Array;
  private readonly step: Uint8Array;
  private readonly attempts: Uint16Array;
  private readonly writes: Uint8Array;
  private readonly answer: Uint8Array;
  private readonly orderId: Int32Array;
  private readonly attemptedAt: Float64Array;
  private submissions = 0;
  private freshIds: number;

  constructor(private readonly scenario: Scenario) {
    const { platform, quotas, seed, arrivals } = scenario;
    this.api = new ApiGateway(platform, quotas);
    this.fn = new LambdaFunction(platform, quotas, scenario.warmEnvironments, scenario.scaling);
    this.table = new OrdersTable(platform, quotas, scenario.writeUnitsPerOrder);
    this.outcome = new Outcome(arrivals, scenario.measureFrom, scenario.weight);
    this.faults = new RandomStream(seed + 1);
    this.durations = new RandomStream(seed + 2);
    this.retries = new RandomStream(seed + 3);
    const capacity = arrivals.length * 2;
    this.orderOf = new Int32Array(capacity);
    this.step = new Uint8Array(capacity);
    this.attempts = new Uint16Array(capacity);
    this.writes = new Uint8Array(capacity);
    this.answer = new Uint8Array(capacity);
    this.orderId = new Int32Array(capacity);
    this.attemptedAt = new Float64Array(capacity);
    this.freshIds = arrivals.length;
  }

  public run(): Outcome {
    const { arrivals } = this.scenario;
    let arrived = 0;
    for (;;) {
      const nextArrival = arrived < arrivals.length ? arrivals[arrived] : NEVER;
      const nextEvent = this.queue.nextTime;
      if (nextArrival === NEVER && nextEvent === NEVER) break;
      if (nextArrival <= nextEvent) this.arrive(arrived++, nextArrival);
      else this.proceed(nextEvent, this.queue.take());
    }
    this.outcome.close(this.table, this.fn);
    return this.outcome;
  }

  private arrive(order: number, now: number): void {
    this.submit(now, this.newSubmission(order));
    if (this.faults.uniform() < this.scenario.caller.doubleSubmits) {
      this.queue.add(now + 0.3 * this.faults.uniform(), this.newSubmission(order));
    }
  }

  private newSubmission(order: number): number {
    this.orderOf[this.submissions] = order;
    this.step[this.submissions] = Step.SUBMIT;
    return this.submissions++;
  }

  private proceed(now: number, submission: number): void {
    switch (this.step[submission]) {
      case Step.SUBMIT: return this.submit(now, submission);
      case Step.WRITE: return this.write(now, submission);
      default: return this.finish(now, submission);
    }
  }

  /** The caller posts the order: API Gateway, then the function, admit it or refuse. */
  private submit(now: number, submission: number): void {
    const { weight, handler, caller } = this.scenario;
    this.attempts[submission]++;
    this.writes[submission] = 0;
    const gateway = handler.gateway(this.durations);
    const refusedByApi = this.api.admit(now, weight);
    if (refusedByApi !== undefined) return this.refuse(now, gateway, submission, Answer.TOO_MANY_REQUESTS, refusedByApi);
    const start = this.fn.start(now, weight);
    if ('refusedBy' in start) return this.refuse(now, gateway, submission, Answer.SERVICE_UNAVAILABLE, start.refusedBy);
    this.attemptedAt[submission] = now;
    // The order id is derived from the caller's key; without a key each request is an order of its own.
    this.orderId[submission] = caller.sendsIdempotencyKey ? this.orderOf[submission] : this.freshIds++;
    this.outcome.tookId(this.orderOf[submission], this.orderId[submission]);
    if (this.scenario.answersBeforeWriting) this.outcome.answered(this.orderOf[submission], Answer.CREATED, this.attempts[submission], now);
    const work = start.cold ? handler.coldStart(this.durations) : handler.warmStart(this.durations);
    this.schedule(now + gateway + work, submission, Step.WRITE);
  }

  private refuse(now: number, gateway: number, submission: number, answer: Answer, limit: Limit): void {
    this.outcome.refused(limit, now, this.orderOf[submission]);
    this.hear(now + gateway, submission, answer);
  }

  /** The handler's conditional write, repeated while the table throttles. */
  private write(now: number, submission: number): void {
    const { handler, weight } = this.scenario;
    const result = this.table.putIfAbsent(now, this.orderId[submission], weight);
    const tries = ++this.writes[submission];
    const done = now + handler.write(this.durations);
    if (result !== Write.THROTTLED) {
      if (result === Write.EXISTED) this.outcome.replayed();
      this.answer[submission] = Answer.CREATED;
      this.schedule(done, submission, Step.ANSWER);
    } else {
      this.outcome.refused(this.table.throttledBy, now, this.orderOf[submission]);
      if (tries < handler.writeAttempts) {
        this.schedule(done + handler.writeBackoff * 2 ** (tries - 1) * this.durations.uniform(), submission, Step.WRITE);
      } else {
        this.answer[submission] = Answer.SERVICE_UNAVAILABLE;
        this.schedule(done, submission, Step.ANSWER);
      }
    }
  }

  private finish(now: number, submission: number): void {
    this.fn.end(now, this.scenario.weight);
    const lost = this.faults.uniform() < this.scenario.lostAnswers;
    this.hear(now, submission, lost ? Answer.NONE : this.answer[submission]);
  }

  /** The caller gets an answer, or none, and tries again unless it is final. */
  private hear(now: number, submission: number, answer: Answer): void {
    const { caller, handler } = this.scenario;
    const attempt = this.attempts[submission];
    this.outcome.answered(this.orderOf[submission], answer, attempt, now);
    if (answer === Answer.CREATED) return;
    if (attempt >= caller.attempts) return this.outcome.gaveUp(this.orderOf[submission]);
    let wait = min(caller.longestBackoff, caller.firstBackoff * 2 ** (attempt - 1)) * this.retries.uniform();
    // Only the handler's own 503 names a time; API Gateway's answers don't.
    if (answer === Answer.SERVICE_UNAVAILABLE && this.writes[submission] > 0) wait += handler.retryAfter;
    const silentUntil = answer === Answer.NONE ? Math.max(now, this.attemptedAt[submission] + caller.timeout) : now;
    this.schedule(silentUntil + wait, submission, Step.SUBMIT);
  }

  private schedule(time: number, submission: number, step: Step): void {
    this.step[submission] = step;
    this.queue.add(time, submission);
  }
}
