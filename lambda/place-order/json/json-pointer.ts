/** JSON pointer (RFC 6901) of a path of member names and array positions; empty for the document itself. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
