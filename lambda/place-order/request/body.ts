import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { RejectionReason } from '../../../src/handler-contract/order-metrics';
import { JsonReadError, JsonReading, readJson } from '../json/json-reader';
import type { JsonValue } from '../json/json-value';
import { Rejection, Violation } from '../problem';

/** A DynamoDB item holds 400 KB; what the platform adds to an order fits in the rest. */
export const MAX_BODY_BYTES = 384 * 1024;

const REPLACEMENT_CHARACTER = '\ufffd';

/**
 * The request's body as a JSON value that can be stored unaltered.
 *
 * @throws Rejection 400, 413
 */
export function readBody(event: APIGatewayProxyEventV2): JsonValue {
  const { value, violations } = readLimited(bodyText(event));
  if (violations.count > 0) throw invalidJson(violations.listed, violations.summary('The body is JSON that cannot be stored unaltered'));
  return value;
}

function readLimited(text: string): JsonReading {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonReadError)) throw error;
    throw error.kind === 'size' ? tooLarge(`The order ${error.message}: more than this API takes.`) : invalidJson([error.violation]);
  }
}

function bodyText(event: APIGatewayProxyEventV2): string {
  const body = event.body ?? '';
  if (event.isBase64Encoded) return decodeUtf8(Buffer.from(body, 'base64'));
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) throw bodyTooLarge();
  // The API has already decoded this body. It puts this character where the bytes were not UTF-8.
  if (body.includes(REPLACEMENT_CHARACTER)) {
    throw invalidUtf8('has bytes that are not UTF-8 (to send U+FFFD itself, escape it as \\ufffd)');
  }
  return body;
}

function decodeUtf8(bytes: Buffer): string {
  if (bytes.length > MAX_BODY_BYTES) throw bodyTooLarge();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidUtf8('has bytes that are not UTF-8');
  }
}

function invalidUtf8(detail: string): Rejection {
  return invalidJson([{ pointer: '', detail, rule: detail }]);
}

function invalidJson(violations: readonly Violation[], detail = 'The body is not JSON, or is JSON that cannot be stored unaltered.'): Rejection {
  return new Rejection(RejectionReason.INVALID_JSON, {
    status: 400,
    type: 'invalid-json',
    title: 'Body cannot be read',
    detail,
    violations,
  });
}

function bodyTooLarge(): Rejection {
  return tooLarge(`The order does not fit into one database item: the body is larger than ${MAX_BODY_BYTES} bytes.`);
}

function tooLarge(detail: string): Rejection {
  return new Rejection(RejectionReason.PAYLOAD_TOO_LARGE, {
    status: 413,
    type: 'payload-too-large',
    title: 'Order is too large',
    detail,
  });
}
