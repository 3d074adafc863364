import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { requestHeader } from './request-header';
import { RejectionReason } from '../../../src/handler-contract/order-metrics';
import { Rejection } from '../problem';

const JSON_CONTENT_TYPE = /^\s*application\/json\s*(?:;\s*(?:charset\s*=\s*(?:utf-8|"utf-8")\s*(?:;\s*)?)?)?$/i;

/**
 * Accepts `application/json` in UTF-8, nothing else.
 *
 * @throws Rejection 415
 */
export function requireJsonContentType(event: APIGatewayProxyEventV2): void {
  if (JSON_CONTENT_TYPE.test(requestHeader(event, 'content-type') ?? '')) return;
  throw new Rejection(RejectionReason.UNSUPPORTED_MEDIA_TYPE, {
    status: 415,
    type: 'unsupported-media-type',
    title: 'Unsupported media type',
    detail: 'Send the order as `Content-Type: application/json`, encoded in UTF-8.',
  });
}
