// The one place that uses the X-Ray SDK, so that it can be replaced; built into a file of its own that only a sampled request loads.
// Segments are imported without the rest of the SDK, whose automatic context and patches nothing here needs.
import { setLogger } from 'aws-xray-sdk-core/dist/lib/logger';
import Segment from 'aws-xray-sdk-core/dist/lib/segments/segment';

// It would print a line of its own when a trace cannot be sent.
const silent = () => {};
setLogger({ debug: silent, info: silent, warn: silent, error: silent });

/** What a write came to. Only `failed` is a fault; `refused`, an item that DynamoDB cannot take, is the caller's error. */
export type WriteOutcome = 'stored' | 'replayed' | 'conflict' | 'refused' | 'failed';

export interface WriteSubsegment {
  end(outcome: WriteOutcome): void;
}

/**
 * Opens the subsegment of a DynamoDB write below Lambda's own segment.
 *
 * The SDK's client capture reports a failed condition, here a customary answer, as a fault; this doesn't.
 */
export function beginWrite(traceId: string, functionSegmentId: string, tableName: string, orderId: string): WriteSubsegment {
  const invocation = new Segment('invocation', traceId);
  invocation.id = functionSegmentId;
  const write = invocation.addNewSubsegment('DynamoDB');
  write.namespace = 'aws';
  write.addAttribute('aws', { operation: 'PutItem', table_name: tableName, region: process.env.AWS_REGION });
  write.addAnnotation('orderId', orderId);
  return {
    end(outcome) {
      write.addAnnotation('outcome', outcome);
      if (outcome === 'failed') write.addFaultFlag();
      if (outcome === 'refused') write.addErrorFlag();
      write.close();
      write.flush();
    },
  };
}
