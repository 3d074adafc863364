import { OrderEnvironment } from '../../src';
import { ENVIRONMENT_PRESETS } from '../../src/presets/environment-preset';
import { generatedSection } from '../support/generated-section';
import { presetTable } from '../support/preset-table';

const { dev, staging, prod } = ENVIRONMENT_PRESETS;

test('each environment has a preset', () => {
  expect(Object.keys(ENVIRONMENT_PRESETS)).toEqual(Object.values(OrderEnvironment));
});

test.each<[string, (keyof typeof prod)[]]>([
  ['removal policy', ['removalPolicy']],
  ['deletion protection', ['deletionProtection']],
  ['log retention of the function', ['functionLogRetention']],
  ['log retention of the API', ['apiLogRetention']],
  ['alarm periods', ['alarmPeriod']],
  ['log level', ['logLevel', 'systemLogLevel']],
  ['throttling', ['throttleRateLimit', 'throttleBurstLimit']],
  ['X-Ray', ['tracing']],
  ['contributor insights mode', ['contributorInsightsMode']],
  ['e-mail on recovery', ['notifyOnRecovery']],
])('%s depends on the environment', (_group, settings) => {
  const alike = settings.filter(setting => new Set([dev, staging, prod].map(preset => String(preset[setting]))).size === 1);
  expect(alike).toEqual([]);
});

test('prod keeps data, and logs at least as long as the others', () => {
  expect(prod.removalPolicy).toBe('retain');
  expect(prod.deletionProtection).toBe(true);
  for (const other of [dev, staging]) {
    expect(prod.functionLogRetention).toBeGreaterThan(other.functionLogRetention);
    expect(prod.apiLogRetention).toBeGreaterThan(other.apiLogRetention);
  }
});

test('prod reacts first: shortest period', () => {
  for (const other of [dev, staging]) expect(prod.alarmPeriod.toSeconds()).toBeLessThan(other.alarmPeriod.toSeconds());
});

test('prod takes the most traffic', () => {
  expect([dev, staging, prod].map(({ throttleRateLimit }) => throttleRateLimit)).toEqual([50, 500, 1000]);
});

test.each(['README.md', 'docs/presets.md'])('%s shows the presets as they are (`npm run docs:update` writes it)', file => {
  expect(generatedSection(file, 'presets', presetTable())).toBe(presetTable());
});

test('the docstring of Environment shows the presets as they are (`npm run docs:update` writes it)', () => {
  expect(generatedSection('src/presets/order-environment.ts', 'presets', presetTable(), ' * ')).toBe(presetTable());
});
