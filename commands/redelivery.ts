import type { Aws } from './aws-cli';
import type { Consumer } from './consumer';
import type { DeadEvent } from './dead-letter';
import { LARGEST_COMPARABLE, OrderEvent } from '../src/handler-contract/order-event';

/** Bytes of one call that every region takes. A larger event goes alone. */
const MOST_BYTES = 240 * 1024;

interface Entry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Resources: readonly string[];
  readonly Detail: string;
}

interface Outcome {
  readonly ErrorCode?: string;
  readonly ErrorMessage?: string;
}

/**
 * Puts events on the order bus, addressed to one consumer.
 *
 * @returns for each event, why the bus did not take it; undefined if it did
 */
export async function redeliver(aws: Aws, consumer: Consumer, events: readonly DeadEvent[]): Promise<(string | undefined)[]> {
  const reasons: (string | undefined)[] = [];
  for (const entries of requests(events.map((event) => addressed(consumer, event)))) {
    const { Entries } = await aws<{ readonly Entries: readonly Outcome[] }>('events', 'put-events', { Entries: entries });
    reasons.push(...Entries.map(({ ErrorCode, ErrorMessage }) => ErrorCode && `${ErrorCode}: ${ErrorMessage ?? ''}`));
  }
  return reasons;
}

/**
 * Whether the consumer's filter, which may have changed since, still lets an event through: the bus would drop it else.
 */
export async function isWanted(aws: Aws, consumer: Consumer, event: DeadEvent): Promise<boolean> {
  if (!hasFilter(consumer)) return true;
  const { Source, DetailType, Resources, Detail } = addressed(consumer, event);
  const [, , , region, account] = consumer.ruleArn.split(':');
  const { Result } = await aws<{ readonly Result: boolean }>('events', 'test-event-pattern', {
    EventPattern: consumer.eventPattern,
    Event: JSON.stringify({
      'id': event.id, account, region, 'source': Source, 'time': event.document.time, 'detail-type': DetailType, 'resources': Resources, 'detail': JSON.parse(Detail),
    }),
  });
  return Result;
}

/** Whether the rule asks for more than that an order was placed, and for whom. */
function hasFilter({ eventPattern }: Consumer): boolean {
  const { source, 'detail-type': detailType, detail: { [OrderEvent.RECIPIENT]: recipient, ...content }, ...others } = JSON.parse(eventPattern);
  return Object.keys(content).length + Object.keys(others).length > 0;
}

function addressed({ id, platform }: Consumer, { source, resources, document }: DeadEvent): Entry {
  const { totalAmount } = document.data as { readonly totalAmount?: unknown };
  const isLarge = typeof totalAmount === 'number' && totalAmount > LARGEST_COMPARABLE;
  return {
    EventBusName: platform.busName,
    Source: source,
    DetailType: OrderEvent.DETAIL_TYPE,
    Resources: [...new Set([...resources, ...isLarge ? [OrderEvent.LARGE_TOTAL] : []])],
    Detail: JSON.stringify({ ...document, [OrderEvent.RECIPIENT]: id }),
  };
}

function requests(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let bytes = Infinity;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry));
    bytes += size;
    if (bytes > MOST_BYTES) {
      batches.push([]);
      bytes = size;
    }
    batches[batches.length - 1].push(entry);
  }
  return batches;
}
