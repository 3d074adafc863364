import { readEnvironment } from './environment';
import { createPlaceOrder } from './place-order';

/** Lambda calls this for each `POST /orders`. */
export const handler = createPlaceOrder(readEnvironment(process.env));
