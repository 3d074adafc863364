import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

/** What one call takes. */
const MOST_ENTRIES = 10;
/** Bytes of one call: below the 256 KB that every region takes. A larger event goes alone, which takes up to 1 MB where AWS has raised it. */
const MOST_BYTES = 240 * 1024;

/** Splits events into requests, in order. */
export function requestBatches(entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const batches: PutEventsRequestEntry[][] = [];
  let bytes = Infinity;
  for (const entry of entries) {
    const size = entrySize(entry);
    bytes += size;
    if (bytes > MOST_BYTES || batches[batches.length - 1].length === MOST_ENTRIES) {
      batches.push([]);
      bytes = size;
    }
    batches[batches.length - 1].push(entry);
  }
  return batches;
}

/**
 * As EventBridge counts.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
 */
function entrySize({ Source, DetailType, Detail, Resources = [] }: PutEventsRequestEntry): number {
  return [Source, DetailType, Detail, ...Resources].reduce((bytes, text = '') => bytes + Buffer.byteLength(text), 0);
}
