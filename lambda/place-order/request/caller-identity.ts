import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { canonicalJson } from '../json/canonical-json';
import type { JsonObject, JsonValue } from '../json/json-value';

interface Authorizers {
  readonly jwt?: { readonly claims?: JsonObject | null };
  readonly iam?: {
    readonly accountId?: string;
    readonly callerId?: string;
    readonly cognitoIdentity?: { readonly identityId?: string } | null;
  };
  readonly lambda?: JsonObject | null;
}

/** Claims that name the subject or, in a token without one, the client that it was issued to: of the standards, of Okta and of Entra ID. */
const JWT_NAMES = ['sub', 'client_id', 'azp', 'cid', 'appid'];
const LAMBDA_NAMES = ['principalId', 'sub'];

/** Claims that differ between two tokens of one caller. */
const TOKEN_CLAIMS = ['exp', 'iat', 'nbf', 'jti', 'auth_time'];

/**
 * Who calls, as the API's authorizer found out; undefined on an API without authorizer, and if the authorizer found out nothing.
 *
 * Stable across the caller's sessions, so that a retry with fresh credentials is still a retry.
 */
export function callerIdentity(event: APIGatewayProxyEventV2): readonly string[] | undefined {
  const { jwt, iam, lambda } = (event.requestContext as { readonly authorizer?: Authorizers } | undefined)?.authorizer ?? {};
  if (jwt) {
    const { iss, ...claims } = jwt.claims ?? {};
    return ['jwt', String(iss), ...identity(claims, JWT_NAMES) ?? []];
  }
  if (iam) {
    // The part of a caller id behind the colon names a role's session.
    const principal = iam.cognitoIdentity?.identityId ?? iam.callerId?.split(':')[0];
    return ['iam', String(iam.accountId), String(principal)];
  }
  const caller = identity(lambda ?? {}, LAMBDA_NAMES);
  return caller && ['lambda', ...caller];
}

/** The first of some members that names somebody; otherwise all members that stay the same from token to token. */
function identity(members: JsonObject, names: readonly string[]): readonly string[] | undefined {
  const name = names.find((candidate) => namesSomebody(members[candidate]));
  if (name !== undefined) return [name, String(members[name])];
  const lasting = Object.fromEntries(Object.entries(members).filter(([member]) => !TOKEN_CLAIMS.includes(member)));
  return Object.keys(lasting).length > 0 ? [canonicalJson(lasting)] : undefined;
}

function namesSomebody(value: JsonValue | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}
