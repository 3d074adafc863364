import { Mutation } from './mutation';

const CORS = 'src/api/cors-preflight.ts';

export const CROSS_ORIGIN_MUTATIONS: Mutation[] = [
  {
    row: 'cross-origin/allowed',
    broken: 'Idempotency-Key is not an allowed header',
    edits: [[CORS, "'content-type', 'idempotency-key', 'authorization'", "'content-type', 'authorization'"]],
  },
  {
    row: 'cross-origin/allowed',
    broken: 'Location is not exposed',
    edits: [[CORS, "['location', 'idempotent-replayed', 'retry-after']", "['idempotent-replayed', 'retry-after']"]],
  },
  {
    row: 'cross-origin/allowed',
    broken: 'Authorization is not an allowed header',
    edits: [[CORS, "'content-type', 'idempotency-key', 'authorization'", "'content-type', 'idempotency-key'"]],
  },
  {
    row: 'cross-origin/retry-after',
    broken: 'Retry-After is not exposed',
    edits: [[CORS, "['location', 'idempotent-replayed', 'retry-after']", "['location', 'idempotent-replayed']"]],
  },
  {
    row: 'cross-origin/forbidden',
    broken: 'every origin is allowed',
    edits: [[CORS, "allowOrigins: cors.allowOrigins ?? ['*'],", "allowOrigins: ['*'],"]],
  },
  {
    row: 'cross-origin/default',
    broken: 'only one origin is allowed',
    edits: [[CORS, "allowOrigins: cors.allowOrigins ?? ['*'],", "allowOrigins: cors.allowOrigins ?? ['https://shop.example'],"]],
  },
];
