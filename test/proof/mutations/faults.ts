import { Mutation } from './mutation';

const CLIENT = 'lambda/place-order/store/dynamodb-client.ts';
const DEADLINE = 'lambda/place-order/store/write-deadline.ts';
const FAILURE = 'lambda/place-order/store/write-failure.ts';
const STORE = 'lambda/place-order/store/order-store.ts';

export const FAULT_MUTATIONS: Mutation[] = [
  {
    row: 'faults/table-missing',
    broken: 'a missing table is unexpected',
    edits: [[FAILURE, "  [/ResourceNotFound|TableNotFound/, 'TableMissing'],\n", '']],
  },
  {
    row: 'faults/table-missing',
    broken: 'failed writes are not counted',
    edits: [['lambda/place-order/order-outcome.ts',
      '  if (problem instanceof WriteFailure) record.count(OrderMetric.WRITE_FAILURES);\n', '']],
  },
  {
    row: 'faults/throttled',
    broken: 'a throttled write is not repeated',
    edits: [[CLIENT, 'maxAttempts: 3', 'maxAttempts: 1']],
  },
  {
    row: 'faults/slow',
    broken: 'nothing limits the time of a write',
    edits: [[CLIENT, 'requestTimeout: 3000', 'requestTimeout: 0'], [DEADLINE, 'LONGEST_WRITE = 10_000', 'LONGEST_WRITE = 60_000']],
  },
  {
    row: 'faults/slow',
    broken: 'a write whose answer got lost is not repeated',
    edits: [[CLIENT, 'maxAttempts: 3', 'maxAttempts: 1']],
  },
  {
    row: 'faults/slow',
    broken: 'the alarm on duration rises at a time that the function never takes',
    edits: [['src/monitoring/alarm-threshold.ts', 'functionTimeout.toMilliseconds() * percent / 100', 'functionTimeout.toMilliseconds() * 0.8']],
  },
  {
    row: 'faults/slow',
    broken: 'an answer after two seconds is not waited for',
    edits: [[CLIENT, 'requestTimeout: 3000', 'requestTimeout: 1000']],
  },
  {
    row: 'faults/key-disabled',
    broken: 'DynamoDB\'s error of an inaccessible key is unexpected',
    edits: [[FAILURE, "[/KMS|InaccessibleEncryption/i, 'KeyUnavailable']", "[/KMS/i, 'KeyUnavailable']"]],
  },
  {
    row: 'faults/function-killed',
    broken: 'Idempotency-Key is ignored',
    edits: [['lambda/place-order/order/order-id.ts', 'if (idempotencyKey === undefined) return', "if (idempotencyKey !== 'x') return"]],
  },
  {
    row: 'faults/function-killed',
    broken: 'the refusal of a second write does not bring the first',
    edits: [[STORE, "      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',\n", '']],
  },
  {
    row: 'faults/concurrency-exhausted',
    broken: 'the alarm on throttles watches another metric',
    edits: [['src/monitoring/alarms/function-alarms.ts', 'orderFunction.metricThrottles({', 'orderFunction.metricInvocations({']],
  },
];
