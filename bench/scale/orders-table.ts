import { QUOTAS } from '../aws-quotas-and-prices';
import { Limit } from './limit';
import { scramble } from './random-stream';
import { AccountQuotas, PlatformSettings } from './settings';
import { TokenBucket } from './token-bucket';

/** What became of a conditional write. */
export enum Write {
  STORED,
  /** `attribute_not_exists` failed: the first write is returned. */
  EXISTED,
  THROTTLED,
}

/** Write units a second that a table serves at once. */
export function tableCapacity(platform: PlatformSettings, quotas: AccountQuotas): number {
  return Math.min(quotas.tableWrites, Math.max(QUOTAS.tableInitialWrites.value, platform.warmWriteUnits));
}

/**
 * Write units a second that an on-demand table serves `minutes` after demand has passed its capacity for good:
 * double the previous peak, once in each half hour. The guaranteed pace; often DynamoDB is faster.
 */
export function grownCapacity(initial: number, minutes: number, quota: number): number {
  const doublings = Math.floor(minutes / QUOTAS.tableGrowthMinutes.value);
  return Math.min(quota, initial * 2 ** doublings);
}

/** The orders table: items by order id, spread evenly over partitions by the hash of the id. */
export class OrdersTable {
  public throttledBy: Limit = Limit.TABLE_THROUGHPUT;
  public consumedUnits = 0;

  private readonly items = new Set<number>();
  private readonly table: TokenBucket;
  private readonly partitions: TokenBucket[];

  constructor(platform: PlatformSettings, quotas: AccountQuotas, private readonly unitsPerItem: number) {
    const capacity = tableCapacity(platform, quotas);
    this.table = new TokenBucket(capacity, capacity);
    const perPartition = QUOTAS.tablePartitionWrites.value;
    this.partitions = Array.from({ length: Math.ceil(capacity / perPartition) }, () => new TokenBucket(perPartition, perPartition));
  }

  /** Writes an item unless its id is taken, `count` times over. A failed condition consumes as much as a write. */
  public putIfAbsent(now: number, orderId: number, count: number): Write {
    const units = count * this.unitsPerItem;
    if (!this.table.take(now, units)) {
      this.throttledBy = Limit.TABLE_THROUGHPUT;
      return Write.THROTTLED;
    }
    if (!this.partitions[scramble(orderId) % this.partitions.length].take(now, units)) {
      this.throttledBy = Limit.TABLE_PARTITION;
      return Write.THROTTLED;
    }
    this.consumedUnits += units;
    if (this.items.has(orderId)) return Write.EXISTED;
    this.items.add(orderId);
    return Write.STORED;
  }

  /** All order ids in the table. */
  public orderIds(): Iterable<number> {
    return this.items;
  }
}
