import { ConstructBar, constructBars, missedBars, quickConstructBars } from '../../../bench/construct/bars';
import { ConstructResults } from '../../../bench/construct/results';
import { constructPage } from '../../../bench/construct/results-page';

function rounds(...cpu: number[]) {
  // Wall time far beyond any bar: it must not count.
  return cpu.map((one) => ({ cpu: one, wall: 10_000 }));
}

/** Measurements of which each bar is just met: 1.2, 40 ms, 400 KB. */
function results({ platform = 1_199, own = 39.9, packed = 399_900 } = {}): ConstructResults {
  return {
    synth: { platform: rounds(platform, platform, platform), peer: rounds(1_000, 1_000, 1_000) },
    imports: { own: rounds(own, own, own), all: rounds(500, 500, 500) },
    packageSize: { packed, unpacked: 1_000_000, files: 90 },
  };
}

describe.each([['constructBars', constructBars], ['quickConstructBars', quickConstructBars]])('%s', (_name, bars) => {
  const missed = (of: ConstructResults) => missedBars(bars(of)).map(({ name }: ConstructBar) => name);

  test('are met just below', () => {
    expect(missed(results())).toEqual([]);
  });

  test.each([
    ['synth ÷ the same resources by L2 constructs', { platform: 1_201 }],
    ['import of the package itself', { own: 40.1 }],
    ['npm tarball', { packed: 400_100 }],
  ])('are missed just above: %s', (name, above) => {
    expect(missed(results(above))).toEqual([name]);
  });

  test('a figure that could not be measured is missed', () => {
    expect(missed(results({ own: NaN }))).toEqual(['import of the package itself']);
  });
});

test('the median compares what ran in the same round, so that a slow round slows both', () => {
  const slowRound = { platform: rounds(1_040, 5_250, 1_060), peer: rounds(1_000, 5_000, 1_000) };
  expect(constructBars({ ...results(), synth: slowRound })[0].value).toBe(1.05);
});

test('a quick run takes the least of each, which noise only raises', () => {
  const noisy = { ...results(), synth: { platform: rounds(1_300, 1_050, 1_900), peer: rounds(1_000, 1_020, 1_200) } };
  expect(quickConstructBars(noisy)[0].value).toBeCloseTo(1.05, 9);
  expect(missedBars(constructBars(noisy))).toHaveLength(1);
  expect(missedBars(quickConstructBars(noisy))).toEqual([]);
});

test('the page shows the bars and which reading of the import has one', () => {
  const page = constructPage(results({ own: 45 }));
  expect(page).toMatch(/\| import of the package itself \| 45\.0 ms \|.*\| ≤ 40 ms \| \*\*missed\*\* \|/);
  expect(page).toContain('what it needs of `aws-cdk-lib` loaded before (the bar) | 45 |');
  expect(page).toContain('with what it needs of it (no bar) | 500 |');
});
