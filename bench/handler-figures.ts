import { QUOTAS } from './aws-quotas-and-prices';

/** What the order handler needs per order: the inputs of the pages on scale and cost. */
export interface HandlerFigures {
  /** Initialisation with its priming, milliseconds of one full CPU. */
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

/**
 * What the handler is planned to need at most. The pages on scale and cost reckon with this and not with what one machine measured last;
 * `npm run bench:handler` shows what it measured beside it, and fails where bytes exceed it.
 */
export const PLANNED_HANDLER: HandlerFigures = {
  initMs: 90,
  firstInvokeMs: 10,
  warmCpuMs: 1.5,
  logBytes: 1_700,
  logBytesSystemWarn: 1_000,
  accessLogBytes: 300,
  itemBytes: 700,
  responseBytes: 800,
};

/** What no benchmark here can measure: assumptions, in seconds. */
export const ASSUMED_SECONDS = {
  gateway: 0.010,
  write: 0.005,
  /** Lambda finds a place, fetches the code and starts the runtime, before our first line runs. */
  environmentCreation: 0.150,
} as const;

/** Mean duration in seconds of an invocation. CPU time is divided by the share of a vCPU that the memory buys; initialisation runs with a whole one. */
export function invocationSeconds({ initMs, firstInvokeMs, warmCpuMs }: HandlerFigures, memorySize: number, cold: boolean): number {
  const cpu = Math.min(1, memorySize / QUOTAS.lambdaMemoryPerCpu.value);
  const work = cold ? ASSUMED_SECONDS.environmentCreation + initMs / 1000 + firstInvokeMs / 1000 / cpu : warmCpuMs / 1000 / cpu;
  return work + ASSUMED_SECONDS.write;
}

/** Write units that storing an item of so many bytes takes; a refused condition takes as many. */
export function writeUnits(itemBytes: number): number {
  return Math.ceil(itemBytes / QUOTAS.tableWriteUnit.value);
}
