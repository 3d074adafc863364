import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROWS } from '../proof/rows';

const PROJECT_ROOT = join(__dirname, '..', '..');
const MODEL = readFileSync(join(PROJECT_ROOT, 'docs/threat-model.md'), 'utf8');

const THREATS = [...MODEL.matchAll(/^\| (.+?) \| (\*\*.+?) \| (.+?) \| (.+) \|$/gm)].map(([, flow, threat, , shownBy]) => ({
  flow, threat, categories: [...threat.matchAll(/\*\*([A-Z])\*\*/g)].map(([, category]) => category), evidence: [...shownBy.matchAll(/`([^`]+)`(?: "([^"]+)")?/g)],
}));

test('every flow has a threat, and every threat is of a flow', () => {
  const [, list] = /^Flows: ([^.]+)\.$/m.exec(MODEL)!;
  const flows = list.split(/,\s+/);

  expect(new Set(THREATS.map(({ flow }) => flow))).toEqual(new Set(flows));
});

test('the internet\'s side is looked at for all of STRIDE, and so is the whole', () => {
  const categories = (threats: typeof THREATS) => [...new Set(threats.flatMap((threat) => threat.categories))].sort().join('');

  expect(categories(THREATS)).toBe('DEIRST');
  expect(categories(THREATS.filter(({ flow }) => flow === 'caller → API'))).toBe('DEIRST');
});

test.each(THREATS)('$flow, $threat: what shows its control exists', ({ categories, evidence }) => {
  const rows = ROWS.map(({ id }) => id);
  expect(categories.length).toBeGreaterThan(0);
  expect(evidence.length).toBeGreaterThan(0);
  for (const [, name, testName] of evidence) {
    if (name.endsWith('/*')) {
      expect(rows.filter((id) => id.startsWith(name.slice(0, -1))).length).toBeGreaterThan(0);
    } else if (existsSync(join(PROJECT_ROOT, name))) {
      // As it stands in the source.
      if (testName) expect(readFileSync(join(PROJECT_ROOT, name), 'utf8').replaceAll('\\\'', '\'')).toContain(`('${testName}`);
    } else {
      expect(rows).toContain(name);
    }
  }
});
