// What DynamoDB stores and JavaScript computes without loss.
const SMALLEST_STORABLE = 1e-130;
const PLAIN_INTEGER = /^-?\d{1,15}$/;

/** Whether a JSON number survives being read as a double and stored in DynamoDB: digit for digit the same amount. */
export function isExact(literal: string, value: number): boolean {
  if (PLAIN_INTEGER.test(literal)) return true;
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER
    && (value === 0 || Math.abs(value) >= SMALLEST_STORABLE)
    && normalized(literal) === normalized(String(value));
}

/** Significant digits and exponent, the same for every way of writing one number. */
function normalized(literal: string): string {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal)!;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** `/0+$/` takes the square of the time on many zeros that are not the last digits. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
