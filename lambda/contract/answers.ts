/** One status that `POST /orders` answers with. */
export interface Answer {
  readonly status: number;
  /** When it is given. */
  readonly when: string;
  /** Last parts of the problem types that it carries; empty for success. */
  readonly problems: readonly string[];
}

/** Every answer of the handler. (401, 403, 404 and 429 come from API Gateway before the handler runs.) */
export const ANSWERS: readonly Answer[] = [
  {
    status: 201,
    when: 'The order is stored. The same `Idempotency-Key` with the same order gets the same answer again, with `Idempotent-Replayed: true`.',
    problems: [],
  },
  {
    status: 400,
    when: 'The body is not JSON or could only be stored altered (repeated members, inexact numbers, half characters), or the `Idempotency-Key` '
      + 'is malformed or, where required, missing.',
    problems: ['invalid-json', 'idempotency-key-invalid', 'idempotency-key-missing'],
  },
  { status: 413, when: 'The order does not fit into one database item.', problems: ['payload-too-large'] },
  { status: 415, when: 'The body is not declared as `application/json` in UTF-8.', problems: ['unsupported-media-type'] },
  {
    status: 422,
    when: 'The order violates its schema, or the `Idempotency-Key` belongs to another order.',
    problems: ['invalid-order', 'idempotency-key-reused'],
  },
  { status: 500, when: 'Something went wrong that should not. `requestId` finds the log line.', problems: ['unexpected'] },
  {
    status: 503,
    when: 'Orders cannot be stored at the moment. Send the order again after `Retry-After` seconds, with the same `Idempotency-Key`.',
    problems: ['store-unavailable'],
  },
];
