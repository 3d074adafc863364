import { byId, element, jsonDetails, timeOf } from './elements';
import { LogEvent } from './live-data';

let events: readonly LogEvent[] = [];

/** Shows the function's log, the newest line first, as far as the filter lets it. */
export function showLog(all: readonly LogEvent[]): void {
  if (all.length === events.length) return;
  events = all;
  render();
}

/** Shows what an order left in the log. */
export function showLogOf(orderId: string): void {
  byId<HTMLInputElement>('log-filter').value = orderId;
  render();
  byId('log-title').focus();
}

byId('log-filter').addEventListener('input', render);

function render(): void {
  const wanted = byId<HTMLInputElement>('log-filter').value.trim().toLowerCase();
  const matching = events.filter(({ message }) => message.toLowerCase().includes(wanted));
  byId('log').replaceChildren(...matching.map(entry).reverse());
  byId('log-status').textContent = wanted ? `${matching.length} of ${events.length} lines` : `${events.length} lines`;
}

function entry({ timestamp, message }: LogEvent): HTMLLIElement {
  const time = timeOf(timestamp);
  const record = parsed(message);
  if (!record) return element('li', 'plain', time, element('span', '', message.replaceAll('\t', '  ')));
  const level = String(record.level ?? 'METRIC');
  return element('li', '', jsonDetails([time, element('span', '', element('span', `level ${level}`, level), ` ${summary(record)}`)], record, 'Log line'));
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
