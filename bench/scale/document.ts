import { BURST, CALM, CALM_SHARE, carried, CARRIED, LOST_ANSWERS, Trial } from './cases';
import { ASSUMED_DURATIONS, meanDuration } from './handler-durations';
import { Answer } from './limit';
import { LIMIT_NAMES } from './limit-names';
import { propsBetween } from './props';
import { RateCase, ScaleResults } from './results';
import { runningCosts } from './running-costs';
import { AccountQuotas, DEFAULT_ACCOUNT, PATIENT_CALLER, PlatformSettings } from './settings';
import { figuresTable } from '../aws-figures-table';
import { MEASURED_BY_OTHERS, PRICES, QUOTAS } from '../aws-quotas-and-prices';
import { count, percent, table, usd } from '../markdown';

/** The page on scale, from the results of the model. */
export function scaleDocument(results: ScaleResults): string {
  return `<!-- Written by \`npm run scale\`; change bench/scale instead. -->
# How far it scales

No AWS account was at hand: this page comes from a model of the platform, a simulation of ${granularity(results)}. Its simple cases
agree with closed-form answers (\`test/bench/scale\`); [what it leaves out](#the-model) is listed below. Read it for which limit gives first and
which setting moves it, not for the last digit.

Each run: ${CALM} seconds at ${percent(CALM_SHARE)} of the rate, then the full rate at once for ${BURST} seconds, as a sale begins. A caller tries up to
${PATIENT_CALLER.attempts} times with growing random pauses and the same \`Idempotency-Key\`; ${percent(PATIENT_CALLER.doubleSubmits)} of the orders are
submitted twice at once, and ${percent(LOST_ANSWERS)} of the answers are lost on their way.

## In short

${summary(results)}

*Sized*: what the steps below end with. Costs are USD at list price, us-east-1, ${PRICES.apiRequest.asOf}; an hour at the rate includes its orders, in a
month without others; provisioned concurrency is billed for as long as it is set.

![Shares of first answers at each rate](images/scale-first-answers.svg)

${promise(results)}

## Step by step

From the prod preset, the limit that turns orders away first is moved until at least ${percent(CARRIED)} of the first attempts get their 201; what costs nothing comes
before provisioned concurrency. *First answers* are those to first attempts; *acknowledged* counts retries; times are from the first
submission to the 201, in seconds, of the orders that got one.

${results.cases.map(rateCase => section(rateCase, results.prod)).join('\n\n')}

![Time from the first submission to the 201](images/scale-time-to-acknowledge.svg)

## The function grows by the second

Without provisioned concurrency a function adds ${count(QUOTAS.lambdaScalingBurst.value)} environments at once and ${QUOTAS.lambdaScalingRate.value} more each second, and each unit of
concurrency is worth ${QUOTAS.lambdaRequestsPerEnvironment.value} requests a second, however short they are. So a reserve of 100 takes
${count(100 * QUOTAS.lambdaRequestsPerEnvironment.value)} orders a second, although ${count(1 / meanDuration(results.figures, results.prod.memorySize, false))} orders a second would fit into each environment.

![Orders acknowledged per second with and without provisioned concurrency](images/scale-function-growth.svg)

## A new table takes ${count(QUOTAS.tableInitialWrites.value)} writes a second

Beyond that it is throttled until DynamoDB has split it: guaranteed is a doubling in ${QUOTAS.tableGrowthMinutes.value} minutes; a
[public measurement](${MEASURED_BY_OTHERS.tableSplit.source}) of ${MEASURED_BY_OTHERS.tableSplit.published} saw about ${MEASURED_BY_OTHERS.tableSplit.value} ${MEASURED_BY_OTHERS.tableSplit.unit}.
\`tableOptions.warmThroughput\` takes the rate from the first second. It can't be lowered again, and costs once (a price we could not verify:
${PRICES.tableWarmWrite.value} USD per write unit).

![Growth of an on-demand table](images/scale-table-growth.svg)

${tableLimit(results)}

![Answers per second on a table that is too small](images/scale-table-limit.svg)

## Callers must send an Idempotency-Key

${keys(results)}

## The model

${model(results)}

## Quotas

Evidence: *AWS page*: a stored copy of AWS's page says so; *quoted by others*: public texts quote it; *unverified*: nothing found, check before relying on it.

${figuresTable(QUOTAS)}
`;
}

/** How fine the simulation is. */
function granularity({ cases }: ScaleResults): string {
  const coarse = weightedCases(cases);
  if (coarse.length === 0) return 'every request';
  return `every request, or at ${ratesOf(coarse)} orders a second one for ${Math.max(...coarse.flatMap(allTrials).map(({ weight }) => weight))}`;
}

function weightedCases(cases: readonly RateCase[]): RateCase[] {
  return cases.filter(rateCase => allTrials(rateCase).some(({ weight }) => weight > 1));
}

function allTrials({ byDefault, steps }: RateCase): Trial[] {
  return [byDefault, ...steps];
}

function ratesOf(cases: readonly RateCase[]): string {
  return cases.map(({ rate }) => count(rate)).join(' and ');
}

function carrying({ steps }: RateCase): Trial {
  return steps[steps.length - 1];
}

function summary({ cases, prod, figures }: ScaleResults): string {
  return table(
    ['orders/s', 'dev preset', 'prod preset', 'sized by', 'sized: p99', 'a million orders', 'an hour at the rate', 'kept ready, a month', 'once'],
    cases.map(rateCase => {
      const { rate, byDefault, steps } = rateCase;
      const costs = runningCosts(rate, prod, carrying(rateCase).configuration.platform, figures);
      const { platform, quotas } = carrying(rateCase).configuration;
      const sizedBy = [...propNames(propsBetween(prod, platform)).map(name => `\`${name}\``), ...quotaChanges(DEFAULT_ACCOUNT, quotas).length > 0 ? ['quotas'] : []];
      return [
        count(rate),
        verdict(byDefault),
        verdict(steps[0]),
        sizedBy.join('<br>') || 'nothing to set',
        `${seconds(carrying(rateCase), 0.99)} s`,
        usd(costs.perMillion),
        usd(costs.hourAtRate),
        usd(costs.readyPerMonth),
        usd(costs.warmOnce),
      ];
    }), 4);
}

/** `apiOptions.throttleRateLimit` and the like. */
function propNames(props: object): string[] {
  return Object.entries(props).flatMap(([group, members]) => Object.keys(members).map(name => `${group}.${name}`));
}

function verdict({ outcome, gaveFirst }: Trial): string {
  const acknowledged = `${percent(outcome.acknowledged / outcome.orders)} acknowledged`;
  return gaveFirst === undefined ? acknowledged : `${LIMIT_NAMES[gaveFirst]} gives first; ${acknowledged}`;
}

function section(rateCase: RateCase, prod: PlatformSettings): string {
  const { rate, byDefault, steps } = rateCase;
  const rows = [byDefault, ...steps].map((trial, index) => {
    const { outcome } = trial;
    const change = index === 0 ? 'dev preset' : index === 1 ? 'prod preset' : changes(steps[index - 2], trial);
    return [
      change,
      firstRefusal(trial),
      [Answer.CREATED, Answer.TOO_MANY_REQUESTS, Answer.SERVICE_UNAVAILABLE].map(answer => percent(outcome.firstAnswerShare(answer))).join(' / '),
      percent(outcome.acknowledged / outcome.orders),
      percent(outcome.abandoned / outcome.orders),
      [0.5, 0.95, 0.99].map(share => seconds(trial, share)).join(' / '),
    ];
  });
  const { configuration } = carrying(rateCase);
  const props = propsBetween(prod, configuration.platform);
  const code = Object.keys(props).length === 0 ? 'The prod preset carries it as it is.' : `Carried by

\`\`\`ts
${literal({ environment: 'OrderEnvironment.PROD', ...props })}
\`\`\``;
  const quotas = quotaChanges(DEFAULT_ACCOUNT, configuration.quotas).filter(change => !change.startsWith(QUOTA_NAMES.apiBurst));
  const { apiBurst } = configuration.quotas;
  const burst = apiBurst === DEFAULT_ACCOUNT.apiBurst ? '' : ` The account's burst can't be asked for: AWS sets it with the rate, here taken as half of it, ${count(apiBurst)}.`;
  return `### ${count(rate)} orders a second

${table(['', 'gives first', '201 / 429 / 503 first answers', 'acknowledged', 'given up', 'p50 / p95 / p99'], rows, 2)}

${code}${quotas.length > 0 ? `\n\nand these quotas, raised by AWS on request: ${quotas.join(', ')}.${burst}` : ''}${noRoom(rate, configuration)}`;
}

/** Says so where a limit is met exactly: chance decides there, and nothing is left for growth. */
function noRoom(rate: number, { platform, quotas }: Trial['configuration']): string {
  const met = [
    ...platform.throttleRateLimit === rate ? ['`apiOptions.throttleRateLimit`'] : [],
    ...quotas.apiRate === rate ? ['the account\'s API Gateway quota'] : [],
  ];
  return met.length > 0 ? `\n\nExactly this rate is ${met.join(' and ')}: no room is left above it.` : '';
}

function firstRefusal({ gaveFirst: limit, outcome }: Trial): string {
  if (limit === undefined || carried(outcome)) return 'nothing';
  const after = Math.max(0, outcome.refusals.get(limit)!.firstAt - CALM);
  return `${LIMIT_NAMES[limit]}, after ${after.toFixed(1)} s`;
}

function changes(before: Trial, after: Trial): string {
  const props = propsBetween(before.configuration.platform, after.configuration.platform);
  const settings = Object.values(props).flatMap(group => Object.entries(group as object)).map(([name, value]) => `\`${name}: ${inline(value)}\``);
  return ['', ...settings, ...quotaChanges(before.configuration.quotas, after.configuration.quotas)].join('<br>+ ').slice('<br>'.length);
}

const QUOTA_NAMES: Record<keyof AccountQuotas, string> = {
  apiRate: 'API Gateway requests a second',
  apiBurst: 'API Gateway burst (assumed)',
  concurrency: 'Lambda concurrent executions',
  tableWrites: 'DynamoDB write units of a table',
};

function quotaChanges(before: AccountQuotas, after: AccountQuotas): string[] {
  return (Object.keys(QUOTA_NAMES) as (keyof AccountQuotas)[])
    .filter(name => before[name] !== after[name])
    .map(name => `${QUOTA_NAMES[name]} ${count(after[name])}`);
}

/** Every run but the one without keys; the one with keys is a step of its rate. */
export function runsWithKeys({ cases, tableLimit: { trials } }: ScaleResults): Trial[] {
  return [...cases.flatMap(allTrials), ...trials.map(({ trial }) => trial)];
}

function promise(results: ScaleResults): string {
  const all = runsWithKeys(results);
  const sum = (value: (outcome: Trial['outcome']) => number) => all.reduce((total, { outcome }) => total + value(outcome), 0);
  return `Over all runs of this page with keys, ${count(sum(({ orders }) => orders))} orders: acknowledged and lost ${count(sum(({ lost }) => lost))},`
    + ` stored twice ${count(sum(({ duplicates }) => duplicates))}. A caller that gave up may still have its order stored (${
      count(sum(({ abandonedButStored }) => abandonedButStored))} did): its last answer got lost. Sending the order again with the same key tells.`;
}

function keys({ keys: { rate, sent, absent } }: ScaleResults): string {
  const row = (name: string, { outcome }: Trial) =>
    [name, count(outcome.orders), count(outcome.replays), count(outcome.duplicates), count(outcome.lost)];
  return `The same burst of ${count(rate)} orders a second, on the sized platform:

${table(['', 'orders', 'replayed', 'stored twice', 'acknowledged and lost'], [row('with a key', sent), row('without', absent)])}`;
}

function tableLimit({ tableLimit: { rate, trials }, figures }: ScaleResults): string {
  const cost = (trial: Trial) => trial.outcome.executionSeconds * trial.configuration.platform.memorySize / 1024 * PRICES.lambdaDuration.value;
  return `While the table throttles, a handler that repeats its write keeps its environment busy, and the reserve fills with waiting invocations.
${count(rate)} orders a second on a new table (reserve 900, throttle at ${count(trials[0].trial.configuration.platform.throttleRateLimit)}), for the handler's write attempts:

${table(['write attempts', 'acknowledged', 'p50 / p95 / p99', 'most executions in flight', 'compute, USD a million orders'], trials.map(({ writeAttempts, trial }) => [
  String(writeAttempts),
  percent(trial.outcome.acknowledged / trial.outcome.orders),
  [0.5, 0.95, 0.99].map(share => seconds(trial, share)).join(' / '),
  count(trial.outcome.peakInFlight),
  usd(cost(trial) / trial.outcome.acknowledged * 1e6),
]))}

The table is full either way; a warm invocation takes ${count(meanDuration(figures, 256, false) * 1000)} ms, so compute is cheap until it waits.`;
}

function weights({ cases }: ScaleResults): string {
  const weighted = weightedCases(cases);
  if (weighted.length === 0) return 'Each simulated order is one.';
  return `At ${ratesOf(weighted)} orders a second a simulated order stands for several real ones, taking as many tokens and units; at the other rates for itself.`
    + ' A test halves the weight of each such run: the same limit gives first, and shares stay within one point.';
}

function model(results: ScaleResults): string {
  const { figures, prod } = results;
  const ms = (cold: boolean) => count(meanDuration(figures, prod.memorySize, cold) * 1000);
  return [
    `**Handler.** ${ms(false)} ms warm, ${ms(true)} ms cold at ${prod.memorySize} MB: the benchmark's CPU times (warm ${figures.warmCpuMs} ms, initialisation ${figures.initMs} ms,`
      + ` first call ${figures.firstInvokeMs} ms) over the share of a vCPU that the memory buys, plus assumptions that nothing here can measure: a write ${ASSUMED_DURATIONS.write * 1000} ms,`
      + ` creating an environment ${ASSUMED_DURATIONS.environmentCreation * 1000} ms, API Gateway ${ASSUMED_DURATIONS.gateway * 1000} ms. All vary log-normally except the last.`,
    '**API Gateway.** Two token buckets, the stage\'s and the account\'s. AWS calls its throttles best effort; here they are exact. Nothing else in the account calls APIs.'
      + ' A stage\'s throttle can\'t exceed the account\'s. The account\'s burst is AWS\'s to set, in step with the rate; that it stays half of it is our assumption.',
    '**Lambda.** Nothing queues: a request finds an environment, adds one or gets a 503 (unverified: we found no AWS page that names the status of an HTTP API here).'
      + ' Allotted concurrency grows by the documented rate and doesn\'t shrink within minutes; one second\'s allowance of requests may come at once.',
    '**DynamoDB.** Partitions of 1,000 write units, as many as the capacity needs, ids spread by a hash; one second\'s allowance in store. Splits during a burst, which help, are left out.',
    `**Callers.** ${PATIENT_CALLER.attempts} attempts; before retry n a random pause of up to ${PATIENT_CALLER.firstBackoff} · 2ⁿ⁻¹ s (at most ${PATIENT_CALLER.longestBackoff} s); silence counts as failure`
      + ` after ${PATIENT_CALLER.timeout} s; the handler\'s \`Retry-After\` is kept. The network between caller and AWS takes no time.`,
    `**Weights.** ${weights(results)}`,
    'Not modelled: authorizers, VPC, KMS, X-Ray and CloudWatch Logs quotas, other load in the account, failures of AWS itself. Nor the time that provisioned concurrency takes to be there:'
      + ` a minute or two, then up to ${count(QUOTAS.lambdaProvisioningRate.value)} environments a minute, none of them usable before the last. Set it well before the sale.`,
  ].map(text => `- ${text}`).join('\n');
}

function seconds({ outcome }: Trial, share: number): string {
  const time = outcome.timeToAcknowledge(share);
  return Number.isNaN(time) ? '–' : time.toFixed(time < 0.1 ? 3 : 2);
}

function literal(props: object): string {
  const lines = Object.entries(props).map(([name, value]) => `  ${name}: ${inline(value)},`);
  return `new OrderProcessingPlatform(this, 'Orders', {\n${lines.join('\n')}\n});`;
}

/** A value as TypeScript writes it, on one line. */
function inline(value: unknown): string {
  if (typeof value === 'number') return value >= 10_000 ? String(value).replace(/\B(?=(\d{3})+$)/g, '_') : String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value).map(([name, member]) => `${name}: ${inline(member)}`).join(', ')} }`;
}
