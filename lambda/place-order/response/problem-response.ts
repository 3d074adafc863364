import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { RESPONSE_HEADERS } from './response-headers';
import type { Problem, Violation } from '../problem';

export const TYPE_PREFIX = 'urn:problem-type:order-processing:';

/**
 * Problem document (RFC 9457). `requestId` is the reference to find the log line by.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function problemResponse({ details }: Problem, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { status, type, title, detail, violations, retryAfter } = details;
  return {
    statusCode: status,
    headers: {
      ...RESPONSE_HEADERS,
      'Content-Type': 'application/problem+json',
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    },
    body: JSON.stringify({ type: TYPE_PREFIX + type, title, status, detail, requestId, errors: violations?.map(toError) }),
  };
}

function toError({ pointer, detail }: Violation) {
  return { pointer, detail };
}
