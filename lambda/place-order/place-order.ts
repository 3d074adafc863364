import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Environment } from './environment/environment';
import { acceptOrder } from './order/accepted-order';
import { recordOrder, recordProblem } from './order-outcome';
import { Problem, unexpectedProblem } from './problem';
import { readOrderRequest } from './request/order-request';
import { orderResponse } from './response/order-response';
import { problemResponse } from './response/problem-response';
import { storeOrder } from './store/order-store';
import { InvocationRecord } from './telemetry/invocation-record';

type Invocation = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

export type PlaceOrder = (event: APIGatewayProxyEventV2, context: Invocation) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The handler: request → order → store → response.
 *
 * @param writeLine writes the one line that each invocation leaves; by default to standard output
 */
export function createPlaceOrder(environment: Environment, client: DynamoDBClient, writeLine?: (line: string) => void): PlaceOrder {
  return async (event, context) => {
    const record = new InvocationRecord(environment, context.awsRequestId, writeLine);
    try {
      record.debug('bodyLength', event.body?.length);
      record.debug('remainingTime', context.getRemainingTimeInMillis());
      const order = acceptOrder(readOrderRequest(event, environment));
      record.orderId(order.orderId);
      const stored = await storeOrder(client, environment.tableName, order, {
        requestId: context.awsRequestId,
        remainingTime: context.getRemainingTimeInMillis(),
        record,
      });
      recordOrder(record, stored);
      return orderResponse(stored, environment.basePath);
    } catch (error) {
      const problem = error instanceof Problem ? error : unexpectedProblem(error);
      recordProblem(record, problem);
      return problemResponse(problem, context.awsRequestId);
    } finally {
      record.write();
    }
  };
}
