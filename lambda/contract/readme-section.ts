const BEGIN = '<!-- members of an order: written by `npm run contract` -->';
const END = '<!-- end of members of an order -->';

/**
 * The README with a new text between the marks of its generated section.
 *
 * @throws Error if the README lost the marks
 */
export function replaceSection(readme: string, text: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md must hold the lines \`${BEGIN}\` and \`${END}\``);
  return `${readme.slice(0, begin + BEGIN.length)}\n${text}\n${readme.slice(end)}`;
}
