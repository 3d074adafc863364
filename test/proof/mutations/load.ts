import { Mutation } from './mutation';
import { keyIgnored, placeOrder } from './place-order';

export const LOAD_MUTATIONS: Mutation[] = [
  {
    row: 'load/acknowledged-is-stored',
    broken: 'one order in sixteen is acknowledged without a write',
    bundle: placeOrder({
      instead: `async (event, context) => {
        const orderId = require('node:crypto').createHash('sha256').update(event.headers['idempotency-key']).digest('hex');
        return orderId.startsWith('0') ? { statusCode: 201, body: JSON.stringify({ orderId }) } : handler(event, context);
      }`,
    }),
  },
  { row: 'load/acknowledged-is-stored', broken: 'Idempotency-Key is ignored', bundle: keyIgnored },
  {
    row: 'load/memory-flat',
    broken: 'every event is kept',
    bundle: placeOrder({ instead: '(kept => (event, context) => { kept.push(event); return handler(event, context); })([])' }),
  },
];
