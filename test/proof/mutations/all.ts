import { ALARM_MUTATIONS } from './alarms';
import { CROSS_ORIGIN_MUTATIONS } from './cross-origin';
import { DELIVERY_MUTATIONS } from './delivery';
import { FAULT_MUTATIONS } from './faults';
import { LIFE_CYCLE_MUTATIONS } from './life-cycle';
import { LOAD_MUTATIONS } from './load';
import { Mutation } from './mutation';
import { PERMISSION_MUTATIONS } from './permissions';
import { UPGRADE_MUTATIONS } from './upgrade';

/** Every mutation, in the order of the rows. */
export const MUTATIONS: readonly Mutation[] = [
  ...PERMISSION_MUTATIONS,
  ...ALARM_MUTATIONS,
  ...CROSS_ORIGIN_MUTATIONS,
  ...LIFE_CYCLE_MUTATIONS,
  ...FAULT_MUTATIONS,
  ...LOAD_MUTATIONS,
  ...DELIVERY_MUTATIONS,
  ...UPGRADE_MUTATIONS,
];
