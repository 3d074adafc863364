// `npm run mutation`: changes src/ and lambda/ in one place after the other and expects a test to fail. CONTRIBUTING says how to look at one folder.
export default {
  mutate: ['src/**/*.ts', 'lambda/**/*.ts', '!**/*.d.ts', '!**/*.generated.ts'],
  testRunner: 'jest',
  jest: { projectType: 'custom', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  // What is computed once when a module loads would need every test anew.
  ignoreStatic: true,
  // Tests start processes of their own.
  concurrency: 1,
  timeoutMS: 20_000,
  // What runs the tests takes types away without a look.
  disableTypeChecks: false,
  // The local AWS is installed once, not in each sandbox.
  ignorePatterns: ['/.local/*', '!/.local/venv', '/.local/venv/lib64', '/dist', '/lib', '/coverage', '/test-reports', 'cdk.out', 'cdk-integ.out*'],
  tempDirName: '.local/mutation-sandbox',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: '.local/mutation/index.html' },
  jsonReporter: { fileName: '.local/mutation/mutation.json' },
  thresholds: { high: 95, low: 95, break: 95 },
  allowEmpty: false,
};
