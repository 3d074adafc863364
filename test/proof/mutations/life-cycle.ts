import { Mutation } from './mutation';

const FUNCTION = 'src/function/order-function.ts';
const PRESET = 'src/presets/environment-preset.ts';

export const LIFE_CYCLE_MUTATIONS: Mutation[] = [
  {
    row: 'life-cycle/create',
    broken: 'the function is told another table',
    edits: [[FUNCTION, '[HandlerEnvironment.TABLE_NAME]: wiring.tableName', '[HandlerEnvironment.TABLE_NAME]: names.function']],
  },
  {
    row: 'life-cycle/no-op',
    broken: 'each synthesis holds something new',
    edits: [[FUNCTION, 'description: `Stores the orders of ${names.prefix}`', 'description: `Stores the orders of ${names.prefix} ${Date.now()}`']],
  },
  {
    row: 'life-cycle/adjust',
    broken: 'a prop renames the table',
    edits: [['src/table/orders-table.ts', 'tableName: names.table', 'tableName: options.deletionProtection ? `${names.table}-protected` : names.table']],
  },
  {
    row: 'life-cycle/adjust',
    broken: 'prod has a key of its own',
    edits: [['src/encryption/encryption-key.ts', "'OrderProcessingKMSKey'", "removalPolicy === RemovalPolicy.RETAIN ? 'ProdKey' : 'OrderProcessingKMSKey'"]],
  },
  {
    row: 'life-cycle/bring-key',
    broken: 'the table is named after its key',
    edits: [['src/table/orders-table.ts', 'tableName: names.table', "tableName: key.node.id === 'ShopKey' ? `${names.table}-own-key` : names.table"]],
  },
  {
    row: 'life-cycle/rollback-update',
    broken: 'CloudFormation is told not to roll back',
    edits: [['test/proof/stack-update.ts', 'new UpdateStackCommand(this.input(template))',
      'new UpdateStackCommand({ ...this.input(template), DisableRollback: true })']],
  },
  {
    row: 'life-cycle/rollback-create',
    broken: 'log groups are retained in dev',
    edits: [['src/monitoring/log-group.ts', 'retention, removalPolicy }', 'retention, removalPolicy: RemovalPolicy.RETAIN }']],
  },
  {
    row: 'life-cycle/rollback-create-prod',
    broken: 'prod deletes',
    edits: [[PRESET, 'removalPolicy: RemovalPolicy.RETAIN,', 'removalPolicy: RemovalPolicy.DESTROY,']],
  },
  {
    row: 'life-cycle/destroy-dev',
    broken: 'log groups are retained in dev',
    edits: [['src/monitoring/log-group.ts', 'retention, removalPolicy }', 'retention, removalPolicy: RemovalPolicy.RETAIN }']],
  },
  {
    row: 'life-cycle/destroy-prod',
    broken: 'prod deletes',
    edits: [[PRESET, 'removalPolicy: RemovalPolicy.RETAIN,', 'removalPolicy: RemovalPolicy.DESTROY,']],
  },
  {
    row: 'life-cycle/destroy-prod',
    broken: 'prod does not protect the table',
    edits: [[PRESET, 'deletionProtection: true', 'deletionProtection: false']],
  },
];
