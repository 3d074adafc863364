import { Token } from 'aws-cdk-lib';
import { DomainName, IpAddressType, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { ARecord, AaaaRecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { OrderApiDomain, OrderCustomDomain } from './custom-domain-options';
import { invalidProp, requirePattern } from './prop-validation';

/**
 * Creates the API Gateway domain and its DNS records.
 *
 * @internal
 */
export function createCustomDomain(scope: Construct, domain: OrderApiDomain): OrderCustomDomain {
  const { domainName: name, certificate, hostedZone, mappingKey, mutualTls } = domain;
  requirePattern(scope, 'apiOptions.domain.domainName', name, /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
    'must be a fully qualified domain name in lower case, without a wildcard');
  if (mappingKey !== undefined) {
    requirePattern(scope, 'apiOptions.domain.mappingKey', mappingKey, /^[A-Za-z0-9$_.+!*'()-]+(\/[A-Za-z0-9$_.+!*'()-]+)*$/,
      'must be a path without a slash at its start or end');
  }
  if (hostedZone && !Token.isUnresolved(name) && !Token.isUnresolved(hostedZone.zoneName) && !`.${name}`.endsWith(`.${hostedZone.zoneName}`)) {
    throw invalidProp(scope, 'apiOptions.domain.domainName', `must be in the zone '${hostedZone.zoneName}' of \`apiOptions.domain.hostedZone\``, name);
  }
  const domainName = new DomainName(scope, 'OrderProcessingDomain', {
    domainName: name,
    certificate,
    securityPolicy: SecurityPolicy.TLS_1_2,
    ipAddressType: IpAddressType.DUAL_STACK,
    mtls: mutualTls && { bucket: mutualTls.bucket, key: mutualTls.key, version: mutualTls.version },
  });
  if (hostedZone) {
    const target = RecordTarget.fromAlias(new ApiGatewayv2DomainProperties(domainName.regionalDomainName, domainName.regionalHostedZoneId));
    const record = { zone: hostedZone, recordName: `${name}.`, target };
    new ARecord(scope, 'OrderProcessingDomainA', record);
    new AaaaRecord(scope, 'OrderProcessingDomainAAAA', record);
  }
  return { domainName, url: `https://${name}${mappingKey ? `/${mappingKey}` : ''}` };
}
