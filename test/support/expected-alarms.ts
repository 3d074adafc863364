import { PlatformAlarm } from '../../src/monitoring/alarms/alarm-catalogue';

/** An alarm as its documentation and the requirement want it, known apart from the catalogue: tests hold templates, and deployed alarms, against it. */
export interface ExpectedAlarm {
  readonly namespace: string;
  readonly metricName: string;
  readonly statistic: 'Sum' | 'Maximum';
  /** What the metric's one dimension names. */
  readonly watches: 'function' | 'api' | 'table' | 'platform';
  readonly threshold: { readonly dev: number; readonly staging: number; readonly prod: number };
  /** Whether the composite rings as well. */
  readonly meansLostOrders: boolean;
  /** Whether it rises below its threshold, and in silence. */
  readonly ringsInSilence?: true;
  /** Whether it exists only where it is asked for. */
  readonly onRequest?: true;
}

const COUNT = { statistic: 'Sum', threshold: { dev: 5, staging: 1, prod: 1 } } as const;
const FUNCTION = { namespace: 'AWS/Lambda', watches: 'function' } as const;
const API = { namespace: 'AWS/ApiGateway', watches: 'api' } as const;
const BUSINESS = { namespace: 'OrderProcessingPlatform', watches: 'platform' } as const;

/** Every alarm of a platform: one without a row does not compile. */
export const EXPECTED_ALARMS: Readonly<Record<PlatformAlarm, ExpectedAlarm>> = {
  functionErrors: { ...FUNCTION, ...COUNT, metricName: 'Errors', meansLostOrders: true },
  functionDuration: { ...FUNCTION, metricName: 'Duration', statistic: 'Maximum', threshold: { dev: 7_500, staging: 7_500, prod: 4_500 }, meansLostOrders: false },
  functionThrottles: { ...FUNCTION, ...COUNT, metricName: 'Throttles', meansLostOrders: true },
  functionConcurrency: {
    ...FUNCTION, metricName: 'ConcurrentExecutions', statistic: 'Maximum', threshold: { dev: 90, staging: 80, prod: 80 }, meansLostOrders: false,
  },
  tableThrottles: { ...COUNT, namespace: 'AWS/DynamoDB', watches: 'table', metricName: 'WriteThrottleEvents', meansLostOrders: true },
  apiClientErrors: { ...API, metricName: '4xx', statistic: 'Sum', threshold: { dev: 100, staging: 100, prod: 100 }, meansLostOrders: false },
  apiServerErrors: { ...API, ...COUNT, metricName: '5xx', meansLostOrders: true },
  writeFailures: { ...BUSINESS, ...COUNT, metricName: 'WriteFailures', meansLostOrders: true },
  ordersMissing: {
    ...BUSINESS, metricName: 'OrdersPlaced', statistic: 'Sum', threshold: { dev: 1, staging: 1, prod: 1 }, meansLostOrders: true, ringsInSilence: true, onRequest: true,
  },
};
