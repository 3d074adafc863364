import { createPlaceOrder } from '../../../lambda/place-order/place-order';
import { createDynamoDbClient } from '../../../lambda/place-order/store/dynamodb-client';

test.each([null, undefined, 'order', {}])('an event that is none, %j, is answered and logged', async (event) => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const environment = { tableName: 'orders', platformName: 'shop-test', logLevel: 'DEBUG', requireIdempotencyKey: false, priming: false } as const;
    const handler = createPlaceOrder(environment, createDynamoDbClient());
    const { statusCode } = await handler(event as never, { awsRequestId: 'direct', getRemainingTimeInMillis: () => 5000 } as never);

    expect(statusCode).toBe(event === null || event === undefined ? 500 : 415);
    expect(JSON.parse(String(write.mock.calls[0][0]))).toMatchObject({ requestId: 'direct', status: statusCode });
  } finally {
    write.mockRestore();
  }
});
