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

/** A log event as it is shown: with level and members if it is JSON. */
export interface LogEntry {
  readonly timestamp: number;
  readonly text: string;
  readonly level?: string;
  readonly record?: object;
}

export function logEntry({ timestamp, message }: LogEvent): LogEntry {
  const record = parsed(message);
  return record ? { timestamp, text: summary(record), level: String(record.level ?? 'METRIC'), record } : { timestamp, text: message.replaceAll('\t', '  ') };
}

function summary({ message, _aws, ...members }: Record<string, any>): string {
  if (message !== undefined) return String(message);
  return (_aws?.CloudWatchMetrics ?? []).flatMap(({ Metrics }: any) => Metrics).map(({ Name }: any) => `${Name} ${members[Name]}`).join(', ');
}

function parsed(line: string): Record<string, any> | undefined {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export function timeOf(instant: string | number): string {
  return new Date(instant).toLocaleTimeString(undefined, { hour12: false });
}

/** Minor units as a person reads them. */
export function amountOf({ totalAmount, currency }: StoredOrder): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(totalAmount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function unitsOf({ items }: StoredOrder): string {
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return `${units} ${units === 1 ? 'unit' : 'units'}`;
}
