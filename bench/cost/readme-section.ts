import { bill, BillLine, listPrice, total } from './bill';
import { VOLUMES } from './document';
import { monthOfOrders } from './usage';
import { OrderEnvironment } from '../../src';
import type { SectionMarks } from '../../tools/documents/readme-section';
import { PRICES } from '../aws-quotas-and-prices';
import { HandlerFigures, PLANNED_HANDLER } from '../handler-figures';
import { count, table, usd } from '../markdown';
import { templateFigures } from '../template-figures';

/** Where the section stands in the README. */
export const COST_SECTION: SectionMarks = { begin: '<!-- cost: written by `npm run cost` -->', end: '<!-- end of cost -->' };

/** What a month costs, short: for the README. */
export function costSection(figures: HandlerFigures = PLANNED_HANDLER): string {
  const rows = [OrderEnvironment.DEV, OrderEnvironment.PROD].map(environment => {
    const platform = templateFigures({ environment });
    const bills = VOLUMES.map(orders => bill(platform, monthOfOrders(orders), figures));
    const most = bills.length - 1;
    const perOrder = (lines: readonly BillLine[]) => lines.filter(({ fixed }) => !fixed);
    return [
      `\`${environment}\``,
      ...bills.map(lines => usd(total(lines, listPrice))),
      usd(total(bills[most].filter(({ fixed }) => fixed), listPrice)),
      usd(total(perOrder(bills[most]), listPrice) / VOLUMES[most] * 1e6),
    ];
  });
  const most = VOLUMES[VOLUMES.length - 1];
  return `${table(['USD a month', ...VOLUMES.map(orders => `${count(orders)} orders`), 'of which fixed', `per million orders, at ${count(most)}`], rows)}

List prices of us-east-1 as of ${PRICES.apiRequest.asOf}, nothing free taken off. [Line by line, with sources, assumptions and what each setting changes](docs/cost.md).`;
}
