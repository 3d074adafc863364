import { ALARM_ROWS } from './alarms';
import { CROSS_ORIGIN_ROWS } from './cross-origin';
import { DELIVERY_ROWS } from './delivery';
import { ENFORCED_PERMISSION_ROWS } from './enforced-permissions';
import { EXTENDED_PERMISSION_ROWS } from './extended-permissions';
import { FAULT_ROWS } from './faults';
import { LIFE_CYCLE_ROWS } from './life-cycle';
import { LOAD_ROWS } from './load';
import { PERMISSION_ROWS } from './permissions';
import { PromiseRow } from './promise';
import { UPGRADE_ROWS } from './upgrade';

/** Every promise, in the order of the table. */
export const ROWS: readonly PromiseRow[] = [
  ...PERMISSION_ROWS,
  ...EXTENDED_PERMISSION_ROWS,
  ...ENFORCED_PERMISSION_ROWS,
  ...ALARM_ROWS,
  ...CROSS_ORIGIN_ROWS,
  ...LIFE_CYCLE_ROWS,
  ...FAULT_ROWS,
  ...LOAD_ROWS,
  ...DELIVERY_ROWS,
  ...UPGRADE_ROWS,
];
