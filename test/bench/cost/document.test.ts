import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costDocument } from '../../../bench/cost/document';
import { COST_SECTION, costSection } from '../../../bench/cost/readme-section';
import { handlerFigures } from '../../../bench/handler-figures';
import { replaceSection } from '../../../docs/readme-section';

// Seconds of computing, many more on a busy machine.
jest.setTimeout(600_000);

function file(path: string): string {
  return readFileSync(join(__dirname, '../../..', path), 'utf8');
}

test('docs/cost.md is what `npm run cost` writes', () => {
  expect(costDocument(handlerFigures())).toBe(file('docs/cost.md'));
});

test('the cost section of the README is what `npm run cost` writes', () => {
  expect(replaceSection(file('README.md'), COST_SECTION, costSection(handlerFigures()))).toBe(file('README.md'));
});

test('the short table shows the totals of the long ones', () => {
  const totals = file('docs/cost.md').split('\n').filter(line => line.startsWith('| **Total** ')).map(line => line.match(/[\d.,]+/g));
  const rows = costSection(handlerFigures()).split('\n').filter(line => /^\| `/.test(line)).map(line => line.match(/[\d.,]+/g)!.slice(0, 3));
  expect(totals).toHaveLength(2);
  expect(rows).toEqual(totals);
});

test('a README without the marks of the section is refused', () => {
  const { begin, end } = COST_SECTION;

  expect(replaceSection(`a\n${begin}\nold\n${end}\nb`, COST_SECTION, 'new')).toBe(`a\n${begin}\nnew\n${end}\nb`);
  expect(() => replaceSection('no marks', COST_SECTION, 'new')).toThrow('README.md must hold the lines');
});
