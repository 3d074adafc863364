import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROWS } from '../proof/rows';
import { TEST_FILES } from '../support/test-files';

const PROJECT_ROOT = join(__dirname, '..', '..');
const MODEL = readFileSync(join(PROJECT_ROOT, 'docs/threat-model.md'), 'utf8');

const THREATS = [...MODEL.matchAll(/^\| (.+?) \| (\*\*.+?) \| (.+?) \| (.+) \|$/gm)].map(([, flow, threat, , shownBy]) => ({
  flow,
  threat,
  categories: [...threat.matchAll(/\*\*([A-Z])\*\*/g)].map(([, category]) => category),
  evidence: [...shownBy.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
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
  for (const name of evidence) {
    const isShown = TEST_FILES.has(name) || existsSync(join(PROJECT_ROOT, name)) || rows.some((id) => id === name || `${id.split('/')[0]}/*` === name);
    expect({ name, isShown }).toEqual({ name, isShown: true });
  }
});
