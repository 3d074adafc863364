/**
 * Plots as SVG files: line charts, bars and areas stacked on each other. Each brings its own background and colours for light and dark,
 * so that it can be read wherever it is shown. The same data give the same bytes.
 */

/** Colours that colour-blind readers tell apart, by what they stand for. */
export enum Colour { GREEN = 'green', ORANGE = 'orange', RED = 'red', BLUE = 'blue', PURPLE = 'purple', GREY = 'grey' }

export interface Axis {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly logarithmic?: boolean;
  /** Where to draw grid lines; round values are chosen if absent. */
  readonly ticks?: readonly number[];
  /** @default - thousands as k, millions as M */
  readonly format?: (value: number) => string;
}

export interface Line {
  readonly name: string;
  readonly colour: Colour;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
  /** Marks each point; for lines through few of them. */
  readonly dots?: boolean;
}

export interface Layer {
  readonly name: string;
  readonly colour: Colour;
  /** One value for each x (areas) or each bar. */
  readonly values: readonly number[];
}

export interface BarGroup {
  readonly label: string;
  /** Labels of the group's bars. */
  readonly bars: readonly string[];
}

const WIDTH = 760;
const HEIGHT = 400;
const LEFT = 74;
const RIGHT = 24;
const TOP = 84;
const BOTTOM = 62;
const INNER_WIDTH = WIDTH - LEFT - RIGHT;
const FLOOR = HEIGHT - BOTTOM;

const LIGHT = {
  background: '#ffffff',
  text: '#1f2328',
  faint: '#59636e',
  grid: '#d8dee4',
  green: '#1a7f5a',
  orange: '#d98a00',
  red: '#c8432b',
  blue: '#1f6fb2',
  purple: '#8250a8',
  grey: '#8c959f',
};
const DARK = {
  background: '#161b22',
  text: '#e6edf3',
  faint: '#9198a1',
  grid: '#343b44',
  green: '#3fb68b',
  orange: '#e8a33d',
  red: '#ef6a52',
  blue: '#58a6e8',
  purple: '#b48ad6',
  grey: '#7d858f',
};

/** Lines over a common x axis. */
export function lineChart(title: string, description: string, x: Axis, y: Axis, lines: readonly Line[]): string {
  const drawn = lines.map(({ points, colour, dashed, dots }) => {
    const inside = points.map(([px, py]) => `${place(x, px, LEFT, INNER_WIDTH)},${height(y, py)}`);
    const path = `<polyline class="line ${colour}-stroke"${dashed ? ' stroke-dasharray="6 5"' : ''} points="${inside.join(' ')}"/>`;
    const marks = dots ? inside.map(point => `<circle class="${colour}" cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3.5"/>`) : [];
    return [path, ...marks].join('\n');
  });
  return frame(title, description, [grid(y), xTicks(x), ...drawn, axisLabels(x.label, y.label)], lines.map(line => ({ ...line, line: true })));
}

/** Areas stacked on each other over time, with lines above them. */
export function areaChart(
  title: string, description: string, x: Axis, y: Axis, times: readonly number[], layers: readonly Layer[], lines: readonly Line[] = [],
): string {
  const below = times.map(() => 0);
  const areas = layers.map(({ colour, values }) => {
    const lower = times.map((time, index) => `${place(x, time, LEFT, INNER_WIDTH)},${height(y, below[index])}`).reverse();
    values.forEach((value, index) => below[index] += value);
    const upper = times.map((time, index) => `${place(x, time, LEFT, INNER_WIDTH)},${height(y, below[index])}`);
    return `<polygon class="${colour}" points="${[...upper, ...lower].join(' ')}"/>`;
  });
  const over = lines.map(({ colour, points, dashed }) => `<polyline class="line ${colour}-stroke"${dashed ? ' stroke-dasharray="6 5"' : ''} points="${
    points.map(([px, py]) => `${place(x, px, LEFT, INNER_WIDTH)},${height(y, py)}`).join(' ')}"/>`);
  return frame(title, description, [grid(y), xTicks(x), ...areas, ...over, axisLabels(x.label, y.label)],
    [...layers, ...lines.map(line => ({ ...line, line: true }))]);
}

/** Groups of bars, each bar stacked from the layers' values; bars are counted through all groups. */
export function barChart(title: string, description: string, y: Axis, groups: readonly BarGroup[], layers: readonly Layer[]): string {
  const total = groups.reduce((sum, { bars }) => sum + bars.length, 0);
  // A gap between groups is as wide as a bar.
  const slot = INNER_WIDTH / (total + groups.length);
  const parts: string[] = [];
  let bar = 0;
  groups.forEach(({ label: name, bars }, group) => {
    const start = LEFT + (bar + group + 0.5) * slot;
    bars.forEach((barName, index) => {
      const left = start + index * slot;
      let below = 0;
      for (const { colour, values } of layers) {
        const top = height(y, below + values[bar]);
        const bottom = height(y, below);
        const box = `x="${round(left + slot * 0.08)}" y="${top}" width="${round(slot * 0.84)}" height="${round(bottom - top)}"`;
        if (bottom > top) parts.push(`<rect class="${colour}" ${box}/>`);
        below += values[bar];
      }
      parts.push(text(left + slot / 2, FLOOR + 15, barName, 'tick', 'middle'));
      bar++;
    });
    parts.push(text(start + bars.length * slot / 2, FLOOR + 33, name, 'label', 'middle'));
  });
  return frame(title, description, [grid(y), ...parts, axisLabels('', y.label)], layers);
}

interface LegendEntry {
  readonly name: string;
  readonly colour: Colour;
  readonly line?: boolean;
  readonly dashed?: boolean;
}

function frame(title: string, description: string, parts: readonly string[], legend: readonly LegendEntry[]): string {
  let left = LEFT;
  const entries = legend.map(({ name, colour, line, dashed }) => {
    const symbol = line
      ? `<line class="line ${colour}-stroke" x1="${left}" y1="60" x2="${left + 18}" y2="60"${dashed ? ' stroke-dasharray="6 5"' : ''}/>`
      : `<rect class="${colour}" x="${left}" y="54" width="12" height="12" rx="2"/>`;
    const entry = symbol + text(left + (line ? 24 : 18), 64, name, 'tick legend');
    // Text can't be measured here; an average width keeps entries apart.
    left += (line ? 24 : 18) + Math.round(name.length * 6.4) + 22;
    return entry;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title description">
<title id="title">${escape(title)}</title>
<desc id="description">${escape(description)}</desc>
<style>
${styles(LIGHT)}
@media (prefers-color-scheme: dark) {
${styles(DARK)}
}
text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
.title { font-size: 17px; font-weight: 600; }
.label { font-size: 13px; }
.tick { font-size: 12px; }
.line { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
</style>
<rect class="background" width="${WIDTH}" height="${HEIGHT}" rx="8"/>
${text(LEFT, 34, title, 'title')}
${entries.join('\n')}
${parts.join('\n')}
</svg>
`;
}

function styles(colours: typeof LIGHT): string {
  const fills = Object.values(Colour).map(name => `.${name} { fill: ${colours[name]}; } .${name}-stroke { stroke: ${colours[name]}; }`);
  return [
    `.background { fill: ${colours.background}; }`,
    `text { fill: ${colours.text}; } .tick { fill: ${colours.faint}; } .legend { fill: ${colours.text}; }`,
    `.grid { stroke: ${colours.grid}; }`,
    ...fills,
  ].join('\n');
}

function grid(y: Axis): string {
  return ticks(y).map(value => {
    const at = height(y, value);
    return `<line class="grid" x1="${LEFT}" y1="${at}" x2="${WIDTH - RIGHT}" y2="${at}"/>${text(LEFT - 8, at + 4, label(y, value), 'tick', 'end')}`;
  }).join('\n');
}

function xTicks(x: Axis): string {
  return ticks(x).map(value => {
    const at = place(x, value, LEFT, INNER_WIDTH);
    return `<line class="grid" x1="${at}" y1="${FLOOR}" x2="${at}" y2="${FLOOR + 5}"/>${text(at, FLOOR + 19, label(x, value), 'tick', 'middle')}`;
  }).join('\n');
}

function axisLabels(x: string, y: string): string {
  const middle = (TOP + FLOOR) / 2;
  return [
    x ? text(LEFT + INNER_WIDTH / 2, HEIGHT - 18, x, 'label', 'middle') : '',
    `<text class="label" x="20" y="${middle}" text-anchor="middle" transform="rotate(-90 20 ${middle})">${escape(y)}</text>`,
  ].join('\n');
}

function ticks(axis: Axis): number[] {
  if (axis.ticks) return [...axis.ticks];
  if (axis.logarithmic) {
    const values: number[] = [];
    for (let decade = Math.ceil(Math.log10(axis.min) - 1e-9); decade <= Math.log10(axis.max) + 1e-9; decade++) values.push(10 ** decade);
    return values;
  }
  const rough = (axis.max - axis.min) / 6;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * magnitude).find(candidate => candidate >= rough) ?? rough;
  const values: number[] = [];
  for (let value = Math.ceil(axis.min / step) * step; value <= axis.max + step * 1e-9; value += step) values.push(round(value, 6));
  return values;
}

function label(axis: Axis, value: number): string {
  if (axis.format) return axis.format(value);
  if (value >= 1e6) return `${round(value / 1e6, 2)}M`;
  return value >= 1000 ? `${round(value / 1000, 2)}k` : String(round(value, 3));
}

function height(y: Axis, value: number): number {
  return place(y, value, FLOOR, TOP - FLOOR);
}

/** Where a value falls on a stretch of the drawing; what lies outside the axis goes to its end. */
function place(axis: Axis, value: number, start: number, length: number): number {
  const scale = axis.logarithmic ? Math.log10 : (plain: number) => plain;
  const clamped = Math.min(axis.max, Math.max(axis.min, value));
  return round(start + length * (scale(clamped) - scale(axis.min)) / (scale(axis.max) - scale(axis.min)));
}

function text(x: number, y: number, content: string, style: string, anchor = 'start'): string {
  return `<text class="${style}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escape(content)}</text>`;
}

/** Rounded, so that the last bits of a computation don't change the file. */
function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

function escape(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
