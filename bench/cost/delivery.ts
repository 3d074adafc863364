import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { BillLine, perMonth, perOrder } from './bill';
import { OrderConsumer, OrderEnvironment, OrderProcessingPlatform } from '../../src';
import { QUOTAS } from '../aws-quotas-and-prices';
import { HandlerFigures } from '../handler-figures';
import { alarmMetrics } from '../template-figures';

/** Milliseconds that the relay takes for one order, in a batch of its own: a call of EventBridge. */
export const RELAY_MILLISECONDS = 30;
/** Bytes of the document around the order. */
const DOCUMENT_BYTES = 350;

/** What the template of a platform with consumers says. */
export interface DeliveryFigures {
  /** MB. */
  readonly relayMemorySize: number;
  readonly archiveDays: number;
  /** Metrics of the alarms that the first consumer brings for all. */
  readonly sharedAlarmMetrics: number;
  /** Metrics of the alarms of each consumer. */
  readonly consumerAlarmMetrics: number;
}

/** Synthesizes platforms with none, one and two consumers and reads what those add. */
export function deliveryFigures(): DeliveryFigures {
  const [none, one, two] = [0, 1, 2].map(templateWithConsumers);
  const ofType = (type: string) => (
    Object.values(one.findResources(type)).map(({ Properties }) => Properties as Record<string, unknown>)
  );
  const relay = ofType('AWS::Lambda::Function').find(({ FunctionName }) => String(FunctionName).endsWith('-relay'));
  const [archive] = ofType('AWS::Events::Archive');
  const [without, withOne, withTwo] = [none, one, two].map(alarmMetrics);
  const consumerAlarmMetrics = withTwo - withOne;
  return {
    relayMemorySize: Number(relay?.MemorySize),
    archiveDays: Number(archive.RetentionDays),
    sharedAlarmMetrics: withOne - without - consumerAlarmMetrics,
    consumerAlarmMetrics,
  };
}

function templateWithConsumers(count: number): Template {
  const stack = new Stack(new App({ context: { 'aws:cdk:disable-asset-staging': true } }), 'Orders');
  const handler = { code: Code.fromInline('exports.handler = async () => ({});'), handler: 'index.handler', runtime: Runtime.NODEJS_24_X };
  const platform = new OrderProcessingPlatform(stack, 'Orders', { environment: OrderEnvironment.PROD, handler });
  for (let number = 0; number < count; number++) {
    platform.addOrderConsumer(`Consumer${number}`, OrderConsumer.fromQueue(new Queue(stack, `Queue${number}`)));
  }
  return Template.fromStack(stack);
}

/** What the first consumer brings for all: the relay, the bus and its archive. */
export function sharedLines(
  { relayMemorySize, archiveDays, sharedAlarmMetrics }: DeliveryFigures, orders: number, figures: HandlerFigures,
): BillLine[] {
  const bytes = figures.responseBytes + DOCUMENT_BYTES;
  const gigabytes = orders * bytes / 1024 ** 3;
  return [
    perOrder('EventBridge', 'events', 'busEvent', orders * Math.ceil(bytes / QUOTAS.busEventChunk.value)),
    perOrder('EventBridge', 'archive, ingestion', 'archiveIngestion', gigabytes),
    perOrder('EventBridge', 'archive, storage until the events expire', 'archiveStorage', gigabytes * archiveDays / (365 / 12)),
    perOrder('Lambda', 'relay, requests', 'lambdaRequest', orders),
    perOrder('Lambda', 'relay, duration', 'lambdaDuration', orders * RELAY_MILLISECONDS / 1000 * relayMemorySize / 1024),
    perMonth('CloudWatch', 'alarms of the relay', 'alarmMetric', sharedAlarmMetrics),
  ];
}

/** What each consumer adds. */
export function consumerLines({ consumerAlarmMetrics }: DeliveryFigures): BillLine[] {
  return [perMonth('CloudWatch', 'alarms of a consumer', 'alarmMetric', consumerAlarmMetrics)];
}
