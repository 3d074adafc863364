import { areaChart, Axis, barChart, Colour, lineChart } from '../../bench/svg-plot';

const X: Axis = { label: 'seconds', min: 0, max: 10 };
const Y: Axis = { label: 'orders per second', min: 0, max: 100 };

function points(svg: string, element: 'polyline' | 'polygon'): number[][][] {
  return [...svg.matchAll(new RegExp(`<${element}[^>]* points="([^"]*)"`, 'g'))].map(([, list]) => list.split(' ').map(point => point.split(',').map(Number)));
}

describe('a line chart', () => {
  const svg = lineChart('A <title>', 'What & why', X, Y, [
    { name: 'rising', colour: Colour.GREEN, points: [[0, 0], [5, 50], [10, 100]], dots: true },
    { name: 'limit', colour: Colour.RED, dashed: true, points: [[0, 1000], [10, -1000]] },
  ]);
  const [[start, middle, end], [above, below]] = points(svg, 'polyline');

  test('puts points where the axes say', () => {
    expect(start[0]).toBeLessThan(end[0]);
    expect(start[1]).toBeGreaterThan(end[1]);
    expect(middle[0]).toBeCloseTo((start[0] + end[0]) / 2, 0);
    expect(middle[1]).toBeCloseTo((start[1] + end[1]) / 2, 0);
  });

  test('keeps what lies outside the axes inside the frame', () => {
    expect(above[1]).toBe(end[1]);
    expect(below[1]).toBe(start[1]);
  });

  test('names lines and axes, and escapes text', () => {
    for (const label of ['rising', 'limit', 'seconds', 'orders per second', 'A &lt;title&gt;', 'What &amp; why']) expect(svg).toContain(`>${label}<`);
    expect(svg).toContain('role="img"');
    expect(svg.match(/<circle/g)).toHaveLength(3);
  });

  test('brings a background and colours for light and dark', () => {
    expect(svg).toContain('<rect class="background"');
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg.match(/\.green \{ fill: #[0-9a-f]{6}/g)).toHaveLength(2);
  });
});

test('a logarithmic axis gives each decade the same room', () => {
  const svg = lineChart('', '', { ...X, min: 1, max: 1000, logarithmic: true }, Y, [{ name: '', colour: Colour.BLUE, points: [[1, 0], [10, 0], [100, 0], [1000, 0]] }]);
  const [[a, b, c, d]] = points(svg, 'polyline').map(line => line.map(([x]) => x));
  expect(b - a).toBeCloseTo(c - b, 0);
  expect(c - b).toBeCloseTo(d - c, 0);
  for (const tick of ['1', '10', '100', '1k']) expect(svg).toContain(`text-anchor="middle">${tick}</text>`);
});

test('large values are labelled in thousands and millions, round steps apart', () => {
  const svg = lineChart('', '', X, { ...Y, max: 3e6 }, []);
  for (const tick of ['0', '500k', '1M', '1.5M', '3M']) expect(svg).toContain(`text-anchor="end">${tick}</text>`);
});

test('areas lie on each other', () => {
  const [lower, upper] = points(areaChart('', '', X, Y, [0, 10], [
    { name: 'below', colour: Colour.GREEN, values: [10, 20] },
    { name: 'above', colour: Colour.RED, values: [30, 40] },
  ], [{ name: 'line', colour: Colour.BLUE, points: [[0, 60], [10, 60]] }]), 'polygon');
  // A polygon runs along its top and back along its bottom.
  expect(upper.slice(2).reverse()).toEqual(lower.slice(0, 2));
});

test('bars are stacked to their sum, in groups', () => {
  const svg = barChart('', '', { ...Y, max: 1 }, [{ label: 'first', bars: ['a', 'b'] }, { label: 'second', bars: ['c'] }], [
    { name: 'x', colour: Colour.GREEN, values: [0.5, 1, 0] },
    { name: 'y', colour: Colour.RED, values: [0.5, 0, 1] },
  ]);
  const bars = [...svg.matchAll(/<rect class="(green|red)" x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"\/>/g)].map(match => match.slice(2).map(Number));
  expect(bars).toHaveLength(4);
  const [[x, , height], [sameX, top, sameHeight], [, fullTop, fullHeight]] = bars;
  expect(sameX).toBe(x);
  expect(height + sameHeight).toBeCloseTo(fullHeight, 0);
  expect(top).toBe(fullTop);
  for (const label of ['first', 'second', 'a', 'b', 'c', 'x', 'y']) expect(svg).toContain(`>${label}</text>`);
});
