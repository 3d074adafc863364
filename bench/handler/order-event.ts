import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The example order with a third line. */
const ORDER = JSON.parse(readFileSync(join(__dirname, '../../examples/order.json'), 'utf8'));
ORDER.items.push({ sku: 'TEAPOT-1L', name: 'Glass teapot, 1 l', quantity: 1, unitPrice: 2990 });

/** `POST /orders` as an HTTP API passes it on (payload format 2.0). */
export const ORDER_EVENT = {
  version: '2.0',
  routeKey: 'POST /orders',
  rawPath: '/orders',
  rawQueryString: '',
  headers: {
    'accept': '*/*',
    'content-length': String(JSON.stringify(ORDER).length),
    'content-type': 'application/json',
    'host': 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
    'user-agent': 'shop/1.0',
    'x-amzn-trace-id': 'Root=1-6743a1f0-0123456789abcdef01234567',
    'x-forwarded-for': '203.0.113.195',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  },
  requestContext: {
    accountId: '123456789012',
    apiId: 'a1b2c3d4e5',
    domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
    domainPrefix: 'a1b2c3d4e5',
    http: { method: 'POST', path: '/orders', protocol: 'HTTP/1.1', sourceIp: '203.0.113.195', userAgent: 'shop/1.0' },
    requestId: 'BvK4dhVcoAMEJ2A=',
    routeKey: 'POST /orders',
    stage: '$default',
    time: '24/Nov/2026:03:00:00 +0000',
    timeEpoch: 1795489200000,
  },
  body: JSON.stringify(ORDER),
  isBase64Encoded: false,
};
