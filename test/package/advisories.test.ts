import { AuditReport, bundledPackages, hasAdvisories, Severity, unacceptable } from './advisories';

const reportOf = (name: string, severity: Severity): AuditReport => ({ vulnerabilities: { [name]: { name, severity, range: '<2.0.0' } } });
const SHIPPED = new Set(['ajv']);

test('any advisory about shipped code is to act on', () => {
  expect(unacceptable(reportOf('ajv', 'low'), SHIPPED)).toEqual(['ajv <2.0.0: low, shipped in the package']);
});

test.each<Severity>(['high', 'critical'])('a %s advisory about a tool is to act on', (severity) => {
  expect(unacceptable(reportOf('jest', severity), SHIPPED)).toEqual([`jest <2.0.0: ${severity}`]);
});

test.each<Severity>(['info', 'low', 'moderate'])('a %s advisory about a tool is not', (severity) => {
  expect(unacceptable(reportOf('jest', severity), SHIPPED)).toEqual([]);
});

test.each([404, 405, 501])('a registry that answers %d has no advisories', (statusCode) => {
  expect(hasAdvisories({ statusCode, message: 'refused' })).toBe(false);
});

test('any other failure is one', () => {
  expect(() => hasAdvisories({ statusCode: 500, message: 'broken' })).toThrow('npm audit failed: broken');
  expect(() => hasAdvisories({ message: 'no lock file' })).toThrow('npm audit failed: no lock file');
});

test('an empty report is one of a registry with advisories', () => {
  expect(hasAdvisories({ vulnerabilities: {} })).toBe(true);
});

test('shipped packages are read from their licences', () => {
  const licences = 'Packages …\n\n@aws-sdk/client-dynamodb 3.1164.0 (Apache-2.0)\najv 8.17.1 (MIT)\n\nCopyright 2020 (c) somebody\n';
  expect([...bundledPackages(licences)]).toEqual(['@aws-sdk/client-dynamodb', 'ajv']);
});
