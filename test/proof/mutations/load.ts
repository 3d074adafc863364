import { Mutation } from './mutation';

const STORE = 'lambda/place-order/store/order-store.ts';

export const LOAD_MUTATIONS: Mutation[] = [
  {
    row: 'load/acknowledged-is-stored',
    broken: 'one order in sixteen is acknowledged without a write',
    edits: [[STORE, '  try {\n    await withinDeadline(',
      "  if (String(newItem.orderId).startsWith('0')) return undefined;\n  try {\n    await withinDeadline("]],
  },
  {
    row: 'load/acknowledged-is-stored',
    broken: 'Idempotency-Key is ignored',
    edits: [['lambda/place-order/order/order-id.ts', 'if (idempotencyKey === undefined) return', "if (idempotencyKey !== 'x') return"]],
  },
  {
    row: 'load/memory-flat',
    broken: 'every event is kept',
    edits: [['lambda/place-order/place-order.ts', '    const record = new InvocationRecord(environment, context.awsRequestId);',
      '    (((globalThis as { kept?: unknown[] }).kept) ??= []).push(event);\n'
      + '    const record = new InvocationRecord(environment, context.awsRequestId);']],
  },
];
