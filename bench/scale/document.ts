import { BURST_SECONDS, burst, BurstOutcome, NOTICEABLE } from './burst';
import { AccountQuotas, Configuration, DEFAULT_ACCOUNT, OrderWork, PlatformSettings } from './configuration';
import { grownEnvironments, grownTable, tableCapacity } from './limits';
import { runningCosts } from './running-costs';
import { HEADROOM, propsBetween, sized } from './sizing';
import { OrderEnvironment } from '../../src';
import { figuresTable } from '../aws-figures-table';
import { MEASURED_BY_OTHERS, PRICES, QUOTAS } from '../aws-quotas-and-prices';
import { ASSUMED_SECONDS, HandlerFigures, invocationSeconds, PLANNED_HANDLER, writeUnits } from '../handler-figures';
import { count, percent, table, usd } from '../markdown';
import { templateFigures } from '../template-figures';

/** Orders a second. */
export const RATES = [10, 100, 1_000, 10_000, 100_000];

/** KB of an item: a typical order, larger ones, and the largest that DynamoDB takes. */
const ITEM_SIZES = [1, 10, 100, 400];
/** Attempts of the handler's client to write an order, and the longest pause before each repetition, in seconds. */
const WRITE_PAUSES = [1, 2];

/** A rate with what the presets make of it, and a platform that carries it. */
export interface RateCase {
  readonly rate: number;
  readonly dev: Configuration;
  readonly prod: Configuration;
  readonly sized: Configuration;
  readonly work: OrderWork;
}

export function rateCases(figures: HandlerFigures = PLANNED_HANDLER): RateCase[] {
  const [dev, prod] = [OrderEnvironment.DEV, OrderEnvironment.PROD]
    .map((environment) => ({ platform: templateFigures({ environment }), quotas: DEFAULT_ACCOUNT }));
  const seconds = (cold: boolean) => invocationSeconds(figures, prod.platform.memorySize, cold);
  const work = { warm: seconds(false), cold: seconds(true), writeUnits: writeUnits(figures.itemBytes) };
  return RATES.map((rate) => ({ rate, dev, prod, sized: sized(rate, prod, work), work }));
}

/** The page on scale. */
export function scaleDocument(): string {
  const cases = rateCases();
  const [{ prod, work }] = cases;
  return `<!-- Written by \`npm run scale\`; change bench/scale instead. -->
# Scale

No AWS account was at hand: this page sets what a burst of orders needs against what each limit lets pass, by arithmetic ([the model](#the-model)).
Read it for which limit gives first and which setting moves it, not for the last digit.
A burst goes from nothing to the full rate at once and lasts ${BURST_SECONDS} seconds, as a sale begins; nothing is warm but what is provisioned.

## In short

${summary(cases)}

*Stored*: if nothing is sent again. Where a limit stays full, retries take the place of first attempts, and no more orders pass; where only the
first second was too much, they get through. *Sized*: as below. Costs are USD at list price, us-east-1, ${PRICES.apiRequest.asOf};
an hour at the rate includes its orders, in a month without others; provisioned concurrency is billed for as long as it is set.

## Rate by rate

*Gives*: what turns at least ${percent(NOTICEABLE)} of the burst away, the first one first, with the second of its first refusal. What is *too small behind it* shows when that is moved.
*All through*: when every order can have passed, sent again as often as it takes; a caller that gives up earlier loses.
Sized platforms have ${percent(HEADROOM - 1)} of room above the rate.

${cases.map(section).join('\n\n')}

## The function grows by the second

Without provisioned concurrency a function adds ${count(grownEnvironments(0))} environments at once and ${QUOTAS.lambdaScalingRate.value} more each second, and each unit of
concurrency is worth ${QUOTAS.lambdaRequestsPerEnvironment.value} requests a second, however short they are. So a reserve of 100 takes
${count(100 * QUOTAS.lambdaRequestsPerEnvironment.value)} orders a second, although ${count(1 / work.warm)} orders a second would fit into each environment.

${table(['seconds into the burst', 'environments', 'orders a second'], [0, 10, 20, 30, 60].map((second) => [
  String(second), count(grownEnvironments(second)), count(grownEnvironments(second) * QUOTAS.lambdaRequestsPerEnvironment.value),
]))}

## A new table takes ${count(QUOTAS.tableInitialWrites.value)} write units a second

An order takes a write unit for each KB of its item that is begun. A replay takes as many: its write is refused, and charged.

${table(['item', 'write units', 'orders a second on a new table', `at the quota of ${count(QUOTAS.tableWriteQuota.value)}`], ITEM_SIZES.map((kilobytes) => {
  const units = writeUnits(kilobytes * 1024);
  return [`${kilobytes} KB`, count(units), count(Math.floor(QUOTAS.tableInitialWrites.value / units)), count(Math.floor(QUOTAS.tableWriteQuota.value / units))];
}))}

Beyond that the table is throttled until DynamoDB has split it: guaranteed is a doubling in ${QUOTAS.tableGrowthMinutes.value} minutes; a
[public measurement](${MEASURED_BY_OTHERS.tableSplit.source}) of ${MEASURED_BY_OTHERS.tableSplit.published} saw about ${MEASURED_BY_OTHERS.tableSplit.value} ${MEASURED_BY_OTHERS.tableSplit.unit}.

${table(['minutes above what it takes', 'write units a second, guaranteed'], [0, 1, 2, 3, 4].map((step) => step * QUOTAS.tableGrowthMinutes.value).map((minutes) => [
  String(minutes), count(grownTable(minutes)),
]))}

\`tableOptions.warmThroughput\`, in write units, takes the rate from the first second. It can't be lowered again, and costs once (a price we could not verify:
${PRICES.tableWarmWrite.value} USD per write unit).

While the table throttles, the handler writes ${WRITE_PAUSES.length + 1} times, with random pauses of up to ${WRITE_PAUSES.join(' and ')} s, and keeps its environment busy: ${throttledWrites(prod)}

## Callers must send an Idempotency-Key

An order is sent twice by a double click, and again after an answer that got lost. With the key the second one is answered with the first one's order,
whatever limits turned attempts away between; without it, it is stored again. [The proof](proof.md) shows it on a deployed stack.

## The model

${model(prod.platform, work)}

## Quotas

Evidence: *AWS page*: a stored copy of AWS's page says so; *quoted by others*: public texts quote it; *unverified*: nothing found, check before relying on it.

${figuresTable(QUOTAS)}
`;
}

function summary(cases: readonly RateCase[]): string {
  const header = ['orders/s', 'dev preset', 'prod preset', 'sized by', 'a million orders', 'an hour at the rate', 'kept ready, a month', 'once'];
  return table(header, cases.map((rateCase) => {
    const { rate, dev, prod, work } = rateCase;
    const costs = runningCosts(rate, prod.platform, rateCase.sized.platform);
    const props = Object.entries(propsBetween(prod.platform, rateCase.sized.platform))
      .flatMap(([group, members]) => Object.keys(members).map((name) => `\`${group}.${name}\``));
    return [
      count(rate),
      verdict(burst(rate, dev, work)),
      verdict(burst(rate, prod, work)),
      [...props, ...quotaChanges(rateCase).length > 0 ? ['quotas'] : []].join('<br>') || 'nothing to set',
      usd(costs.perMillion), usd(costs.hourAtRate), usd(costs.readyPerMonth), usd(costs.warmOnce),
    ];
  }), 4);
}

function verdict({ stored, gives: [first] }: BurstOutcome): string {
  return `${first ? `${first.limit.name} gives first; ` : ''}${percent(stored)} stored`;
}

function section(rateCase: RateCase): string {
  const { rate, prod, work } = rateCase;
  const rows = ([['dev preset', rateCase.dev], ['prod preset', prod], ['sized', rateCase.sized]] as const).map(([name, configuration]) => {
    const { stored, refused, gives, behind, throughAfter } = burst(rate, configuration, work);
    return [
      name,
      gives.map(({ limit, after }) => `${limit.name}, ${after.toFixed(1)} s`).join('<br>') || 'nothing',
      behind.map((limit) => limit.name).join('<br>'),
      [stored, refused[429], refused[503]].map(percent).join(' / '),
      duration(throughAfter),
    ];
  });
  const quotas = quotaChanges(rateCase);
  return `### ${count(rate)} orders a second

${table(['', 'gives', 'too small behind it', '201 / 429 / 503', 'all through'], rows, 3)}

${code(rateCase)}${quotas.length > 0 ? `\n\nand these quotas, raised by AWS on request: ${quotas.join(', ')}.${burstQuota(rateCase)}` : ''}`;
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  return seconds < 7200 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3600).toFixed(0)} h`;
}

function code({ prod, sized: { platform } }: RateCase): string {
  const groups = Object.entries(propsBetween(prod.platform, platform));
  if (groups.length === 0) return 'The prod preset carries it as it is.';
  return `Carried by

\`\`\`ts
new OrderProcessingPlatform(this, 'Orders', {
  environment: OrderEnvironment.PROD,
${groups.map(([group, members]) => `  ${group}: ${literal(members)},`).join('\n')}
});
\`\`\``;
}

/** A value on one line of TypeScript. */
function literal(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? String(value).replace(/^(\d{2,})(\d{3})$/, '$1_$2') : String(value);
  return `{ ${Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`).join(', ')} }`;
}

const QUOTA_NAMES: Record<Exclude<keyof AccountQuotas, 'apiBurst'>, string> = {
  apiRate: 'API Gateway requests a second',
  concurrency: 'Lambda concurrent executions',
  tableWrites: 'DynamoDB write units of a table',
};

function quotaChanges({ sized: { quotas } }: RateCase): string[] {
  return (Object.keys(QUOTA_NAMES) as (keyof typeof QUOTA_NAMES)[])
    .filter((name) => quotas[name] !== DEFAULT_ACCOUNT[name])
    .map((name) => `${QUOTA_NAMES[name]} ${count(quotas[name])}`);
}

function burstQuota({ sized: { quotas: { apiBurst } } }: RateCase): string {
  return apiBurst === DEFAULT_ACCOUNT.apiBurst ? ''
    : ` The account's burst can't be asked for: AWS sets it with the rate, here taken as half of it, ${count(apiBurst)}.`;
}

function throttledWrites(prod: Configuration): string {
  const rate = 1.25 * tableCapacity(prod);
  const seconds = WRITE_PAUSES.reduce((sum, longest) => sum + longest / 2, 0) + (WRITE_PAUSES.length + 1) * ASSUMED_SECONDS.write;
  const throttled = rate - tableCapacity(prod);
  return `of ${count(rate)} write units a second on a new table ${count(throttled)} are throttled, and hold about ${count(throttled * seconds)} executions.`
    + ` The reserve of the prod preset, ${count(prod.platform.reservedConcurrentExecutions!)}, is then full of waiting ones.`;
}

function model({ memorySize }: PlatformSettings, { warm, cold }: OrderWork): string {
  const ms = (seconds: number) => count(seconds * 1000);
  const { initMs, warmCpuMs, firstInvokeMs } = PLANNED_HANDLER;
  return [
    `**Handler.** ${ms(warm)} ms warm, ${ms(cold)} ms cold at ${memorySize} MB: what the handler is planned to need at most (warm ${warmCpuMs} ms of CPU, initialisation ${initMs} ms,`
      + ` first call ${firstInvokeMs} ms; [measured](../bench/results/handler.md)) over the share of a vCPU that the memory buys, plus assumptions that nothing here can measure: a write ${ms(ASSUMED_SECONDS.write)} ms,`
      + ` creating an environment ${ms(ASSUMED_SECONDS.environmentCreation)} ms. API Gateway adds some ${ms(ASSUMED_SECONDS.gateway)} ms.`,
    '**Limits.** Each lets a number of orders pass in the first seconds of a burst; the next limit gets what the one before let pass. Orders come evenly: chance takes'
      + ` part of the ${percent(HEADROOM - 1)} of room. Nothing that is turned away is sent again.`,
    '**API Gateway.** Two token buckets, the stage\'s and the account\'s. AWS calls its throttles best effort; here they are exact. Nothing else in the account calls APIs.'
      + ' A stage\'s throttle can\'t exceed the account\'s. The account\'s burst is AWS\'s to set, in step with the rate; that it stays half of it is our assumption.',
    '**Lambda.** Nothing queues: a request finds an environment, adds one or gets a 503 (unverified: we found no AWS page that names the status of an HTTP API here).'
      + ' An environment takes its first order when it is created. Concurrency grows by the documented rate.',
    '**DynamoDB.** Ids are spread over partitions by a hash, so that the table\'s capacity counts and not one partition\'s. Splits during a burst, which help, are left out.',
    'Not modelled: authorizers, VPC, KMS, X-Ray and CloudWatch Logs quotas, consumers, other load in the account, failures of AWS itself. Nor the time that provisioned concurrency takes to be there:'
      + ` a minute or two, then up to ${count(QUOTAS.lambdaProvisioningRate.value)} environments a minute, none of them usable before the last. Set it well before the sale.`,
  ].map((text) => `- ${text}`).join('\n');
}
