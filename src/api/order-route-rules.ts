import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { ORDERS_PATH } from './order-api';
import { OrderRouteOptions } from './order-api-options';
import { scopesOfJwt } from './order-api-rules';
import { pattern, unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';

const ROUTE_PATH = /^(\/|(\/([A-Za-z0-9._~!$&'()*+,;=:@%-]+|\{[A-Za-z0-9._-]+\+?\}))+)$/;

/** A route, and the API that it is for. */
export interface OrderRouteProps extends OrderRouteOptions {
  readonly api: HttpApi;
}

/**
 * Rules of a route that a shop adds.
 *
 * @internal
 */
export const orderRouteRules: PropRules<OrderRouteProps> = ({ api, path, methods = [HttpMethod.GET], authorizer, authorizationScopes }) => {
  const effective = authorizer ?? api.defaultAuthorizer;
  return [
    unless(methods.length > 0, 'methods', 'must name at least one method', '[]'),
    pattern('path', path, ROUTE_PATH, 'must be `/`, or segments that start with a slash, such as `/orders/{orderId}` or `/files/{path+}`'),
    methods.filter(method => isTaken(api, method, path)).map(method => ({
      prop: 'path', rule: 'must with each of `methods` make a route that the API does not have yet', got: `${method} ${path}`,
    })),
    effective
      ? scopesOfJwt('authorizationScopes', authorizationScopes, effective)
      : unless(authorizationScopes === undefined, 'authorizationScopes', 'must come with a JWT authorizer, not with one of type NONE', authorizationScopes?.join(', ')),
  ];
};

function isTaken(api: HttpApi, method: HttpMethod, path: string): boolean {
  return api.node.tryFindChild(`${method}${path}`) !== undefined || (path === ORDERS_PATH && method === HttpMethod.POST);
}
