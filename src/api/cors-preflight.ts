import { Duration, Token } from 'aws-cdk-lib';
import { CorsHttpMethod, CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { OrderCorsOptions } from './order-api-options';
import { invalidProp, requirePattern, requireSeconds } from '../validation/prop-validation';

/** As browsers send it: scheme, host in lower case and port. API Gateway takes a wildcard for the whole of an origin or of its host only. */
const ORIGIN = /^(\*|https?:\/\/(\*|([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(:[0-9]{1,5})?))$/;

/**
 * What the API answers to preflights.
 *
 * @internal
 */
export function createCorsPreflight(scope: Construct, cors: OrderCorsOptions = {}): CorsPreflightOptions {
  const preflight = {
    allowOrigins: cors.allowOrigins ?? ['*'],
    allowHeaders: cors.allowHeaders ?? ['content-type', 'idempotency-key', 'authorization'],
    allowMethods: cors.allowMethods ?? [CorsHttpMethod.POST],
    exposeHeaders: cors.exposeHeaders ?? ['location', 'idempotent-replayed', 'retry-after'],
    allowCredentials: cors.allowCredentials,
    maxAge: cors.maxAge ?? Duration.hours(1),
  };
  requireSeconds(scope, 'apiOptions.corsPreflight.maxAge', cors.maxAge, 0, 86_400);
  validateOrigins(scope, preflight.allowOrigins);
  if (cors.allowCredentials) {
    requireNames(scope, 'allowOrigins', 'origins', preflight.allowOrigins);
    requireNames(scope, 'allowHeaders', 'headers', preflight.allowHeaders);
    requireNames(scope, 'allowMethods', 'methods', preflight.allowMethods);
    requireNames(scope, 'exposeHeaders', 'headers', preflight.exposeHeaders);
  }
  return preflight;
}

function validateOrigins(scope: Construct, origins: string[]): void {
  if (origins.length === 0) throw invalidProp(scope, 'apiOptions.corsPreflight.allowOrigins', 'must name at least one origin', '[]');
  if (Token.isUnresolved(origins)) return;
  for (const origin of origins) {
    requirePattern(scope, 'apiOptions.corsPreflight.allowOrigins', origin, ORIGIN,
      'must be origins such as `https://shop.example` (scheme, host in lower case, port if any, no slash at the end), or `*`, `https://*`, `http://*`');
  }
}

/** With credentials, browsers take `*` for a name rather than for all of them, and refuse it as an origin. */
function requireNames(scope: Construct, option: string, noun: string, values: string[]): void {
  const wildcard = values.find(value => /^(https?:\/\/)?\*$/.test(value));
  if (wildcard !== undefined) {
    throw invalidProp(scope, `apiOptions.corsPreflight.${option}`, `must name the ${noun} when \`apiOptions.corsPreflight.allowCredentials\` is true`, wildcard);
  }
}
