import { listPrice, total } from '../../../bench/cost/bill';
import { consumerLines, deliveryFigures, sharedLines } from '../../../bench/cost/delivery';
import { PLANNED_HANDLER } from '../../../bench/handler-figures';

const DELIVERY = deliveryFigures();
const FIGURES = { ...PLANNED_HANDLER, responseBytes: 1000 - 350 };

test('a consumer has alarms of its own, and the first one brings those of the relay', () => {
  expect(DELIVERY.consumerAlarmMetrics).toBeGreaterThanOrEqual(3);
  expect(DELIVERY.sharedAlarmMetrics).toBeGreaterThanOrEqual(3);
  expect(total(consumerLines(DELIVERY), listPrice)).toBeCloseTo(DELIVERY.consumerAlarmMetrics * 0.1, 6);
});

test('a million orders of 1,000 bytes, by hand', () => {
  const lines = sharedLines({ ...DELIVERY, relayMemorySize: 256, archiveDays: 14 }, 1_000_000, FIGURES);
  const usd = (item: string) => listPrice(lines.find((line) => line.item === item)!);
  expect(usd('events')).toBeCloseTo(1, 6);
  expect(usd('archive, ingestion')).toBeCloseTo(1e9 / 2 ** 30 * 0.1, 6);
  expect(usd('archive, storage until the events expire')).toBeCloseTo(1e9 / 2 ** 30 * 14 / 30.4167 * 0.023, 5);
  expect(usd('relay, requests')).toBeCloseTo(0.2, 6);
  expect(usd('relay, duration')).toBeCloseTo(1e6 * 0.03 * 0.25 * 0.0000133334, 5);
});

test('an event of more than 64 KB is charged as several', () => {
  const [events] = sharedLines(DELIVERY, 1_000_000, { ...FIGURES, responseBytes: 65_536 });
  expect(listPrice(events)).toBeCloseTo(2, 6);
});
