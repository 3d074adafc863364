import { QUOTAS } from '../aws-quotas-and-prices';
import { HandlerFigures } from '../handler-figures';
import { constant, logNormal, Sampler } from './random-stream';

/** Durations in seconds, and how the handler repeats a throttled write. */
export interface HandlerDurations {
  /** API Gateway's own part of a request. */
  readonly gateway: Sampler;
  /** From the start of a warm invocation to its first write. */
  readonly warmStart: Sampler;
  /** The same where the execution environment must be created first. */
  readonly coldStart: Sampler;
  /** One conditional write that DynamoDB takes or refuses. */
  readonly write: Sampler;
  /** Writes tried before the handler answers 503. */
  readonly writeAttempts: number;
  /** Before its n-th repetition the handler waits a random time up to this · 2ⁿ⁻¹, as the AWS SDK does when throttled. */
  readonly writeBackoff: number;
  /** Seconds that the handler's 503 asks the caller to wait. */
  readonly retryAfter: number;
}

/** What no benchmark here can measure: assumptions, in seconds. */
export const ASSUMED_DURATIONS = {
  gateway: 0.010,
  write: 0.005,
  /** Lambda finds a place, fetches the code and starts the runtime, before our first line runs. */
  environmentCreation: 0.150,
} as const;

/**
 * Durations of the default handler. Measured CPU time is divided by the share of a vCPU that the memory size buys;
 * initialisation runs with a whole one.
 */
export function handlerDurations(figures: HandlerFigures, memorySize: number): HandlerDurations {
  const cpu = Math.min(1, memorySize / QUOTAS.lambdaMemoryPerCpu.value);
  const warm = figures.warmCpuMs / 1000 / cpu;
  const cold = ASSUMED_DURATIONS.environmentCreation + figures.initMs / 1000 + figures.firstInvokeMs / 1000 / cpu;
  return {
    gateway: constant(ASSUMED_DURATIONS.gateway),
    warmStart: logNormal(warm, 0.2),
    coldStart: logNormal(cold, 0.2),
    write: logNormal(ASSUMED_DURATIONS.write, 0.5),
    writeAttempts: 3,
    writeBackoff: 1,
    retryAfter: 1,
  };
}

/** Mean duration of an invocation in seconds. */
export function meanDuration(figures: HandlerFigures, memorySize: number, cold: boolean): number {
  const cpu = Math.min(1, memorySize / QUOTAS.lambdaMemoryPerCpu.value);
  const start = cold
    ? ASSUMED_DURATIONS.environmentCreation + figures.initMs / 1000 + figures.firstInvokeMs / 1000 / cpu
    : figures.warmCpuMs / 1000 / cpu;
  return start + ASSUMED_DURATIONS.write;
}
