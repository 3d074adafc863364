import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

export interface ApiRequest {
  readonly body?: string;
  /** @default - content type JSON */
  readonly headers?: Record<string, string>;
  readonly isBase64Encoded?: boolean;
  /** What the API's authorizer found out. @default - no authorizer */
  readonly authorizer?: unknown;
}

/** What an HTTP API passes to its function (payload format 2.0), as far as the handler looks at it. */
export function apiEvent({ body, headers, isBase64Encoded = false, authorizer }: ApiRequest): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: 'POST /orders',
    rawPath: '/orders',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    requestContext: { authorizer },
    body,
    isBase64Encoded,
  } as unknown as APIGatewayProxyEventV2;
}

/** @param remaining milliseconds until Lambda would end the invocation */
export function lambdaContext(requestId: string, remaining = 29_000): Context {
  return { awsRequestId: requestId, getRemainingTimeInMillis: () => remaining } as Context;
}
