import { jsonPointer, MAX_POINTER_LENGTH } from './json-pointer';
import type { Violation } from '../problem';

const MAX_LISTED = 100;
/** UTF-8 bytes of all pointers and details together: keeps an answer far below the 6 MB that Lambda passes on. */
const MAX_LISTED_BYTES = 64 * 1024;

/** Where a violation is. The request decides how long its parts are: they are read only as far as they are listed. */
export interface Place {
  /** Pointer to start from; absent for the body as a whole. */
  readonly pointer?: string;
  /** Member names and array positions from there. */
  readonly path: readonly (string | number)[];
}

/** The violations of one request: all are counted, and the first listed, as many as an answer can hold. */
export class ViolationList {
  readonly listed: Violation[] = [];
  private bytes = 0;
  private found = 0;

  get count(): number {
    return this.found;
  }

  add(place: Place, detail: string, rule: string): void {
    const isListing = this.listed.length === this.found++;
    if (!isListing || this.found > MAX_LISTED) return;
    const violation = violationAt(place, detail, rule);
    this.bytes += Buffer.byteLength(violation.pointer) + Buffer.byteLength(violation.detail);
    if (this.found === 1 || this.bytes <= MAX_LISTED_BYTES) this.listed.push(violation);
  }

  /** A sentence that tells how much is left out, if something is. */
  summary(what: string): string {
    const { count, listed: { length } } = this;
    return length < count ? `${what} in ${count} places, of which the first ${length} are listed.` : `${what}.`;
  }
}

/** One violation. A place whose pointer is too long is told by its nearest ancestor. */
export function violationAt({ pointer = '', path }: Place, detail: string, rule: string): Violation {
  if (!isShort(pointer)) return { pointer: shortAncestor(pointer), detail: within(detail), rule };
  let end = pointer;
  for (const step of path) {
    const next = isShort(String(step)) ? end + jsonPointer([step]) : undefined;
    if (next === undefined || !isShort(next)) return { pointer: end, detail: within(detail), rule };
    end = next;
  }
  return { pointer: end, detail, rule };
}

function shortAncestor(pointer: string): string {
  const start = pointer.slice(0, MAX_POINTER_LENGTH + 1);
  return start.slice(0, start.lastIndexOf('/'));
}

function within(detail: string): string {
  return `${detail} (somewhere within: the pointer to the place is too long to list)`;
}

function isShort(text: string): boolean {
  return text.length <= MAX_POINTER_LENGTH;
}
