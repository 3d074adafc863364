import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { requestHeader } from './request-header';
import { RejectionReason } from '../../../src/handler-contract/order-metrics';
import { Rejection } from '../problem';

// A comma would be a repeated header; quotes make the structured-field string of the IETF draft.
export const IDEMPOTENCY_KEY = /^(?:([!#-+\--[\]-~]{1,255})|"([!#-+\--[\]-~]{1,255})")$/;

/**
 * The caller's `Idempotency-Key`, bare or as a quoted string; both are the same key.
 *
 * @throws Rejection 400 if it is malformed, or missing although required
 */
export function idempotencyKey(event: APIGatewayProxyEventV2, required: boolean): string | undefined {
  const header = requestHeader(event, 'idempotency-key');
  if (header === undefined) {
    if (required) throw missingKey();
    return undefined;
  }
  const match = IDEMPOTENCY_KEY.exec(header.trim());
  if (!match) throw invalidKey();
  return match[1] ?? match[2];
}

function missingKey(): Rejection {
  return new Rejection(RejectionReason.IDEMPOTENCY_KEY_MISSING, {
    status: 400,
    type: 'idempotency-key-missing',
    title: 'Idempotency-Key is missing',
    detail: 'This API requires an `Idempotency-Key` header: a value unique to this order, the same on every retry of it.',
  });
}

function invalidKey(): Rejection {
  return new Rejection(RejectionReason.IDEMPOTENCY_KEY_INVALID, {
    status: 400,
    type: 'idempotency-key-invalid',
    title: 'Idempotency-Key is malformed',
    detail: 'Send one `Idempotency-Key` of 1 to 255 visible ASCII characters without comma, quote or backslash.',
  });
}
