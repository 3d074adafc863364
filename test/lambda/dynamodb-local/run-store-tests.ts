import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startDynamoDbLocal } from './dynamodb-local';

// The tests that store orders, once more, on AWS's own DynamoDB implementation.
const TESTS = ['place-order.test', 'hostile-input.test', 'order-store.test'].map((name) => `test/lambda/place-order/.*${name}`);

async function main(): Promise<void> {
  const dynamoDb = await startDynamoDbLocal();
  try {
    const jest = spawn('npx', ['jest', '--coverage=false', '--runInBand', ...TESTS], {
      env: { ...process.env, DYNAMODB_ENDPOINT: dynamoDb.endpoint },
      stdio: 'inherit',
    });
    const [exitCode] = await once(jest, 'exit');
    process.exitCode = exitCode ?? 1;
  } finally {
    await dynamoDb.stop();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
