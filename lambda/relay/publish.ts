import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { requestBatches } from './request-batches';

/** Tries of one request's entries within an invocation. Longer trouble is Lambda's to repeat. */
const ATTEMPTS = 4;
const FIRST_PAUSE = 100;

/** Events that the bus did not take. */
export class PublishError extends Error {
  /** @param published how many events, from the first on, the bus took */
  constructor(readonly published: number, cause: Error) {
    super('The event bus did not take an event', { cause });
    this.name = 'PublishError';
  }
}

/**
 * Publishes events in order, and stops at the first that the bus does not take: what follows is repeated with it anyhow.
 *
 * @throws PublishError
 */
export async function publish(client: EventBridgeClient, entries: readonly PutEventsRequestEntry[]): Promise<void> {
  let published = 0;
  for (const batch of requestBatches(entries)) {
    try {
      published += await putEvents(client, batch);
    } catch (error) {
      if (error instanceof PublishError) throw new PublishError(published + error.published, error.cause as Error);
      throw new PublishError(published, error as Error);
    }
  }
}

/** Puts one request's entries; those that fail are tried again by themselves. */
async function putEvents(client: EventBridgeClient, batch: readonly PutEventsRequestEntry[]): Promise<number> {
  let waiting = batch.map((entry, position) => ({ entry, position }));
  for (let attempt = 1; ; attempt++) {
    const { FailedEntryCount, Entries = [] } = await client.send(new PutEventsCommand({ Entries: waiting.map(({ entry }) => entry) }));
    if (!FailedEntryCount) return batch.length;
    const refusals = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
    waiting = waiting.filter((_one, index) => Entries[index]?.ErrorCode !== undefined);
    if (attempt === ATTEMPTS) throw new PublishError(waiting[0].position, refusal(refusals[0].ErrorCode, refusals[0].ErrorMessage));
    await sleep(FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random()));
  }
}

function refusal(code = 'UnknownError', message = 'No message'): Error {
  return Object.assign(new Error(message), { name: code });
}
