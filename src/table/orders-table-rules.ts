import { ContributorInsightsMode, ITable, WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';
import { OrdersTableOptions } from './orders-table-options';
import { orderKey } from './table-requirements';
import { keyItself } from '../encryption/encryption-key-rules';
import { inSame, located } from '../validation/brought-resources';
import { integer, member, notBoth, unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';

/** A brought table, or the settings of the created one. */
export interface OrdersTableProps {
  readonly ordersTable?: ITable;
  readonly tableOptions?: OrdersTableOptions;
}

const BY_NAME = 'the order function finds the table by its name';

/**
 * Rules of the table.
 *
 * @internal
 */
export const ordersTableRules: PropRules<OrdersTableProps> = ({ ordersTable, tableOptions }, scope) => [
  notBoth(['ordersTable', ordersTable], ['tableOptions', tableOptions], 'a table of your own keeps its settings'),
  orderKey(ordersTable),
  inSame('account', scope, 'ordersTable', located(ordersTable, ordersTable?.tableArn), BY_NAME),
  inSame('region', scope, 'ordersTable', located(ordersTable, ordersTable?.tableArn), BY_NAME),
  keyItself('ordersTable.encryptionKey', ordersTable?.encryptionKey),
  member('tableOptions.contributorInsightsMode', tableOptions?.contributorInsightsMode, ContributorInsightsMode),
  warmThroughputRules(tableOptions?.warmThroughput, scope),
];

/** A new on-demand table serves as much as these minima by itself. */
const warmThroughputRules: PropRules<WarmThroughput | undefined> = (throughput) => throughput ? [
  integer('tableOptions.warmThroughput.readUnitsPerSecond', throughput.readUnitsPerSecond, { minimum: 12_000, unit: 'units' }),
  integer('tableOptions.warmThroughput.writeUnitsPerSecond', throughput.writeUnitsPerSecond, { minimum: 4_000, unit: 'units' }),
  unless(throughput.readUnitsPerSecond !== undefined || throughput.writeUnitsPerSecond !== undefined,
    'tableOptions.warmThroughput', 'must set `readUnitsPerSecond`, `writeUnitsPerSecond` or both', '{}'),
] : [];
