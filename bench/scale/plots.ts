import { BURST, CALM, CALM_SHARE, Trial } from './cases';
import { Answer, Limit } from './limit';
import { grownCapacity } from './orders-table';
import { RateCase, ScaleResults } from './results';
import { QUOTAS } from '../aws-quotas-and-prices';
import { count } from '../markdown';
import { areaChart, Axis, barChart, Colour, lineChart, Line } from '../svg-plot';

/** File names, as the page refers to them, and their contents. */
export function scalePlots(results: ScaleResults): Record<string, string> {
  return {
    'scale-first-answers.svg': firstAnswers(results),
    'scale-time-to-acknowledge.svg': timeToAcknowledge(results),
    'scale-table-limit.svg': tableLimit(results),
    'scale-table-growth.svg': tableGrowth(),
    'scale-function-growth.svg': functionGrowth(results),
  };
}

const SHARE: Axis = { label: 'first answers', min: 0, max: 1, ticks: [0, 0.25, 0.5, 0.75, 1], format: value => `${value * 100}%` };

function carrying({ steps }: RateCase): Trial {
  return steps[steps.length - 1];
}

function firstAnswers({ cases }: ScaleResults): string {
  const trials = cases.flatMap(rateCase => [rateCase.byDefault, rateCase.steps[0], carrying(rateCase)]);
  const layer = (name: string, colour: Colour, answer: Answer) =>
    ({ name, colour, values: trials.map(({ outcome }) => outcome.firstAnswerShare(answer)) });
  return barChart('What callers get for their first attempt', 'Shares of answers at each rate for the dev preset, the prod preset and a sized platform', SHARE,
    cases.map(({ rate }) => ({ label: `${count(rate)} orders/s`, bars: ['dev', 'prod', 'sized'] })), [
      layer('201 created', Colour.GREEN, Answer.CREATED),
      layer('429 API throttle or quota', Colour.ORANGE, Answer.TOO_MANY_REQUESTS),
      layer('503 function or table full', Colour.RED, Answer.SERVICE_UNAVAILABLE),
    ]);
}

function timeToAcknowledge({ cases }: ScaleResults): string {
  const line = (name: string, colour: Colour, share: number, trial: (rateCase: RateCase) => Trial, dashed: boolean): Line => ({
    name, colour, dashed, dots: true, points: cases.map(rateCase => [rateCase.rate, trial(rateCase).outcome.timeToAcknowledge(share)]),
  });
  const prod = (rateCase: RateCase) => rateCase.steps[0];
  return lineChart('From first submission to 201, retries included', 'Median and 99th percentile of acknowledged orders by rate, prod preset and sized platform',
    { label: 'orders per second', min: 7, max: 140_000, logarithmic: true, ticks: cases.map(({ rate }) => rate) },
    { label: 'seconds', min: 0.01, max: 10, logarithmic: true }, [
      line('prod, p99', Colour.RED, 0.99, prod, false),
      line('prod, median', Colour.ORANGE, 0.5, prod, false),
      line('sized, p99', Colour.PURPLE, 0.99, carrying, true),
      line('sized, median', Colour.GREEN, 0.5, carrying, true),
    ]);
}

function tableLimit({ tableLimit: { rate, trials } }: ScaleResults): string {
  const { timeline } = trials[0].trial.outcome;
  const shown = timeline.slice(CALM, CALM + BURST + 15);
  const seconds = shown.map((_second, index) => index);
  const layer = (name: string, colour: Colour, answer: Answer) => ({ name, colour, values: shown.map(({ answers }) => answers[answer]) });
  const peak = Math.max(...shown.map(({ answers }) => answers.reduce((sum, answered) => sum + answered)));
  const capacity = QUOTAS.tableInitialWrites.value;
  return areaChart(`${count(rate)} orders/s on a new table`, 'Answers per second of the burst, by status, all attempts', { label: 'seconds since the burst began', min: 0, max: shown.length - 1 },
    { label: 'answers per second', min: 0, max: Math.ceil(peak / 5_000) * 5_000 }, seconds, [
      layer('201', Colour.GREEN, Answer.CREATED),
      layer('503', Colour.RED, Answer.SERVICE_UNAVAILABLE),
      layer('429', Colour.ORANGE, Answer.TOO_MANY_REQUESTS),
    ], [
      { name: 'new orders', colour: Colour.BLUE, points: seconds.map(second => [second, shown[second].arrivals]) },
      { name: 'what the table takes', colour: Colour.PURPLE, dashed: true, points: [[0, capacity], [shown.length - 1, capacity]] },
    ]);
}

function tableGrowth(): string {
  const step = QUOTAS.tableGrowthMinutes.value;
  const until = 6 * step;
  const initial = QUOTAS.tableInitialWrites.value;
  const quota = QUOTAS.tableWriteQuota.value;
  const steps = Array.from({ length: until / step }, (_value, index) => index * step);
  return lineChart('What an on-demand table takes while demand stays above it', 'Guaranteed growth of a new table beside one with warm throughput',
    { label: 'minutes since demand passed what the table takes', min: 0, max: until, ticks: [...steps, until] },
    { label: 'write units per second', min: 0, max: 45_000 }, [
      {
        name: 'new table, guaranteed pace',
        colour: Colour.BLUE,
        points: steps.flatMap(minute => [minute, minute + step].map((at): [number, number] => [at, grownCapacity(initial, minute, quota)])),
      },
      { name: 'warmThroughput 13,000', colour: Colour.GREEN, points: [[0, 13_000], [until, 13_000]] },
      { name: 'quota of the table', colour: Colour.RED, dashed: true, points: [[0, quota], [until, quota]] },
    ]);
}

function functionGrowth({ cases }: ScaleResults): string {
  const { rate, steps } = cases[cases.length - 1];
  const growing = steps.filter(({ gaveFirst }) => gaveFirst === Limit.SCALING_RATE).at(-1);
  const acknowledged = ({ outcome }: Trial) => outcome.timeline.slice(CALM, CALM + BURST)
    .map(({ answers }, second): [number, number] => [second, answers[Answer.CREATED]]);
  const perUnit = QUOTAS.lambdaRequestsPerEnvironment.value;
  const allowed = (second: number) => rate * CALM_SHARE + perUnit * (QUOTAS.lambdaScalingBurst.value + QUOTAS.lambdaScalingRate.value * second);
  return lineChart(`${count(rate)} orders/s: how fast the function grows`, 'Orders acknowledged each second of the burst with and without provisioned concurrency',
    { label: 'seconds since the burst began', min: 0, max: BURST }, { label: 'orders acknowledged per second', min: 0, max: 110_000 }, [
      { name: 'provisioned concurrency', colour: Colour.GREEN, points: acknowledged(steps[steps.length - 1]) },
      ...growing ? [{ name: 'without it', colour: Colour.RED, points: acknowledged(growing) }] : [],
      { name: 'calm traffic + 10,000 + 1,000 more each second', colour: Colour.GREY, dashed: true, points: [[0, allowed(0)], [BURST, allowed(BURST)]] },
    ]);
}
