import { QUOTAS } from '../aws-quotas-and-prices';
import { Limit } from './limit';
import { AccountQuotas, PlatformSettings } from './settings';
import { TokenBucket } from './token-bucket';

// Looking a global up is slow under jest, and this runs with every event.
const { min } = Math;

/** How Lambda scales one function. */
export interface FunctionScaling {
  /** Units of concurrency that a function can add at once, and per second after that. */
  readonly burst: number;
  readonly perSecond: number;
  /** Requests a second that one unit of concurrency may serve. */
  readonly requestsPerUnit: number;
}

export const LAMBDA_SCALING: FunctionScaling = {
  burst: QUOTAS.lambdaScalingBurst.value,
  perSecond: QUOTAS.lambdaScalingRate.value,
  requestsPerUnit: QUOTAS.lambdaRequestsPerEnvironment.value,
};

/** How an invocation started, or what refused it. */
export type Start = { readonly cold: boolean } | { readonly refusedBy: Limit };

const WARM: Start = { cold: false };
const COLD: Start = { cold: true };

/**
 * A function's concurrency. Nothing queues: an invocation finds a unit of concurrency, may add one, or is refused.
 *
 * Lambda counts two things against the concurrency it has allotted: executions in flight, and ten requests a second for each unit.
 * Allotted concurrency grows by the scaling rate up to the limit; within seconds it doesn't shrink.
 */
export class LambdaFunction {
  /** Executions in flight. */
  public inFlight = 0;
  public peakInFlight = 0;
  public coldStarts = 0;
  /** Integral of the executions in flight over time, in seconds. */
  public executionSeconds = 0;

  private readonly limit: number;
  private readonly concurrencyLimit: Limit;
  private readonly growth: TokenBucket;
  private allotted: number;
  private idle: number;
  private requests: number;
  private observedAt = 0;

  /** `warmEnvironments` are left from the traffic before, beside what is provisioned. */
  constructor(
    platform: PlatformSettings, quotas: AccountQuotas, warmEnvironments = 0, private readonly scaling: FunctionScaling = LAMBDA_SCALING,
  ) {
    this.limit = platform.reservedConcurrentExecutions ?? quotas.concurrency;
    this.concurrencyLimit = platform.reservedConcurrentExecutions === undefined ? Limit.ACCOUNT_CONCURRENCY : Limit.RESERVED_CONCURRENCY;
    this.growth = new TokenBucket(scaling.perSecond, scaling.burst);
    this.idle = Math.min(this.limit, platform.provisionedConcurrentExecutions + warmEnvironments);
    this.allotted = this.idle;
    this.requests = this.allotted * scaling.requestsPerUnit;
  }

  /** Starts `count` invocations at time `now`, or none. */
  public start(now: number, count: number): Start {
    this.observe(now);
    if (this.inFlight + count > this.limit) return { refusedBy: this.concurrencyLimit };
    const refusedBy = this.allot(now, this.inFlight + count - this.allotted)
      ?? this.allot(now, (count - this.requests) / this.scaling.requestsPerUnit);
    if (refusedBy !== undefined) return { refusedBy };
    this.requests -= count;
    this.inFlight += count;
    if (this.inFlight > this.peakInFlight) this.peakInFlight = this.inFlight;
    if (this.idle >= count) {
      this.idle -= count;
      return WARM;
    }
    this.coldStarts += count;
    return COLD;
  }

  /** Ends `count` invocations. Their environments stay warm. */
  public end(now: number, count: number): void {
    this.observe(now);
    this.inFlight -= count;
    this.idle += count;
  }

  /** Adds units of concurrency, or says what forbids it. */
  private allot(now: number, units: number): Limit | undefined {
    if (units <= 0) return undefined;
    if (this.allotted + units > this.limit) return Limit.REQUESTS_PER_ENVIRONMENT;
    if (!this.growth.take(now, units)) return Limit.SCALING_RATE;
    this.allotted += units;
    this.requests += units * this.scaling.requestsPerUnit;
    return undefined;
  }

  private observe(now: number): void {
    const elapsed = now - this.observedAt;
    this.observedAt = now;
    this.executionSeconds += elapsed * this.inFlight;
    const perSecond = this.allotted * this.scaling.requestsPerUnit;
    this.requests = min(perSecond, this.requests + elapsed * perSecond);
  }
}
