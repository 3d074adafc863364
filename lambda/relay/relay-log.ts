import type { RelaySettings } from './settings';
import { isLogged, LogLevel } from '../place-order/environment/log-level';

/** What an invocation leaves besides its message: ids and counts, never what a customer wrote. */
export interface RelayLogEntry {
  readonly requestId: string;
  /** Records of the stream in the batch. */
  readonly records: number;
  /** Orders that the bus took. */
  readonly published: number;
  /** The first order that it did not. */
  readonly orderId?: string;
}

/** Writes the one line of an invocation, past `console`, whose format of Lambda's would wrap it. */
export function writeRelayLog(
  { logLevel }: Pick<RelaySettings, 'logLevel'>, level: LogLevel, message: string, entry: RelayLogEntry, error?: Error,
): void {
  if (!isLogged(level, logLevel)) return;
  const cause = error?.cause instanceof Error ? error.cause : error;
  const failure = cause && { name: cause.name, message: isAboutContent(cause) ? undefined : cause.message };
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...entry, failure })}\n`);
}

/** Services quote what they complain about. */
function isAboutContent({ name }: Error): boolean {
  return /Validation|Malformed|Invalid|Syntax/.test(name);
}
