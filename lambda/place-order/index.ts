import { readEnvironment } from './environment/environment';
import { createPlaceOrder } from './place-order';
import { prime } from './priming/prime';
import { createDynamoDbClient } from './store/dynamodb-client';

const environment = readEnvironment(process.env);
const client = createDynamoDbClient();

/** Called for each `POST /orders`. */
export const handler = createPlaceOrder(environment, client);

/** Settles when the first order finds everything ready. `index.mjs` awaits it. */
export async function primed(): Promise<void> {
  if (environment.priming) await prime(environment, client);
}
