import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { RelaySettings } from './settings';
import { LARGEST_COMPARABLE, OrderEvent } from '../../src/handler-contract/order-event';
import { OrderContent, orderDocument } from '../order/order-document';

/**
 * The event of a stored order: a CloudEvents document, the same on every delivery.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export function orderEvent(order: OrderContent, { eventBusName, eventSource }: RelaySettings): PutEventsRequestEntry {
  const { orderId, createdAt, content: { totalAmount } } = order;
  return {
    EventBusName: eventBusName,
    Source: eventSource,
    DetailType: OrderEvent.DETAIL_TYPE,
    Resources: typeof totalAmount === 'number' && totalAmount > LARGEST_COMPARABLE ? [OrderEvent.LARGE_TOTAL] : [],
    Detail: JSON.stringify({
      specversion: '1.0',
      id: orderId,
      source: eventSource,
      type: OrderEvent.TYPE,
      subject: orderId,
      time: createdAt,
      datacontenttype: 'application/json',
      data: orderDocument(order),
    }),
  };
}
