/** Characters of the longest pointer that is spelt out. Those into an order that keeps the default schema have some 80. */
export const MAX_POINTER_LENGTH = 1024;

/** JSON pointer (RFC 6901) of a path of member names and array positions; empty for the document itself. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
