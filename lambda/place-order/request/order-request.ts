import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readBody } from './body';
import { callerIdentity } from './caller-identity';
import { requireJsonContentType } from './content-type';
import { idempotencyKey } from './idempotency-key';
import type { JsonValue } from '../json/json-value';

/** What the order is made of, freed from HTTP. */
export interface OrderRequest {
  readonly body: JsonValue;
  readonly idempotencyKey?: string;
  readonly caller?: readonly string[];
}

/**
 * Reads an API event.
 *
 * @throws Rejection 400, 413, 415
 */
export function readOrderRequest(event: APIGatewayProxyEventV2, options: { readonly requireIdempotencyKey: boolean }): OrderRequest {
  requireJsonContentType(event);
  return {
    idempotencyKey: idempotencyKey(event, options.requireIdempotencyKey),
    caller: callerIdentity(event),
    body: readBody(event),
  };
}
