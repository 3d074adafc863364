import { Mutation } from './mutation';
import { placeOrder } from './place-order';

export const UPGRADE_MUTATIONS: Mutation[] = [
  {
    row: 'upgrade/earlier-version',
    broken: 'the table has another place in the construct tree',
    template: (template) => template.move(template.properties('AWS::DynamoDB::Table')),
  },
  {
    row: 'upgrade/earlier-version',
    broken: 'ids are derived otherwise: replays are not recognized',
    bundle: placeOrder({
      instead: `async ({ headers, ...event }, context) =>
        handler({ ...event, headers: { ...headers, 'idempotency-key': 'otherwise-' + headers['idempotency-key'] } }, context)`,
    }),
  },
];
