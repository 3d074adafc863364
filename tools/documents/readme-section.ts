/** The lines in README.md between which a command writes. */
export interface SectionMarks {
  readonly begin: string;
  readonly end: string;
}

/**
 * The README with a new text between the marks of a generated section.
 *
 * @throws Error if the README lost the marks
 */
export function replaceSection(readme: string, { begin, end }: SectionMarks, text: string): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md must hold the lines \`${begin}\` and \`${end}\``);
  return `${readme.slice(0, from + begin.length)}\n${text}\n${readme.slice(to)}`;
}
