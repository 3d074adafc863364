import { Token } from 'aws-cdk-lib';
import { corsPreflightOf } from './cors-preflight';
import { OrderCorsOptions } from './order-api-options';
import { pattern, unless, wholeSeconds } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';
import { Violation } from '../validation/violation';

/** As browsers send it: scheme, host in lower case and port. API Gateway takes a wildcard for the whole of an origin or of its host only. */
const ORIGIN = /^(\*|https?:\/\/(\*|([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(:[0-9]{1,5})?))$/;

/**
 * Rules of cross-origin access.
 *
 * @internal
 */
export const corsPreflightRules: PropRules<OrderCorsOptions> = (cors) => {
  const { allowOrigins = [], allowHeaders, allowMethods, exposeHeaders, allowCredentials } = corsPreflightOf(cors);
  return [
    wholeSeconds('apiOptions.corsPreflight.maxAge', cors.maxAge, { minimum: 0, maximum: 86_400 }),
    unless(allowOrigins.length > 0, 'apiOptions.corsPreflight.allowOrigins', 'must name at least one origin', '[]'),
    Token.isUnresolved(allowOrigins) ? [] : allowOrigins.map(origin => pattern('apiOptions.corsPreflight.allowOrigins', origin, ORIGIN,
      'must be origins such as `https://shop.example` (scheme, host in lower case, port if any, no slash at the end), or `*`, `https://*`, `http://*`')),
    allowCredentials ? [
      named('allowOrigins', 'origins', allowOrigins),
      named('allowHeaders', 'headers', allowHeaders),
      named('allowMethods', 'methods', allowMethods),
      named('exposeHeaders', 'headers', exposeHeaders),
    ] : [],
  ];
};

/** With credentials, browsers take `*` for a name rather than for all of them, and refuse it as an origin. */
function named(option: string, noun: string, values: string[] = []): Violation | undefined {
  const wildcard = values.find(value => /^(https?:\/\/)?\*$/.test(value));
  return unless(wildcard === undefined, `apiOptions.corsPreflight.${option}`,
    `must name the ${noun} when \`apiOptions.corsPreflight.allowCredentials\` is true`, wildcard);
}
