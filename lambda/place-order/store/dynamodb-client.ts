import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentCredentials } from './environment-credentials';

/**
 * Client for the function's life. An ordinary write takes milliseconds: attempts that take seconds are given up and repeated.
 *
 * Settings given here are not looked for in configuration files, which Lambda doesn't have.
 */
export function createDynamoDbClient(): DynamoDBClient {
  return new DynamoDBClient({
    region: process.env.AWS_REGION,
    credentials: environmentCredentials,
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
}
