import { asLambdaRuns, Bar } from './bars';
import { MEMORY_SIZE } from './contestants';
import { Measurement } from './measured-process';
import { HandlerResults, medianOf, undisturbed } from './results';
import { PLANNED_HANDLER } from '../handler-figures';
import { count, table } from '../markdown';

/** The results as a Markdown page. */
export function resultsPage(results: HandlerResults): string {
  const { rounds, contestants } = results;
  return `${[
    '# Handler benchmark',
    `\`npm run bench:handler\` wrote this page: ${rounds.get('ours')!.length} rounds in random order, every contestant a fresh process in each, `
    + 'all against the same DynamoDB stand-in over verified https on the same machine. Ratios are medians of what two contestants did in the same round, with '
    + 'the 95% confidence interval. Nothing ran on Lambda: the ratios carry over, the milliseconds do not.',
    `Runtimes: Node.js ${contestants[0].runtime.version}${contestants.filter(({ name }) => name === 'python').map(({ runtime }) => `, ${runtime.version}`).join('')}.`,
    '## Bars',
    barsTable(results.bars),
    '## Contestants',
    'Medians. Times in milliseconds; `cold` is init and first invocation; `as Lambda runs it` is init\'s wall time and the first invocation\'s CPU time '
    + `over the share of a vCPU that ${MEMORY_SIZE} MB buy; memory is resident after 151 invocations.`,
    contestantsTable(results),
    '## Bytes of one accepted order',
    bytesTable(results),
    '## Beside what is planned',
    'The pages on scale and cost reckon with the planned figures of `bench/handler-figures.ts`. Milliseconds of CPU on this machine, as the least disturbed tenth of the rounds had them.',
    plannedTable(results),
    memorySentence(results),
  ].filter((part) => part !== '').join('\n\n')}\n`;
}

export function barsTable(bars: readonly Bar[]): string {
  return table(['figure', 'measured', '95% interval', 'must', 'aim', ''], bars.map((bar) => [
    bar.name, barFigure(bar, bar.value), bar.range ? `${bar.range.low.toFixed(2)}–${bar.range.high.toFixed(2)}` : '',
    `≤ ${barFigure(bar, bar.must)}`, `≤ ${barFigure(bar, bar.aim)}`,
    bar.value <= bar.aim ? 'aim met' : bar.value <= bar.must ? 'must met' : '**missed**',
  ]));
}

function barFigure({ unit }: Bar, value: number): string {
  if (unit === 'KB') return `${value.toFixed(1)} KB`;
  return unit === 'B' ? `${count(value)} B` : value.toFixed(2);
}

export function contestantsTable(results: HandlerResults): string {
  const rows = results.contestants.map((contestant) => {
    const bundle = results.bundles.get(contestant.name);
    const median = (figure: Parameters<typeof medianOf>[2], digits = 1) => medianOf(results, contestant, figure).toFixed(digits);
    return [
      contestant.label,
      bundle ? `${(bundle.bytes / 1000).toFixed(0)} / ${(bundle.gzipBytes / 1000).toFixed(0)}` : '–',
      median(({ initWall }) => initWall), median(({ initCpu }) => initCpu),
      median(({ initWall, firstWall }) => initWall + firstWall), median(({ initCpu, firstCpu }) => initCpu + firstCpu),
      median(asLambdaRuns, 0),
      median(({ warmWall }) => warmWall, 2), median(({ warmCpu }) => warmCpu, 2), median(({ memory }) => memory / 1e6, 0),
    ];
  });
  return table(['handler', 'KB raw / gzip', 'init wall', 'init CPU', 'cold wall', 'cold CPU', 'as Lambda runs it', 'warm wall', 'warm CPU', 'memory MB'], rows);
}

export function bytesTable({ logLines, bytes: { logBytes, logBytesSystemWarn, itemBytes, responseBytes } }: HandlerResults): string {
  return table(['what', 'bytes'], [
    ...logLines.map(({ source, text }) => [`log: ${source}`, count(Buffer.byteLength(text))]),
    ['log, all lines', count(logBytes)],
    ['log, all lines with the prod preset (Lambda\'s system log level WARN)', count(logBytesSystemWarn)],
    ['stored item (order of three lines)', count(itemBytes)],
    ['answer, headers and body', count(responseBytes)],
  ]);
}

function plannedTable(results: HandlerResults): string {
  const row = (name: string, planned: number, figure: (measurement: Measurement) => number) => [name, undisturbed(results, 'ours', figure).toFixed(1), planned.toFixed(1)];
  return table(['milliseconds', 'measured', 'planned'], [
    row('initialisation', PLANNED_HANDLER.initMs, ({ initCpu }) => initCpu),
    row('first invocation', PLANNED_HANDLER.firstInvokeMs, ({ firstCpu }) => firstCpu),
    row('a later invocation', PLANNED_HANDLER.warmCpuMs, ({ warmCpu }) => warmCpu),
  ]);
}

export function memorySentence({ memoryGrowth }: HandlerResults): string {
  if (!memoryGrowth) return '';
  const { few, many, ratio, ratios } = memoryGrowth;
  const megabytes = (bytes: number, digits = 0) => `${(bytes / 1e6).toFixed(digits)} MB`;
  return `Resident memory of one process: ${megabytes(few.resident)} after ${count(few.orders)} orders, ${megabytes(many.resident)} after ${count(many.orders)}: `
    + `× ${ratio.toFixed(2)}, the median of ${ratios.length} processes (${ratios.map((each) => each.toFixed(2)).join(', ')}). `
    + `Of it, objects that are in use: ${megabytes(few.heap, 1)} and ${megabytes(many.heap, 1)}.`;
}
