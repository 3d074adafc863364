/** A Markdown table; the first column is aligned left, the others right unless `left` says more. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], left = 1): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_cell, column) => column < left ? '---' : '---:')), ...rows.map(line)].join('\n');
}

/** US dollars with cents; what is less than half a cent but not nothing shows as `<0.01`. */
export function usd(amount: number): string {
  if (amount > 0 && amount < 0.005) return '<0.01';
  return amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** An integer with thousands separated. */
export function count(value: number): string {
  return Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share as a percentage: two digits where they tell something. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0%';
  if (value < 0.01) return '<0.01%';
  if (value > 99.99 && value < 100) return '>99.99%';
  return `${value >= 99 && value < 100 || value < 1 ? value.toFixed(2) : value.toFixed(1).replace(/\.0$/, '')}%`;
}
