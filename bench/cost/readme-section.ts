import { bill, BillLine, listPrice, total } from './bill';
import { VOLUMES } from './document';
import { monthOfOrders } from './usage';
import { Environment } from '../../src';
import { PRICES } from '../aws-quotas-and-prices';
import { deployedPlatform } from '../deployed-platform';
import { HandlerFigures } from '../handler-figures';
import { count, table, usd } from '../markdown';

export const BEGIN = '<!-- cost: written by `npm run cost` -->';
export const END = '<!-- end of cost -->';

/** What a month costs, short: for the README. */
export function costSection(figures: HandlerFigures): string {
  const rows = [Environment.DEV, Environment.PROD].map(environment => {
    const platform = deployedPlatform({ environment });
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

/**
 * The README with a new text between the marks of its cost section.
 *
 * @throws Error if the README lost the marks
 */
export function withCostSection(readme: string, section: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md must hold the lines \`${BEGIN}\` and \`${END}\``);
  return `${readme.slice(0, begin + BEGIN.length)}\n${section}\n${readme.slice(end)}`;
}
