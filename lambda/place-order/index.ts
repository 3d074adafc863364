import { readEnvironment } from './environment/environment';
import { createPlaceOrder } from './place-order';

/** Lambda calls this for each `POST /orders`. */
export const handler = createPlaceOrder(readEnvironment(process.env));
