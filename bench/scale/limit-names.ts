import { Limit } from './limit';

/** What the page calls each limit. */
export const LIMIT_NAMES: Record<Limit, string> = {
  [Limit.STAGE_THROTTLE]: 'API throttle',
  [Limit.ACCOUNT_API_RATE]: 'API Gateway quota of the account',
  [Limit.ACCOUNT_CONCURRENCY]: 'Lambda concurrency of the account',
  [Limit.RESERVED_CONCURRENCY]: 'reserved concurrency (executions in flight)',
  [Limit.REQUESTS_PER_ENVIRONMENT]: 'reserved concurrency (ten requests a second each)',
  [Limit.SCALING_RATE]: 'Lambda scaling rate',
  [Limit.TABLE_THROUGHPUT]: 'table throughput',
  [Limit.TABLE_PARTITION]: 'table partition',
};
