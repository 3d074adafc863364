/** An item of the orders table. */
export interface StoredOrder {
  readonly orderId: string;
  readonly reference?: string;
  readonly status: string;
  readonly createdAt: string;
  readonly currency: string;
  readonly totalAmount: number;
  readonly items: readonly { readonly quantity: number }[];
}

/** An event of the function's log group. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** The deployed platform. */
export interface LivePlatform {
  readonly apiUrl: string;
  readonly tableName: string;
  readonly logGroupName: string;
}

/** What the server of this page knows. @throws if it is gone or the local AWS does not answer */
export async function live<T>(name: 'platform' | 'orders' | 'log'): Promise<T> {
  const response = await fetch(`live/${name}.json`);
  if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
  return await response.json() as T;
}
