import { HttpApi, HttpMethod, HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { narrowPermission, ORDERS_PATH, requireJwtForScopes } from './order-api';
import { OrderRouteOptions } from './order-api-options';
import { invalidProp, requirePattern } from '../validation/prop-validation';

const ROUTE_PATH = /^(\/|(\/([A-Za-z0-9._~!$&'()*+,;=:@%-]+|\{[A-Za-z0-9._-]+\+?\}))+)$/;

/**
 * Adds a route of the shop's own to the API.
 *
 * @internal
 */
export function createShopRoutes(scope: Construct, api: HttpApi, options: OrderRouteOptions): HttpRoute[] {
  const { path, handler, methods = [HttpMethod.GET], authorizer } = options;
  validate(scope, api, path, methods);
  const routes = api.addRoutes({
    path, methods, authorizer, integration: new HttpLambdaIntegration('Integration', handler), authorizationScopes: scopesOf(api, options),
  });
  for (const route of routes) {
    narrowPermission(route);
    requireJwtForScopes(scope, 'authorizationScopes', route);
  }
  return routes;
}

/** The API's scopes are those of its authorizer: another one knows nothing of them. */
function scopesOf(api: HttpApi, { authorizer, authorizationScopes }: OrderRouteOptions): string[] | undefined {
  return authorizationScopes ?? (authorizer && authorizer !== api.defaultAuthorizer ? [] : undefined);
}

function validate(scope: Construct, api: HttpApi, path: string, methods: HttpMethod[]): void {
  if (methods.length === 0) throw invalidProp(scope, 'methods', 'must name at least one method', '[]');
  requirePattern(scope, 'path', path, ROUTE_PATH, 'must be `/`, or segments that start with a slash, such as `/orders/{orderId}` or `/files/{path+}`');
  for (const method of methods) {
    const isTaken = api.node.tryFindChild(`${method}${path}`) !== undefined || (path === ORDERS_PATH && method === HttpMethod.POST);
    if (isTaken) throw invalidProp(scope, 'path', 'must with each of `methods` make a route that the API does not have yet', `${method} ${path}`);
  }
}
