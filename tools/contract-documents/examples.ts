import { STATUS_CODES } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Answer } from './answers';
import { ExampleOrder, storedOrder } from './stored-order';
import { acceptOrder } from '../../lambda/place-order/order/accepted-order';
import { Problem, unexpectedProblem } from '../../lambda/place-order/problem';
import { MAX_BODY_BYTES } from '../../lambda/place-order/request/body';
import { readOrderRequest } from '../../lambda/place-order/request/order-request';
import { problemResponse } from '../../lambda/place-order/response/problem-response';
import { toWriteFailure } from '../../lambda/place-order/store/write-failure';

const REQUEST_ID = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

/** An answer's body as the handler gives it: the stored order, or the first of the problems that have the status. */
export function exampleBody({ problems: [type] }: Answer, order: ExampleOrder): Record<string, unknown> {
  if (type === undefined) return storedOrder(order);
  return JSON.parse(problemResponse(PROVOKED[type](order), REQUEST_ID).body!);
}

/** What API Gateway says with a status. */
export function gatewayExample(status: number): Record<string, unknown> {
  return { message: status === 413 ? 'Request Entity Too Large' : STATUS_CODES[status] };
}

/** The handler's own problems, by what provokes them. */
const PROVOKED: Readonly<Record<string, (order: ExampleOrder) => Problem>> = {
  'invalid-json': () => refusal('{"currency": '),
  'payload-too-large': (order) => refusal(JSON.stringify({ ...order, notes: 'x'.repeat(MAX_BODY_BYTES) })),
  'unsupported-media-type': (order) => refusal(JSON.stringify(order), 'text/plain'),
  'invalid-order': (order) => refusal(JSON.stringify({ ...order, items: [{ ...order.items[0], quantity: 0 }] })),
  'unexpected': () => unexpectedProblem(new Error()),
  'store-unavailable': () => toWriteFailure(Object.assign(new Error(), { name: 'ResourceNotFoundException' })),
};

function refusal(body: string, contentType = 'application/json'): Problem {
  const event = { headers: { 'content-type': contentType }, body, isBase64Encoded: false } as unknown as APIGatewayProxyEventV2;
  try {
    acceptOrder(readOrderRequest(event, { requireIdempotencyKey: false }));
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`The handler takes what an example of a refusal sends: ${body}`);
}
