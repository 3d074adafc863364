import { Mutation } from './mutation';
import { keyIgnored, placeOrder } from './place-order';

const ONE_ATTEMPT = placeOrder({ replace: [[/maxAttempts:3\b/, 'maxAttempts:1']] });

export const FAULT_MUTATIONS: Mutation[] = [
  {
    row: 'faults/table-missing',
    broken: 'a missing table is unexpected',
    bundle: placeOrder({ replace: [[/\/ResourceNotFound\|TableNotFound\//, '/(?!)/']] }),
  },
  {
    row: 'faults/table-missing',
    broken: 'failed writes are counted as something else',
    bundle: placeOrder({ replace: [[/"WriteFailures"/, '"Another"']] }),
  },
  { row: 'faults/throttled', broken: 'a throttled write is not repeated', bundle: ONE_ATTEMPT },
  {
    row: 'faults/slow',
    broken: 'nothing limits the time of a write',
    bundle: placeOrder({
      instead: `(patient => {
        globalThis.setTimeout = (run, time, ...rest) => patient(run, time < 500 ? time : 60_000, ...rest);
        return handler;
      })(setTimeout)`,
    }),
  },
  { row: 'faults/slow', broken: 'a write whose answer got lost is not repeated', bundle: ONE_ATTEMPT },
  {
    row: 'faults/slow',
    broken: 'the alarm on duration rises at a time that the function never takes',
    template: (template) => { template.alarm('function-duration').Threshold = 24_000; },
  },
  {
    row: 'faults/slow',
    broken: 'an answer after two seconds is not waited for',
    bundle: placeOrder({ replace: [[/requestTimeout:\d[\de]*/, 'requestTimeout:1000']] }),
  },
  {
    row: 'faults/key-disabled',
    broken: 'DynamoDB\'s error of an inaccessible key is unexpected',
    bundle: placeOrder({ replace: [[/InaccessibleEncryption/, 'Another']] }),
  },
  { row: 'faults/function-killed', broken: 'Idempotency-Key is ignored', bundle: keyIgnored },
  {
    row: 'faults/function-killed',
    broken: 'the refusal of a second write does not bring the first',
    bundle: placeOrder({ replace: [[/ReturnValuesOnConditionCheckFailure:"ALL_OLD"/, 'ReturnValuesOnConditionCheckFailure:"NONE"']] }),
  },
  {
    row: 'faults/concurrency-exhausted',
    broken: 'the alarm on throttles watches another metric',
    template: (template) => { template.alarm('function-throttles').MetricName = 'Invocations'; },
  },
];
