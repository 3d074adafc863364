import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alarmTable, CATALOGUED_ALARMS, COMPOSITE_SECTION, OPTIONS_FILES, runbookSection, thresholdDefault } from '../support/alarm-documents';
import { generatedPart, generatedSection } from '../support/generated-section';

const runbook = readFileSync(join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8');
const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
const BY_OPTION = CATALOGUED_ALARMS.map(alarm => [alarm.option, alarm] as const);

test('the README lists the alarms as they are (`npm run docs:update` writes them)', () => {
  expect(generatedSection('README.md', 'alarms', alarmTable())).toBe(alarmTable());
});

test.each(BY_OPTION)('the docstring of the options of %s says at what it rises (`npm run docs:update` writes it)', (option, alarm) => {
  const ofOption = new RegExp(`@default - ([^\\n]*)\\n   \\*/\\n  readonly ${option}\\?:`);
  expect(generatedPart(OPTIONS_FILES[alarm.scope], ofOption, thresholdDefault(alarm))).toBe(thresholdDefault(alarm));
});

test('docs/operations.md has a section for every alarm, with its name', () => {
  expect([...CATALOGUED_ALARMS.map(runbookSection), COMPOSITE_SECTION].filter(name => !sections.includes(name))).toEqual([]);
});

test('docs/operations.md has a section for no alarm that there is not', () => {
  const named = sections.filter(title => /^[a-z]+(-[a-z]+)+$/.test(title));
  expect(named.filter(title => ![...CATALOGUED_ALARMS.map(runbookSection), COMPOSITE_SECTION].includes(title))).toEqual([]);
});

test('no two alarms have options of one name, by which mapping and runbook tell them apart', () => {
  expect(new Set(BY_OPTION.map(([option]) => option)).size).toBe(BY_OPTION.length);
});

test.each(BY_OPTION)('%s says what happened and what to do first, in a sentence each without its full stop', (_option, { entry: { happened, remedy } }) => {
  for (const sentence of [happened, remedy]) expect(sentence).toMatch(/^[A-Z].*[^.]$/);
});
