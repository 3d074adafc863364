import { Mutation } from './mutation';

export const UPGRADE_MUTATIONS: Mutation[] = [
  {
    row: 'upgrade/earlier-version',
    broken: 'the table has another place in the construct tree',
    edits: [['src/table/orders-table.ts', "new Table(scope, 'OrdersTable'", "new Table(scope, 'TheOrdersTable'"]],
  },
  {
    row: 'upgrade/earlier-version',
    broken: 'ids are derived otherwise: replays are not recognized',
    edits: [['lambda/place-order/order/order-id.ts', 'JSON.stringify([caller ?? null, idempotencyKey])', 'JSON.stringify([idempotencyKey])']],
  },
];
