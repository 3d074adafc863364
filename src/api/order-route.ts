import { HttpApi, HttpMethod, HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { narrowPermission } from './order-api';
import { OrderRouteOptions } from './order-api-options';
import { orderRouteRules } from './order-route-rules';
import { validateProps } from '../validation/validate-props';

/**
 * Adds a route of the shop's own to the API.
 *
 * @internal
 */
export function createShopRoutes(scope: Construct, api: HttpApi, options: OrderRouteOptions): HttpRoute[] {
  const { path, handler, methods = [HttpMethod.GET], authorizer } = options;
  validateProps(scope, { ...options, api }, [orderRouteRules]);
  const routes = api.addRoutes({
    path, methods, authorizer, integration: new HttpLambdaIntegration('Integration', handler), authorizationScopes: scopesOf(api, options),
  });
  routes.forEach(narrowPermission);
  return routes;
}

/** The API's scopes are those of its authorizer: another one knows nothing of them. */
function scopesOf(api: HttpApi, { authorizer, authorizationScopes }: OrderRouteOptions): string[] | undefined {
  return authorizationScopes ?? (authorizer && authorizer !== api.defaultAuthorizer ? [] : undefined);
}
