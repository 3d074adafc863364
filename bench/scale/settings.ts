import { QUOTAS } from '../aws-quotas-and-prices';

/** Props of `OrderProcessingPlatform` that decide how much it takes. */
export interface PlatformSettings {
  readonly throttleRateLimit: number;
  readonly throttleBurstLimit: number;
  /** `undefined`: shares what the account has. */
  readonly reservedConcurrentExecutions?: number;
  readonly provisionedConcurrentExecutions: number;
  /** Write units a second that `warmThroughput` asks for; 0: what a new table has. */
  readonly warmWriteUnits: number;
  /** MB. */
  readonly memorySize: number;
}

/** Quotas of the account. AWS raises them on request, but for the burst, which follows the rate. */
export interface AccountQuotas {
  readonly apiRate: number;
  readonly apiBurst: number;
  readonly concurrency: number;
  readonly tableWrites: number;
}

export const DEFAULT_ACCOUNT: AccountQuotas = {
  apiRate: QUOTAS.apiAccountRate.value,
  apiBurst: QUOTAS.apiAccountBurst.value,
  concurrency: QUOTAS.lambdaAccountConcurrency.value,
  tableWrites: QUOTAS.tableWriteQuota.value,
};

/** How the shop's client behaves. Times in seconds. */
export interface CallerSettings {
  /** Attempts for one order, the first one included. */
  readonly attempts: number;
  /** The n-th retry waits a random time between 0 and `firstBackoff` · 2ⁿ⁻¹, at most `longestBackoff` (full jitter). */
  readonly firstBackoff: number;
  readonly longestBackoff: number;
  /** Silence after which the caller tries again. */
  readonly timeout: number;
  readonly sendsIdempotencyKey: boolean;
  /** Share of orders submitted a second time at once, as by a double click, with the same key. */
  readonly doubleSubmits: number;
}

export const PATIENT_CALLER: CallerSettings = {
  attempts: 6,
  firstBackoff: 0.2,
  longestBackoff: 10,
  timeout: 10,
  sendsIdempotencyKey: true,
  doubleSubmits: 0.005,
};
