import { OrderFilter } from './order-consumer-options';
import { LARGEST_COMPARABLE, OrderEvent } from '../handler-contract/order-event';
import { integer, pattern, unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';

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
 * Rules of a filter: an order can pass it, and EventBridge takes it.
 *
 * @internal
 */
export const orderFilterRules: PropRules<OrderFilter> = ({ currencies, minimumTotalAmount, eventPattern }) => {
  const { detail, ...others } = eventPattern ?? {};
  const other = Object.entries(others).find(([, value]) => value !== undefined);
  return [
    unless(currencies?.length !== 0, 'filter.currencies', 'must name at least one currency, got none'),
    (currencies ?? []).map(currency => pattern('filter.currencies', currency, /^[A-Z]{3}$/, 'must hold ISO 4217 codes of three capital letters')),
    integer('filter.minimumTotalAmount', minimumTotalAmount, { minimum: 1, maximum: LARGEST_COMPARABLE, unit: 'minor units' }),
    unless(other === undefined, 'filter.eventPattern', 'must have `detail` only: the rest is the same for every order', other?.[0]),
    unless(!currencies || detail?.data?.currency === undefined, 'filter.eventPattern',
      'must not have `detail.data.currency` together with `filter.currencies`'),
  ];
};
