import { STATUS_CODES } from 'node:http';
import type { Answer } from './answers';
import { ExampleOrder, storedOrder } from './stored-order';
import { TYPE_PREFIX } from '../../lambda/place-order/response/problem-response';

const REQUEST_ID = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

/** An answer's body as the handler gives it: the stored order, or the first of the problems that have the status. */
export function exampleBody({ status, problems: [problem] }: Answer, order: ExampleOrder): Record<string, unknown> {
  if (problem === undefined) return storedOrder(order);
  const { errors, ...texts } = PROBLEMS[problem];
  return { type: TYPE_PREFIX + problem, title: texts.title, status, detail: texts.detail, requestId: REQUEST_ID, ...(errors && { errors }) };
}

/** What API Gateway says with a status. */
export function gatewayExample(status: number): Record<string, unknown> {
  return { message: status === 413 ? 'Request Entity Too Large' : STATUS_CODES[status] };
}

interface ProblemText {
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** What the handler says; a test compares it with its answers and its source. */
const PROBLEMS: Readonly<Record<string, ProblemText>> = {
  'invalid-json': {
    title: 'Body cannot be read',
    detail: 'The body is not JSON, or is JSON that cannot be stored unaltered.',
    errors: [{ pointer: '/currency', detail: 'is not JSON: expected a JSON value at character 14 of the body' }],
  },
  'payload-too-large': {
    title: 'Order is too large',
    detail: 'The order does not fit into one database item: the body is larger than 393216 bytes.',
  },
  'unsupported-media-type': {
    title: 'Unsupported media type',
    detail: 'Send the order as `Content-Type: application/json`, encoded in UTF-8.',
  },
  'invalid-order': {
    title: 'Order is invalid',
    detail: 'The order violates its schema.',
    errors: [{ pointer: '/items/0/quantity', detail: 'must be >= 1' }],
  },
  'unexpected': {
    title: 'Unexpected error',
    detail: 'Something went wrong that should not. Quote the request id when you report it.',
  },
  'store-unavailable': {
    title: 'Orders cannot be stored at the moment',
    detail: 'It is not certain that the order was stored. If it has an `Idempotency-Key`, send it again with the same key: it is stored once.',
  },
};
