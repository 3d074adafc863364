/** A replacement in one file; `old` occurs there exactly once. */
export type Edit = readonly [file: string, old: string, replacement: string];

/** A promise that is broken on purpose, to see that a row of the proof notices. */
export interface Mutation {
  /** Id of the row that must fail. */
  readonly row: string;

  /** What is broken, in a few words. */
  readonly broken: string;

  readonly edits: readonly Edit[];
}

/** The text after the edit. */
export function edited(text: string, [file, old, replacement]: Edit): string {
  const occurrences = text.split(old).length - 1;
  if (occurrences !== 1) throw new Error(`${file} holds ${JSON.stringify(old)} ${occurrences} times instead of once`);
  return text.replace(old, () => replacement);
}
