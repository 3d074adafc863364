import { Mutation } from './mutation';

const RULE = 'AWS::Events::Rule';

export const DELIVERY_MUTATIONS: Mutation[] = [
  {
    row: 'delivery/all-get-all',
    broken: 'a queue gets the whole event of EventBridge',
    template: (template) => { delete template.properties(RULE, ({ Name }) => Name === 'Picking').Targets[0].InputPath; },
  },
  {
    row: 'delivery/failing-consumer',
    broken: 'what a function throws goes nowhere',
    template: (template) => { delete template.properties('AWS::Lambda::EventInvokeConfig', ({ MaximumRetryAttempts }) => MaximumRetryAttempts === 0).DestinationConfig; },
  },
  {
    row: 'delivery/relay-in-trouble',
    broken: 'the relay forgets what it could not publish',
    bundle: {
      name: 'relay',
      instead: 'async (event, context) => { try { return await handler(event, context); } catch { return { batchItemFailures: [] }; } }',
    },
  },
  {
    row: 'delivery/later-consumer',
    broken: 'the archive keeps other events',
    template: (template) => { template.properties('AWS::Events::Archive').EventPattern.source = ['another']; },
  },
  {
    row: 'delivery/ten-consumers',
    broken: 'one of them is told nothing',
    template: (template) => { template.properties(RULE, ({ Name }) => Name === 'Consumer7').State = 'DISABLED'; },
  },
];
