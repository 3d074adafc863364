import { Contestant } from './contestants';
import { measure } from './measured-process';
import { MemoryUse } from './process/measurement-plan';
import { Surroundings } from './surroundings';

/** Memory of the process that grew by the median. */
export interface MemoryGrowth {
  readonly few: MemoryUse & { readonly orders: number };
  readonly many: MemoryUse & { readonly orders: number };
  /** Resident memory after many orders, divided by that after few. */
  readonly ratio: number;
  /** That of every process, rising. */
  readonly ratios: readonly number[];
}

const FEW_ORDERS = 1_000;
const MANY_ORDERS = 100_000;
/** Where the heap stands at a checkpoint is chance: one process tells little. */
const PROCESSES = 3;

/** Memory of fresh processes that take many orders each. */
export async function measureMemoryGrowth(
  contestant: Contestant, surroundings: Surroundings, onProcess: (text: string) => void,
): Promise<MemoryGrowth> {
  const grown: MemoryGrowth[] = [];
  for (let number = 1; number <= PROCESSES; number++) {
    onProcess(`${MANY_ORDERS} orders in one process, ${number} of ${PROCESSES}`);
    const { memoryAtCheckpoints: [few, many] } = await measure(contestant, surroundings, [FEW_ORDERS, MANY_ORDERS]);
    const ratio = many.resident / few.resident;
    grown.push({ few: { orders: FEW_ORDERS, ...few }, many: { orders: MANY_ORDERS, ...many }, ratio, ratios: [ratio] });
  }
  return medianGrowth(grown);
}

/** The one with the median ratio, of an odd number of processes. */
export function medianGrowth(grown: readonly MemoryGrowth[]): MemoryGrowth {
  const rising = [...grown].sort((left, right) => left.ratio - right.ratio);
  return { ...rising[Math.floor(rising.length / 2)], ratios: rising.map(({ ratio }) => ratio) };
}
