import { byId, element, jsonDetails, timeOf } from './elements';
import { StoredOrder } from './live-data';

const shown = new Set<string>();

/** Shows orders, the newest first; those that came since the last call stand out. */
export function showOrders(orders: readonly StoredOrder[], onLogWanted: (orderId: string) => void): void {
  const first = shown.size === 0;
  const arrived = orders.filter(({ orderId }) => !shown.has(orderId)).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  for (const order of arrived) {
    shown.add(order.orderId);
    byId('orders').prepend(entry(order, !first, onLogWanted));
  }
  byId('orders-status').textContent = orders.length === 0 ? 'None yet' : `${orders.length} stored`;
}

function entry(order: StoredOrder, isNew: boolean, onLogWanted: (orderId: string) => void): HTMLLIElement {
  const units = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const log = element('button', '', 'Log lines');
  log.type = 'button';
  log.setAttribute('aria-label', `Log lines of order ${order.orderId}`);
  log.addEventListener('click', () => onLogWanted(order.orderId));
  return element('li', `order${isNew ? ' new' : ''}`,
    element('h3', '', element('span', '', order.reference ?? 'Order'), element('span', 'amount', amount(order))),
    element('p', '', `${order.status} · ${units} ${units === 1 ? 'unit' : 'units'} · `, timeOf(order.createdAt), element('br'), element('span', 'id', order.orderId)),
    element('div', 'actions', log, jsonDetails(['Stored item'], order, `Stored item of order ${order.orderId}`)));
}

/** Minor units as a person reads them. */
function amount({ totalAmount, currency }: StoredOrder): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(totalAmount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
