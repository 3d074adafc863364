import { DomainName, IpAddressType, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { ARecord, AaaaRecord, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { OrderApiDomain, OrderCustomDomain } from './custom-domain-options';

/**
 * Creates the API Gateway domain and its DNS records.
 *
 * @internal
 */
export function createCustomDomain(scope: Construct, domain: OrderApiDomain): OrderCustomDomain {
  const { domainName: name, certificate, ownershipCertificate, hostedZone, mappingKey, mtls } = domain;
  const domainName = new DomainName(scope, 'OrderProcessingDomain', {
    domainName: name,
    certificate,
    ownershipCertificate,
    securityPolicy: SecurityPolicy.TLS_1_2,
    ipAddressType: IpAddressType.DUAL_STACK,
    mtls,
  });
  if (hostedZone) {
    const target = RecordTarget.fromAlias(new ApiGatewayv2DomainProperties(domainName.regionalDomainName, domainName.regionalHostedZoneId));
    const record = { zone: hostedZone, recordName: `${name}.`, target };
    new ARecord(scope, 'OrderProcessingDomainA', record);
    new AaaaRecord(scope, 'OrderProcessingDomainAAAA', record);
  }
  return { domainName, url: `https://${name}${mappingKey ? `/${mappingKey}` : ''}` };
}
