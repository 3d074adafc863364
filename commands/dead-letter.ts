import { OrderEvent } from '../src/handler-contract/order-event';

/** The event of a dead letter. */
export interface DeadEvent {
  /** The order's id. */
  readonly id: string;
  readonly source: string;
  readonly resources: readonly string[];
  /** The CloudEvents document. */
  readonly document: Readonly<Record<string, unknown>>;
}

/**
 * Reads a message of a dead-letter queue: EventBridge writes its whole event, Lambda a record of the invocation with the document as its
 * payload.
 *
 * @returns undefined if it is something else
 */
export function readDeadLetter(body: string): DeadEvent | undefined {
  const message = parsed(body);
  const document = object(message?.detail) ?? object(message?.requestPayload);
  if (document?.type !== OrderEvent.TYPE || typeof document.id !== 'string' || typeof document.source !== 'string') return undefined;
  const resources = Array.isArray(message!.resources) ? message!.resources as string[] : [];
  return { id: document.id, source: document.source, resources, document };
}

type JsonObject = Readonly<Record<string, unknown>>;

function parsed(body: string): JsonObject | undefined {
  try {
    return object(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function object(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : undefined;
}
