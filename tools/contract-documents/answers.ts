/** One status that `POST /orders` answers with. */
export interface Answer {
  readonly status: number;
  /** When the handler gives it; absent if only API Gateway does. */
  readonly when?: string;
  /** Last parts of the problem types that the handler's answer carries; empty for success. */
  readonly problems: readonly string[];
  /** When API Gateway gives it, without asking the handler or in its place; absent if it does not. */
  readonly whenFromGateway?: string;
}

/** Every answer of the API, in the order of its statuses. */
export const ANSWERS: readonly Answer[] = [
  {
    status: 201,
    when: 'The order is stored. The same `Idempotency-Key` with the same order gets the same answer again, with `Idempotent-Replayed: true`.',
    problems: [],
  },
  {
    status: 400,
    when: 'The body is not JSON or could only be stored altered (repeated members, inexact numbers, half characters), or the `Idempotency-Key` '
      + 'is malformed or, where required, missing. The character U+FFFD in a text body counts as bytes that are not UTF-8, since API Gateway '
      + 'puts it in their place: escape it as `\\ufffd`.',
    problems: ['invalid-json', 'idempotency-key-invalid', 'idempotency-key-missing'],
  },
  { status: 401, problems: [], whenFromGateway: 'The API has an authorizer, and the request no valid credentials.' },
  { status: 403, problems: [], whenFromGateway: 'The API has an authorizer, and the caller may not place orders.' },
  {
    status: 413,
    when: 'The order does not fit into one database item, or has more than 10,000 values.',
    problems: ['payload-too-large'],
    whenFromGateway: 'The request is larger than API Gateway takes.',
  },
  { status: 415, when: 'The body is not declared as `application/json` in UTF-8.', problems: ['unsupported-media-type'] },
  {
    status: 422,
    when: 'The order violates its schema, or the `Idempotency-Key` belongs to another order.',
    problems: ['invalid-order', 'idempotency-key-reused'],
  },
  { status: 429, problems: [], whenFromGateway: 'More requests than the API\'s throttle allows. Send the order again later, with the same `Idempotency-Key`.' },
  {
    status: 500,
    when: 'Something went wrong that should not. `requestId` finds the log line.',
    problems: ['unexpected'],
    whenFromGateway: 'The function could not be started, or ended without an answer.',
  },
  {
    status: 503,
    when: 'Orders cannot be stored at the moment. Send the order again after `Retry-After` seconds, with the same `Idempotency-Key`.',
    problems: ['store-unavailable'],
    whenFromGateway: 'The function is out of reach or throttled, or took too long.',
  },
];
