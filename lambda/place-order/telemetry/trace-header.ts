const TRACE_ID = /^1-[\da-f]{8}-[\da-f]{24}$/;

/** Lambda's trace header of the running invocation. */
export interface TraceHeader {
  readonly traceId: string;
  /** Id of the function's own segment. */
  readonly parentId?: string;
  readonly sampled: boolean;
}

/**
 * Undefined outside Lambda, or if the header holds no trace id.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function readTraceHeader(header = process.env._X_AMZN_TRACE_ID): TraceHeader | undefined {
  const fields = new Map(header?.split(';').map((field) => field.split('=', 2) as [string, string]));
  const traceId = fields.get('Root') ?? '';
  return TRACE_ID.test(traceId) ? { traceId, parentId: fields.get('Parent'), sampled: fields.get('Sampled') === '1' } : undefined;
}
