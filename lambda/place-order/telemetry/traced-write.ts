import { readTraceHeader } from './trace-header';
import type { WriteSubsegment } from './xray-subsegment';

/**
 * Subsegment for the write that is about to start; undefined if the invocation is not sampled.
 *
 * Tracing never fails a request: whatever goes wrong here only loses the trace.
 */
export function traceWrite(tableName: string, orderId: string): WriteSubsegment | undefined {
  const trace = readTraceHeader();
  if (!trace?.sampled || !trace.parentId) return undefined;
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded, and paid for, only when sampled
    const { beginWrite } = require('./xray-subsegment') as typeof import('./xray-subsegment');
    const subsegment = beginWrite(trace.traceId, trace.parentId, tableName, orderId);
    return {
      end(outcome) {
        try {
          subsegment.end(outcome);
        } catch {
          // Lost.
        }
      },
    };
  } catch {
    return undefined;
  }
}
