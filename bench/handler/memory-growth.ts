import { Contestant } from './contestants';
import { measure } from './measured-process';
import { Surroundings } from './surroundings';

export interface MemoryGrowth {
  readonly few: { readonly orders: number; readonly bytes: number };
  readonly many: { readonly orders: number; readonly bytes: number };
  readonly ratio: number;
}

const FEW_ORDERS = 1_000;
const MANY_ORDERS = 100_000;

/** Resident memory of one process that takes many orders. */
export async function measureMemoryGrowth(contestant: Contestant, surroundings: Surroundings): Promise<MemoryGrowth> {
  const { memoryAtCheckpoints: [few, many] } = await measure(contestant, surroundings, [FEW_ORDERS, MANY_ORDERS]);
  return { few: { orders: FEW_ORDERS, bytes: few }, many: { orders: MANY_ORDERS, bytes: many }, ratio: many / few };
}
