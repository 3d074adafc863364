import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { OrderApiDomain } from '../../src';
import { onlyResource, resourceNamed, synthesizedPlatform } from '../support/synthesized-platform';

const CERTIFICATE_ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';

const synthesized = (domain: (stack: Stack) => Partial<OrderApiDomain>) => synthesizedPlatform(stack => ({
  apiOptions: {
    domain: { domainName: 'orders.shop.example', certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN), ...domain(stack) },
  },
}));
const inRegion = (region: string, domain: Partial<OrderApiDomain>) => synthesizedPlatform(stack => ({
  apiOptions: { domain: { domainName: 'orders.shop.example', certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE_ARN), ...domain } },
}), { env: { account: '111122223333', region } });
const zone = (stack: Stack, zoneName = 'shop.example') => HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName });

describe('a domain', () => {
  const { template, platform } = synthesized(() => ({}));

  test('accepts TLS 1.2 and newer only, over IPv4 and IPv6', () => {
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::DomainName')).toMatchObject({
      DomainName: 'orders.shop.example',
      DomainNameConfigurations: [{ CertificateArn: CERTIFICATE_ARN, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2', IpAddressType: 'dualstack' }],
    });
  });

  test('switches the default endpoint off', () => {
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Api').DisableExecuteApiEndpoint).toBe(true);
  });

  test('is the URL, and maps the stage at its root', () => {
    expect(platform.apiUrl).toBe('https://orders.shop.example');
    template().hasOutput('APIGatewayURL', { Value: 'https://orders.shop.example' });
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::ApiMapping')).not.toHaveProperty('ApiMappingKey');
  });

  test('makes no records without a zone, and asks for no client certificates', () => {
    template().resourceCountIs('AWS::Route53::RecordSet', 0);
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::DomainName')).not.toHaveProperty('MutualTlsAuthentication');
  });
});

test('a hosted zone gets alias records for IPv4 and IPv6', () => {
  const { template } = synthesized(stack => ({ hostedZone: zone(stack) }));
  for (const type of ['A', 'AAAA']) {
    expect(resourceNamed(template(), 'AWS::Route53::RecordSet', 'Type', type)).toMatchObject({
      Name: 'orders.shop.example.', HostedZoneId: 'Z1', AliasTarget: { DNSName: { 'Fn::GetAtt': [expect.any(String), 'RegionalDomainName'] } },
    });
  }
});

test('a mapping key is part of the URL', () => {
  const { template, platform } = synthesized(() => ({ mappingKey: 'v1' }));
  expect(platform.ordersUrl).toBe('https://orders.shop.example/v1/orders');
  expect(onlyResource(template(), 'AWS::ApiGatewayV2::ApiMapping').ApiMappingKey).toBe('v1');
  expect(onlyResource(template(), 'AWS::Lambda::Function').Environment.Variables.BASE_PATH).toBe('/v1');
});

test('a mapping key of several parts is part of the URL', () => {
  const { template, platform } = synthesized(() => ({ mappingKey: 'shop/v1/eu' }));
  expect(platform.ordersUrl).toBe('https://orders.shop.example/shop/v1/eu/orders');
  expect(onlyResource(template(), 'AWS::ApiGatewayV2::ApiMapping').ApiMappingKey).toBe('shop/v1/eu');
});

test.each([[undefined, {}], ['3', { TruststoreVersion: '3' }]])('mutual TLS, version %s of the trust store', (version, expected) => {
  const { template } = synthesized(stack => ({ mtls: { bucket: Bucket.fromBucketName(stack, 'Trust', 'shop-trust'), key: 'clients.pem', version } }));
  expect(onlyResource(template(), 'AWS::ApiGatewayV2::DomainName').MutualTlsAuthentication).toEqual({ TruststoreUri: 's3://shop-trust/clients.pem', ...expected });
});

test('mutual TLS, with the certificate that proves the name\'s owner', () => {
  const { template } = synthesized(stack => ({
    mtls: { bucket: Bucket.fromBucketName(stack, 'Trust', 'shop-trust'), key: 'clients.pem' },
    ownershipCertificate: Certificate.fromCertificateArn(stack, 'Ownership', `${CERTIFICATE_ARN}6`),
  }));
  expect(onlyResource(template(), 'AWS::ApiGatewayV2::DomainName').DomainNameConfigurations).toEqual([
    expect.objectContaining({ CertificateArn: CERTIFICATE_ARN, OwnershipVerificationCertificateArn: `${CERTIFICATE_ARN}6` }),
  ]);
});

test.each(['orders.xn--e1afmkfd.xn--p1ai', 'orders.shop.xn--fiqs8s'])('takes the name %s', domainName => {
  expect(onlyResource(synthesized(() => ({ domainName })).template(), 'AWS::ApiGatewayV2::DomainName').DomainName).toBe(domainName);
});

test('takes a zone that is written with its dot', () => {
  const { template } = synthesized(stack => ({ hostedZone: zone(stack, 'shop.example.') }));
  expect(resourceNamed(template(), 'AWS::Route53::RecordSet', 'Type', 'A').Name).toBe('orders.shop.example.');
});

test('takes a certificate of its own region', () => {
  expect(() => inRegion('us-east-1', {})).not.toThrow();
});

describe('refuses', () => {
  test('a certificate of another region', () => {
    expect(() => inRegion('eu-central-1', {})).toThrow(
      `[Shop/Orders] \`apiOptions.domain.certificate\` must be in the API's region eu-central-1, got: '${CERTIFICATE_ARN}'`);
  });

  test('an ownership certificate without mutual TLS', () => {
    expect(() => synthesized(stack => ({ ownershipCertificate: Certificate.fromCertificateArn(stack, 'Ownership', CERTIFICATE_ARN) }))).toThrow(
      '[Shop/Orders] `apiOptions.domain.ownershipCertificate` must come with `apiOptions.domain.mtls`');
  });

  test('a trust store without a key', () => {
    expect(() => synthesized(stack => ({ mtls: { bucket: Bucket.fromBucketName(stack, 'Trust', 'shop-trust'), key: '' } }))).toThrow(
      '[Shop/Orders] `apiOptions.domain.mtls.key` must be 1 to 1,024 characters, got: \'\'');
  });

  test.each(['shop', 'Orders.shop.example', 'orders..example', '*.shop.example', 'https://shop.example', 'orders.shop.example:443', 'orders.shop.example/v1'])('the name %s', domainName => {
    expect(() => synthesized(() => ({ domainName }))).toThrow(
      `[Shop/Orders] \`apiOptions.domain.domainName\` must be a fully qualified domain name in lower case, without a wildcard, got: '${domainName}'`);
  });

  test.each(['/v1', 'v1/', 'v 1', 'v1//eu', 'v1/e u', ''])('the mapping key %p', mappingKey => {
    expect(() => synthesized(() => ({ mappingKey }))).toThrow(
      `[Shop/Orders] \`apiOptions.domain.mappingKey\` must be a path without a slash at its start or end, got: '${mappingKey}'`);
  });

  test('a name outside of the zone', () => {
    expect(() => synthesized(stack => ({ hostedZone: zone(stack, 'othershop.example') }))).toThrow(
      '[Shop/Orders] `apiOptions.domain.domainName` must be in the zone \'othershop.example\' of `apiOptions.domain.hostedZone`, got: \'orders.shop.example\'');
  });
});

test('a name that is a token passes, also beside a zone', () => {
  const { template } = synthesized(stack => ({ domainName: new CfnParameter(stack, 'Name').valueAsString, hostedZone: zone(stack) }));
  expect(onlyResource(template(), 'AWS::ApiGatewayV2::DomainName').DomainName).toEqual({ Ref: 'Name' });
});
