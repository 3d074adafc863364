import { QUOTAS } from '../aws-quotas-and-prices';
import { TemplateFigures } from '../template-figures';

/** Settings of a platform that decide how many orders it takes. */
export type PlatformSettings = Pick<TemplateFigures,
  'throttleRateLimit' | 'throttleBurstLimit' | 'reservedConcurrentExecutions' | 'provisionedConcurrentExecutions' | 'warmWriteUnits' | 'memorySize'>;

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

/** Settings and quotas together: what decides which limit gives first. */
export interface Configuration {
  readonly platform: PlatformSettings;
  readonly quotas: AccountQuotas;
}

/** What one order takes of the platform: durations in seconds, write units. */
export interface OrderWork {
  readonly warm: number;
  readonly cold: number;
  readonly writeUnits: number;
}
