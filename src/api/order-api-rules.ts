import { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { corsPreflightRules } from './cors-preflight-rules';
import { customDomainRules } from './custom-domain-rules';
import { OrderApiOptions } from './order-api-options';
import { inSame, located } from '../validation/brought-resources';
import { integer, member, notBoth, unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';
import { Violation } from '../validation/violation';

/** What is said of the API and its log. */
export interface OrderApiProps {
  readonly apiLogGroup?: ILogGroup;
  readonly apiOptions?: OrderApiOptions;
}

/**
 * Rules of the API.
 *
 * @internal
 */
export const orderApiRules: PropRules<OrderApiProps> = ({ apiLogGroup, apiOptions: options = {} }, scope) => [
  notBoth(['apiLogGroup', apiLogGroup], ['apiOptions.accessLogRetention', options.accessLogRetention], 'a log group of your own keeps its retention'),
  inSame('account', scope, 'apiLogGroup', located(apiLogGroup, apiLogGroup?.logGroupArn), 'API Gateway writes to log groups of its own account'),
  inSame('region', scope, 'apiLogGroup', located(apiLogGroup, apiLogGroup?.logGroupArn), 'API Gateway writes to log groups of its own region'),
  member('apiOptions.accessLogRetention', options.accessLogRetention, RetentionDays),
  integer('apiOptions.throttle.rateLimit', options.throttle?.rateLimit, { minimum: 1, unit: 'requests per second' }),
  integer('apiOptions.throttle.burstLimit', options.throttle?.burstLimit, { minimum: 1, unit: 'requests' }),
  options.authorizer
    ? scopesOfJwt('apiOptions.authorizationScopes', options.authorizationScopes, options.authorizer)
    : unless(options.authorizationScopes === undefined, 'apiOptions.authorizationScopes', 'must come with `apiOptions.authorizer`',
      options.authorizationScopes?.join(', ')),
  options.corsPreflight && corsPreflightRules(options.corsPreflight, scope),
  options.domain && customDomainRules(options.domain, scope),
];

/**
 * Scopes whose authorizer is a JWT authorizer: API Gateway refuses all others at deployment. An authorizer that does not tell its type passes.
 *
 * @internal
 */
export function scopesOfJwt(
  prop: string, scopes: string[] | undefined, { authorizationType }: IHttpRouteAuthorizer & { readonly authorizationType?: string },
): Violation | undefined {
  if (scopes === undefined || authorizationType === undefined || authorizationType === 'JWT') return undefined;
  return { prop, rule: `must come with a JWT authorizer, not with one of type ${authorizationType}`, got: scopes.join(', ') };
}
