import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { API } from './deployed-api';
import { pythonOf } from '../../../tools/processes/python-environment';

jest.setTimeout(600_000);

const PROJECT_ROOT = join(__dirname, '..', '..', '..');
const SEED = 1;
const EXAMPLES = 200;

/** Checks that are about what API Gateway, not the handler, answers. */
const NOT_OURS = [
  // Other methods have no route: an HTTP API answers 404, where 405 would be right.
  'unsupported_method',
];

interface Har {
  readonly log: { readonly entries: readonly { readonly response: { readonly status: number } }[] };
}

test('Schemathesis finds no answer that the OpenAPI document does not promise', async () => {
  const python = await pythonOf({
    directory: 'schemathesis',
    requirements: join(__dirname, 'requirements.txt'),
    software: 'Schemathesis',
    user: 'The test of the API\'s contract',
    oldestMinor: 11,
  });
  const folder = mkdtempSync(join(tmpdir(), 'schemathesis-'));
  try {
    const env = { ...process.env, HYPOTHESIS_STORAGE_DIRECTORY: folder, PYTHONPATH: __dirname, PYTHONDONTWRITEBYTECODE: '1', SCHEMATHESIS_HOOKS: 'schemathesis_hooks' };
    const report = join(folder, 'report.har');
    const { stdout } = await promisify(execFile)(python, [
      '-c', 'import schemathesis.cli; schemathesis.cli.schemathesis()', 'run', join(PROJECT_ROOT, 'docs', 'openapi.json'), '--url', API.endpoint, '-H', `Host: ${API.host}`,
      '--phases', 'examples,coverage,fuzzing', '-n', String(EXAMPLES), '--seed', String(SEED), '--generation-database', 'none',
      '--exclude-checks', NOT_OURS.join(), '--report', 'har', '--report-har-path', report, '--no-color',
    ], { maxBuffer: 64 * 1024 * 1024, env, cwd: folder }).catch((error) => {
      throw new Error(`${error.message}\n${error.stdout}`);
    });
    const { log: { entries } } = JSON.parse(readFileSync(report, 'utf8')) as Har;
    const statuses = new Map<number, number>();
    for (const { response: { status } } of entries) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    console.info(`${entries.length} requests, answers by status: ${JSON.stringify(Object.fromEntries(statuses))}\n${stdout.slice(-600)}`);

    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([201, 400, 415, 422]));
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
