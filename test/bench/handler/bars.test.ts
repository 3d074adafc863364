import { Bar, bars, missed } from '../../../bench/handler/bars';
import { ContestantName } from '../../../bench/handler/contestants';
import { Measurement } from '../../../bench/handler/measured-process';
import { PLANNED_HANDLER } from '../../../bench/handler-figures';

/** Of a handler so many times as slow as the SDK alone. */
function measurement(factor: number): Measurement {
  return {
    initWall: 30 * factor,
    initCpu: 30 * factor,
    firstWall: 30 * factor,
    firstCpu: 4,
    warmWall: factor,
    warmCpu: factor,
    memory: 1,
    memoryAtCheckpoints: [],
    loadedFiles: [],
    answer: { statusCode: 201 },
    firstLogLine: '',
  };
}

function barsOf(ours: number, figures: { gzipBytes?: number; logBytes?: number; itemBytes?: number; growth?: number } = {}): Bar[] {
  const rounds = new Map<ContestantName, Measurement[]>([
    ['ours', [measurement(ours)]], ['oursTraced', [measurement(ours)]], ['oursUnprimed', [measurement(ours)]],
    ['sdkOnly', [{ ...measurement(1), firstCpu: 40 }]],
    ['python', [measurement(8)]], ['defaultBundling', [measurement(3)]],
  ]);
  const { gzipBytes = 79_000, logBytes = 1000, itemBytes = 600, growth = 1 } = figures;
  return bars({
    rounds,
    bundle: { bytes: 1, gzipBytes },
    bytes: { ...PLANNED_HANDLER, logBytes, itemBytes },
    memoryGrowth: {
      few: { orders: 1000, resident: 1, heap: 1 }, many: { orders: 100_000, resident: growth, heap: 1 }, ratio: growth, ratios: [growth],
    },
  });
}

const names = (list: readonly Bar[]) => list.map(({ name }) => name);

test('a handler as fast as the SDK alone, whose init took the first invocation\'s work, misses nothing', () => {
  expect(missed(barsOf(1), ['bytes', 'cpu', 'wall', 'memory'])).toEqual([]);
});

test('a handler twice as slow as the SDK alone misses every ratio', () => {
  expect(names(missed(barsOf(2), ['bytes', 'cpu', 'wall', 'memory']))).toEqual([
    'init CPU ÷ SDK alone', 'init CPU ÷ SDK alone, priming switched off', 'cold wall ÷ SDK alone', 'cold wall ÷ SDK alone, sampled',
    'init wall ÷ CDK\'s default bundling, priming switched off',
    'warm CPU ÷ SDK alone', 'warm CPU ÷ SDK alone, sampled',
  ]);
});

test.each([
  ['bundle', { gzipBytes: 80_001 }],
  ['log lines', { logBytes: PLANNED_HANDLER.logBytes + 1 }],
  ['stored item', { itemBytes: PLANNED_HANDLER.itemBytes + 1 }],
  ['memory', { growth: 1.11 }],
])('%s has a bar of its own', (name, figures) => {
  expect(names(missed(barsOf(1, figures), ['bytes', 'cpu', 'wall', 'memory']))).toEqual([expect.stringContaining(name)]);
});

test('wall time can be left out', () => {
  expect(new Set(missed(barsOf(2), ['cpu']).map(({ kind }) => kind))).toEqual(new Set(['cpu']));
});

test('a figure that is no number misses its bar', () => {
  expect(names(missed(barsOf(NaN), ['cpu']))).toContain('init CPU ÷ SDK alone');
});
