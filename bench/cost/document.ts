import { ContributorInsightsMode } from 'aws-cdk-lib/aws-dynamodb';
import { Tracing } from 'aws-cdk-lib/aws-lambda';
import { bill, BillLine, listPrice, PLATFORM_METRICS, priceAfterFree, ROUTE_METRICS, total } from './bill';
import { consumerLines, deliveryFigures, RELAY_MILLISECONDS, sharedLines } from './delivery';
import { fromBrowsers, MonthOfOrders, monthOfOrders, tableGigabytes } from './usage';
import { OrderEnvironment, OrderProcessingPlatformProps } from '../../src';
import { figuresTable } from '../aws-figures-table';
import { ALWAYS_FREE, PRICES } from '../aws-quotas-and-prices';
import { HandlerFigures, invocationSeconds, PLANNED_HANDLER } from '../handler-figures';
import { count, table, usd } from '../markdown';
import { TemplateFigures, templateFigures } from '../template-figures';

export const VOLUMES = [10_000, 1_000_000, 100_000_000];
const HEADER = VOLUMES.map(orders => `${count(orders)} orders`);

interface Variation {
  readonly name: string;
  readonly props?: OrderProcessingPlatformProps;
  readonly callers?: (month: MonthOfOrders) => MonthOfOrders;
}

/** Settings, as an addition to the prod preset, and callers that move the bill. */
const VARIATIONS: readonly Variation[] = [
  { name: '`functionOptions.tracing: Tracing.DISABLED`', props: { functionOptions: { tracing: Tracing.DISABLED } } },
  { name: '`functionOptions.memorySize: 512`', props: { functionOptions: { memorySize: 512 } } },
  { name: '`functionOptions.memorySize: 1769` (one vCPU)', props: { functionOptions: { memorySize: 1769 } } },
  { name: '`functionOptions.provisionedConcurrentExecutions: 10`', props: { functionOptions: { provisionedConcurrentExecutions: 10 } } },
  {
    name: '`tableOptions.contributorInsightsMode: ACCESSED_AND_THROTTLED_KEYS`',
    props: { tableOptions: { contributorInsightsMode: ContributorInsightsMode.ACCESSED_AND_THROTTLED_KEYS } },
  },
  { name: 'orders from browsers on another origin: a preflight each', callers: fromBrowsers },
];

/** The cost page, from prices, the synthesized platform and the handler's figures. */
export function costDocument(figures: HandlerFigures = PLANNED_HANDLER): string {
  const dev = templateFigures({ environment: OrderEnvironment.DEV });
  const prod = templateFigures({ environment: OrderEnvironment.PROD });
  const [, million] = VOLUMES;
  return `<!-- Written by \`npm run cost\`; change bench/cost instead. -->
# Monthly cost

USD at public us-east-1 list prices as of ${PRICES.apiRequest.asOf}, one platform with nothing else in the account. Alarms, metrics, key, dashboard,
memory, retention and insights are counted in the template that the construct synthesizes; prices are listed with their sources below.

## Default (\`dev\` preset)

${billTable(dev, figures)}

## \`environment: OrderEnvironment.PROD\`

${billTable(prod, figures)}

The table keeps all orders: each further month that they are kept costs as much storage and recovery again
(${usd(storage(million, figures))} USD per million orders and month).

## What consumers add

The first consumer brings the relay, the order bus and its archive, each consumer its alarms. Without a consumer none of it is there.

${deliveryTable(figures)}

The table's stream is read by Lambda, for which DynamoDB charges nothing. Not in the table: what a consumer's own target costs, an API destination's calls, and delivery to a bus of another account
(an event more); nor the log and the traces of the relay, a line and a segment for each batch.

## What a setting or the caller changes

Difference to the prod bill at list price, USD a month.

${variationTable(prod, figures)}

And what the handler's author decides, per million orders: 1,000 bytes more of log cost ${usd(listPriceOf(prod, figures, { logBytesSystemWarn: figures.logBytesSystemWarn + 1_000 }))} USD;
an item of more than ${count(1024)} bytes takes a second write unit and costs ${usd(listPriceOf(prod, figures, { itemBytes: figures.itemBytes + 1_024 }))} USD.

## Assumptions

${assumptions(figures)}

## Prices

Evidence: *AWS page*: a stored copy of AWS's page says so; *quoted by others*: public texts quote it; *unverified*: nothing found, check before relying on it.

${figuresTable(PRICES)}

Free each month, for ever, per account:

${figuresTable(ALWAYS_FREE)}
`;
}

function billTable(platform: TemplateFigures, figures: HandlerFigures): string {
  const bills = VOLUMES.map(orders => bill(platform, monthOfOrders(orders), figures));
  const rows = bills[0].map(({ service, item }, index) => [`${service}: ${item}`, ...bills.map(lines => usd(listPrice(lines[index])))]);
  const summary = (name: string, amount: (lines: BillLine[], orders: number) => string) =>
    [`**${name}**`, ...bills.map((lines, index) => `**${amount(lines, VOLUMES[index])}**`)];
  return table(['', ...HEADER], [
    ...rows,
    summary('Total', lines => usd(total(lines, listPrice))),
    summary('of which without any order', lines => usd(total(lines.filter(({ fixed }) => fixed), listPrice))),
    summary('Per million orders, beyond that', (lines, orders) => usd(total(lines.filter(({ fixed }) => !fixed), listPrice) / orders * 1e6)),
    summary('Total after always-free allowances', lines => usd(total(lines, priceAfterFree))),
  ]);
}

function deliveryTable(figures: HandlerFigures): string {
  const delivery = deliveryFigures();
  const shared = VOLUMES.map(orders => sharedLines(delivery, orders, figures));
  const each = usd(total(consumerLines(delivery), listPrice));
  return table(['', ...HEADER], [
    ...shared[0].map(({ service, item }, index) => [`${service}: ${item}`, ...shared.map(lines => usd(listPrice(lines[index])))]),
    ['**For all consumers together**', ...shared.map(lines => `**${usd(total(lines, listPrice))}**`)],
    ['**For each consumer, on top**', ...VOLUMES.map(() => `**${each}**`)],
  ]);
}

function variationTable(prod: TemplateFigures, figures: HandlerFigures): string {
  return table(['', ...HEADER], VARIATIONS.map(({ name, props, callers = month => month }) => {
    const varied = templateFigures({ environment: OrderEnvironment.PROD, ...props });
    return [name, ...VOLUMES.map(orders => {
      const month = monthOfOrders(orders);
      return signed(total(bill(varied, callers(month), figures), listPrice) - total(bill(prod, month, figures), listPrice));
    })];
  }));
}

function signed(amount: number): string {
  return `${amount < 0 ? '−' : '+'}${usd(Math.abs(amount))}`;
}

/** What other handler figures add to a million orders. */
function listPriceOf(platform: TemplateFigures, figures: HandlerFigures, changes: Partial<HandlerFigures>): number {
  const month = monthOfOrders(1_000_000);
  return total(bill(platform, month, { ...figures, ...changes }), listPrice) - total(bill(platform, month, figures), listPrice);
}

function storage(orders: number, figures: HandlerFigures): number {
  return tableGigabytes(orders, figures) * (PRICES.tableStorage.value + PRICES.tablePointInTimeRecovery.value);
}

function assumptions(figures: HandlerFigures): string {
  const month = monthOfOrders(VOLUMES[1]);
  const milliseconds = (cold: boolean) => count(invocationSeconds(figures, 256, cold) * 1000);
  const coldStarts = VOLUMES.map(orders => `${monthOfOrders(orders).coldStarts * 100}% at ${count(orders)}`).join(', ');
  return [
    `An order leaves at most ${count(figures.logBytes)} bytes of log (${count(figures.logBytesSystemWarn)} in prod, where Lambda leaves out its own lines;`
      + ` ${figures.accessLogBytes} of them access log), an item of ${count(figures.itemBytes)} bytes,`
      + ` and an answer of ${count(figures.responseBytes)} bytes ([measured](../bench/results/handler.md)).`,
    `An invocation takes at most ${milliseconds(false)} ms warm and ${milliseconds(true)} ms cold at 256 MB; cold are ${coldStarts} orders a month.`,
    `For each stored order the API gets ${month.requestsPerOrder} requests and the function ${month.invocationsPerOrder}: retries and rejected orders. Nobody asks beforehand: callers`
      + ' are servers, or pages on the API\'s own origin. A page on another origin sends a preflight before almost every order, since the answer is kept for an hour'
      + ` (\`corsPreflight.maxAge\`) and few order twice in it: ${fromBrowsers(month).requestsPerOrder} requests, all counted as billed and logged by the API; the function sees as many as before.`,
    'Traces: arrivals spread at random over the month; the default rule traces the first request of each second and 5% of the others,'
      + ' so that almost every request of a quiet API is traced.',
    `Custom metrics: ${PLATFORM_METRICS} of the platform, one for each currency (${month.currencies}) and each reason of rejection that occurs (${month.rejectionReasons}),`
      + ` and ${ROUTE_METRICS} of the route.`,
    `${month.emails} alarm mails. No custom domain, VPC or CloudFront, and no consumer but where it says so; taxes, support and reserved prices aside.`,
    `The relay takes ${RELAY_MILLISECONDS} ms for an order, and is called for each: a busy shop's come in batches, which cost less.`,
    'The key\'s first two yearly rotations add 1 USD a month each.',
  ].map(text => `- ${text}`).join('\n');
}
