import { readFileSync } from 'node:fs';
import { costDocument } from '../../../bench/cost/document';
import { COST_SECTION, costSection } from '../../../bench/cost/readme-section';
import { replaceSection } from '../../../tools/documents/readme-section';

const page = readFileSync('docs/cost.md', 'utf8');
const readme = readFileSync('README.md', 'utf8');

test('docs/cost.md is what `npm run cost` writes', () => {
  expect(costDocument()).toBe(page);
});

test('the cost section of the README is what `npm run cost` writes', () => {
  expect(replaceSection(readme, COST_SECTION, costSection())).toBe(readme);
});

test('the short table shows the totals of the long ones', () => {
  const totals = page.split('\n').filter(line => line.startsWith('| **Total** ')).map(line => line.match(/[\d.,]+/g));
  const rows = costSection().split('\n').filter(line => /^\| `/.test(line)).map(line => line.match(/[\d.,]+/g)!.slice(0, 3));
  expect(totals).toHaveLength(2);
  expect(rows).toEqual(totals);
});

test('a README without the marks of the section is refused', () => {
  const { begin, end } = COST_SECTION;

  expect(replaceSection(`a\n${begin}\nold\n${end}\nb`, COST_SECTION, 'new')).toBe(`a\n${begin}\nnew\n${end}\nb`);
  expect(() => replaceSection('no marks', COST_SECTION, 'new')).toThrow('README.md must hold the lines');
});
