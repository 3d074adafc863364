import { PublishedFigure } from './aws-quotas-and-prices';
import { count, table } from './markdown';

/** Quotas or prices as a Markdown table with their sources. */
export function figuresTable(figures: Readonly<Record<string, PublishedFigure>>): string {
  return table(['', 'value', 'unit', 'as of', 'evidence'], Object.entries(figures).map(([name, { value, unit, source, asOf, evidence, adjustable }]) => [
    `[${words(name)}](${source})`,
    plain(value),
    adjustable ? `${unit}; raised on request` : unit,
    asOf,
    evidence,
  ]), 5);
}

/** `apiAccountRate` as `api account rate`. */
function words(name: string): string {
  return name.replace(/[A-Z0-9]+/g, part => ` ${part.toLowerCase()}`);
}

/** Without the noise of binary fractions; tiny prices as millionths. */
function plain(value: number): string {
  if (value >= 1000) return count(value);
  return value < 0.0001 ? `${Number((value * 1e6).toFixed(4))} / million` : String(Number(value.toFixed(6)));
}
