import { Construct } from 'constructs';
import { OrderFilter } from './order-consumer-options';
import { LARGEST_COMPARABLE, OrderEvent } from '../handler-contract/order-event';
import { invalidProp, requireInteger, requirePattern } from '../validation/prop-validation';

/**
 * Where an event has its CloudEvents document.
 *
 * @internal
 */
export const CLOUD_EVENT_PATH = '$.detail';

/**
 * The `source` of a platform's events.
 *
 * @internal
 */
export function eventSource(platformName: string): string {
  return OrderEvent.SOURCE_PREFIX + platformName;
}

/** A pattern as EventBridge takes it. */
export interface BusPattern {
  readonly [member: string]: unknown;
}

/**
 * The pattern of a consumer's rule.
 *
 * @internal
 */
export function orderPattern(
  platformName: string, consumerId: string, { currencies, minimumTotalAmount, eventPattern }: OrderFilter = {},
): BusPattern {
  const { data, ...document } = eventPattern?.detail ?? {};
  const content = { ...data, ...currencies ? { currency: currencies } : {} };
  const detail = { ...document, ...newOr(consumerId), ...Object.keys(content).length > 0 ? { data: content } : {} };
  return {
    'source': [eventSource(platformName)],
    'detail-type': [OrderEvent.DETAIL_TYPE],
    detail,
    ...minimumTotalAmount === undefined ? {} : {
      // What is too large to be compared is marked by the relay.
      $or: [{ detail: { data: { totalAmount: [{ numeric: ['>=', minimumTotalAmount] }] } } }, { resources: [OrderEvent.LARGE_TOTAL] }],
    },
  };
}

/**
 * Of an event's detail: that it is new, or sent again to one of these consumers.
 *
 * @internal
 */
export function newOr(...consumerIds: string[]): BusPattern {
  return { [OrderEvent.RECIPIENT]: [...consumerIds, { exists: false }] };
}

/**
 * Refuses a filter that no order could pass or EventBridge would not take.
 *
 * @internal
 */
export function validateFilter(consumer: Construct, { currencies, minimumTotalAmount, eventPattern }: OrderFilter = {}): void {
  if (currencies?.length === 0) throw invalidProp(consumer, 'filter.currencies', 'must name at least one currency, got none');
  for (const currency of currencies ?? []) {
    requirePattern(consumer, 'filter.currencies', currency, /^[A-Z]{3}$/, 'must hold ISO 4217 codes of three capital letters');
  }
  requireInteger(consumer, 'filter.minimumTotalAmount', minimumTotalAmount, 1, LARGEST_COMPARABLE, 'minor units');
  const { detail, ...others } = eventPattern ?? {};
  const [other] = Object.entries(others).filter(([, value]) => value !== undefined).map(([name]) => name);
  if (other !== undefined) throw invalidProp(consumer, 'filter.eventPattern', 'must have `detail` only: the rest is the same for every order', other);
  if (currencies && detail?.data?.currency !== undefined) {
    throw invalidProp(consumer, 'filter.eventPattern', 'must not have `detail.data.currency` together with `filter.currencies`');
  }
}
