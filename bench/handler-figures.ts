import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the order handler needs per order: the inputs of the scale model and of the cost table. */
export interface HandlerFigures {
  /** Module initialisation on the benchmark machine, milliseconds of one full CPU. */
  readonly initMs: number;
  /** First invocation after initialisation, milliseconds of one full CPU. */
  readonly firstInvokeMs: number;
  /** A later invocation, milliseconds of CPU time. */
  readonly warmCpuMs: number;
  /** All log lines of one accepted order: function, embedded metrics, platform, access log. */
  readonly logBytes: number;
  /** The same where the function's system log level is WARN: without Lambda's own lines. */
  readonly logBytesSystemWarn: number;
  /** Of these, the API's access log of one request. */
  readonly accessLogBytes: number;
  /** The stored item of a typical order. */
  readonly itemBytes: number;
  /** The 201 answer with its headers. */
  readonly responseBytes: number;
}

/** Stand-ins until the handler benchmark has written its results: shared measurements of prototypes and the budgets set from them. */
const ASSUMED: HandlerFigures = {
  initMs: 48,
  firstInvokeMs: 38,
  warmCpuMs: 1.5,
  logBytes: 1_200,
  logBytesSystemWarn: 700,
  accessLogBytes: 250,
  itemBytes: 1_024,
  responseBytes: 1_000,
};

const RESULTS = join(__dirname, 'results', 'handler.json');

/**
 * The figures of the handler benchmark (`npm run bench:handler` writes `bench/results/handler.json`), the assumed ones where it has none.
 *
 * @throws if the results hold something that is not a positive number
 */
export function handlerFigures(resultsFile: string = RESULTS): HandlerFigures {
  if (!existsSync(resultsFile)) return ASSUMED;
  const measured = JSON.parse(readFileSync(resultsFile, 'utf8')) as Partial<Record<keyof HandlerFigures, unknown>>;
  const figures: Record<keyof HandlerFigures, number> = { ...ASSUMED };
  for (const name of Object.keys(ASSUMED) as (keyof HandlerFigures)[]) {
    const value = measured[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value > 0)) throw new Error(`\`${name}\` in ${resultsFile} must be a positive number, got: ${JSON.stringify(value)}`);
    figures[name] = value;
  }
  return figures;
}
