import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { canonicalJson } from '../json/canonical-json';
import type { JsonValue } from '../json/json-value';

interface Authorizers {
  readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> };
  readonly iam?: {
    readonly accountId?: string;
    readonly callerId?: string;
    readonly cognitoIdentity?: { readonly identityId?: string } | null;
  };
  readonly lambda?: Readonly<Record<string, JsonValue>>;
}

/**
 * Who calls, as the API's authorizer found out; undefined on an API without authorizer.
 *
 * Stable across the caller's sessions, so that a retry with fresh credentials is still a retry.
 */
export function callerIdentity(event: APIGatewayProxyEventV2): readonly string[] | undefined {
  const { jwt, iam, lambda } = (event.requestContext as { readonly authorizer?: Authorizers } | undefined)?.authorizer ?? {};
  if (jwt) {
    const { iss, sub, client_id: clientId } = jwt.claims ?? {};
    return ['jwt', String(iss), String(sub ?? clientId)];
  }
  if (iam) {
    // The part of a caller id behind the colon names a role's session.
    const principal = iam.cognitoIdentity?.identityId ?? iam.callerId?.split(':')[0];
    return ['iam', String(iam.accountId), String(principal)];
  }
  if (lambda) {
    const { principalId, sub } = lambda;
    return ['lambda', canonicalJson(principalId ?? sub ?? lambda as JsonValue)];
  }
  return undefined;
}
