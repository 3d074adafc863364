import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environmentCredentials } from '../place-order/store/environment-credentials';

/** Client for the function's life. */
export function createEventBridgeClient(): EventBridgeClient {
  return new EventBridgeClient({
    region: process.env.AWS_REGION,
    credentials: environmentCredentials,
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
}
