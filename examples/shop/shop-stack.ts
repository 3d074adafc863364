import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { OAuthScope, ResourceServerScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { OrderEnvironment, OrderConsumer, OrderProcessingPlatform } from 'cdk-order-processing-platform';
import { createFulfilment } from './fulfilment';
import { monitorShop } from './shop-monitoring';

export interface ShopStackProps {
  readonly domain: { readonly zoneName: string; readonly hostedZoneId: string };
  readonly onCallAddress: string;
}

/** A shop whose customers sign in, order at `orders.<zone>`, and are served by a warehouse function. */
export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, { domain, onCallAddress }: ShopStackProps) {
    super(scope, id);

    const customers = new UserPool(this, 'Customers', { selfSignUpEnabled: true, signInAliases: { email: true } });
    // The sign-in pages at this domain issue the tokens that hold the scope below.
    customers.addDomain('SignIn', { cognitoDomain: { domainPrefix: `acme-shop-${Aws.ACCOUNT_ID}` } });
    const placeOrders = new ResourceServerScope({ scopeName: 'place', scopeDescription: 'Place orders' });
    const resourceServer = customers.addResourceServer('OrdersResourceServer', { identifier: 'orders', scopes: [placeOrders] });
    const storefront = customers.addClient('Storefront', {
      accessTokenValidity: Duration.hours(1),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.resourceServer(resourceServer, placeOrders)],
        callbackUrls: [`https://shop.${domain.zoneName}/signed-in`],
      },
    });

    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    const domainName = `orders.${domain.zoneName}`;

    const orders = new OrderProcessingPlatform(this, 'Orders', {
      projectName: 'acme-shop',
      environment: OrderEnvironment.PROD,
      environmentSuffix: 'prod-eu',
      alertEmailAddress: onCallAddress,
      apiOptions: {
        authorizer: new HttpJwtAuthorizer('CustomerToken', customers.userPoolProviderUrl, { jwtAudience: [storefront.userPoolClientId] }),
        authorizationScopes: ['orders/place'],
        corsPreflight: { allowOrigins: [`https://shop.${domain.zoneName}`] },
        domain: {
          domainName,
          hostedZone: zone,
          certificate: new Certificate(this, 'OrdersCertificate', { domainName, validation: CertificateValidation.fromDns(zone) }),
        },
      },
    });

    const fulfilment = createFulfilment(this, orders.encryptionKey);
    const { deadLetterQueue } = orders.addOrderConsumer('Packing', OrderConsumer.fromFunction(fulfilment), { maxEventAge: Duration.hours(2) });

    monitorShop(this, orders, fulfilment, deadLetterQueue);
  }
}
