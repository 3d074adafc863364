import { RejectionReason } from '../../../src/handler-contract/order-metrics';
import { Problem, Rejection } from '../problem';

/** What kept DynamoDB from storing an order. */
export type WriteFailureKind =
  'Throttled' | 'Contended' | 'Unreachable' | 'AccessDenied' | 'KeyUnavailable' | 'TableMissing' | 'Unexpected';

/** A write that DynamoDB refused or never answered. `cause` is the SDK's error. */
export class WriteFailure extends Problem {
  constructor(readonly kind: WriteFailureKind, cause: Error) {
    super(kind === 'Unexpected' ? UNEXPECTED : unavailable(RETRY_AFTER[kind]), { cause });
  }
}

/** Seconds. What only an operator mends is not worth asking for every second. */
const RETRY_AFTER: Record<Exclude<WriteFailureKind, 'Unexpected'>, number> = {
  Throttled: 1,
  Contended: 1,
  Unreachable: 2,
  AccessDenied: 30,
  KeyUnavailable: 30,
  TableMissing: 30,
};

const DETAIL = 'It is not certain that the order was stored. If it has an `Idempotency-Key`, send it again with the same key: it is stored once.';

const UNEXPECTED = { status: 500, type: 'unexpected', title: 'Unexpected error', detail: DETAIL };

function unavailable(retryAfter: number) {
  return {
    status: 503,
    type: 'store-unavailable',
    title: 'Orders cannot be stored at the moment',
    detail: DETAIL,
    retryAfter,
  };
}

const KINDS: readonly [RegExp, WriteFailureKind][] = [
  [/Throttl|ThroughputExceeded|RequestLimitExceeded|LimitExceeded|SlowDown/, 'Throttled'],
  [/TransactionConflict|ReplicatedWriteConflict/, 'Contended'],
  [/KMS|InaccessibleEncryption/i, 'KeyUnavailable'],
  [/ResourceNotFound|TableNotFound/, 'TableMissing'],
  [/TimeoutError|AbortError|WriteDeadlineError/, 'Unreachable'],
  [/AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientToken|MissingAuthentication|IncompleteSignature/, 'AccessDenied'],
];

/** ECONNRESET, ENOTFOUND and their like; ERR_… are Node's complaints about how it is used. */
const CONNECTION_ERROR = /^E(?!RR_)[A-Z_]+$/;

/** HTTP: the request did not arrive in time. */
const REQUEST_TIMEOUT = 408;

/** Turns what the SDK throws into a problem of ours. */
export function toWriteFailure(error: Error): Problem {
  if (isItemTooLarge(error)) return itemTooLarge();
  return new WriteFailure(failureKind(error), error);
}

interface ClientError extends Error {
  /** Node's code of a connection error. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function failureKind({ name, message, code, $metadata }: ClientError): WriteFailureKind {
  const text = /KMS/.test(message) ? `KMS ${name}` : name;
  const known = KINDS.find(([pattern]) => pattern.test(text));
  if (known) return known[1];
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 || status === REQUEST_TIMEOUT || CONNECTION_ERROR.test(code ?? '') ? 'Unreachable' : 'Unexpected';
}

function isItemTooLarge(error: Error): boolean {
  return error.name === 'ValidationException' && /item size/i.test(error.message);
}

function itemTooLarge(): Rejection {
  return new Rejection(RejectionReason.PAYLOAD_TOO_LARGE, {
    status: 413,
    type: 'payload-too-large',
    title: 'Order is too large',
    detail: 'The order does not fit into one database item of 400 KB.',
  });
}
