import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LINT_EXCEPTIONS, LintException } from './exceptions';
import { PythonEnvironment, pythonOf } from '../../tools/processes/python-environment';

const CFN_LINT: PythonEnvironment = {
  directory: 'venv-cfn-lint',
  requirements: join(__dirname, 'requirements.txt'),
  software: 'cfn-lint',
  user: 'cfn-lint',
  oldestMinor: 10,
};

/** Not its console script, which names the directory that the environment was built in. */
const CFN_LINT_MAIN = 'import sys; from cfnlint.runner.cli import main; sys.exit(main())';
const DEFAULT_REGION = 'us-east-1';
const LONGEST_OUTPUT = 64_000_000;

/** A template to look at. */
export interface LintedTemplate {
  readonly name: string;
  readonly template: any;
  /** Region whose resource types it may use; us-east-1 if absent. */
  readonly region?: string;
}

/** What cfn-lint has to say. */
export interface LintResult {
  /** Findings that no exception expects, one a line. */
  readonly unexpected: string[];
  /** Exceptions that matched something. */
  readonly used: Set<LintException>;
}

/** As `--format json` writes it. */
interface Match {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Location: { readonly Path: (string | number)[] };
}

/**
 * Runs cfn-lint over templates: errors and warnings of its default rules.
 *
 * @throws an error if cfn-lint itself fails
 */
export async function lint(templates: readonly LintedTemplate[], onProgress: (message: string) => void, signal?: AbortSignal): Promise<LintResult> {
  const python = await pythonOf(CFN_LINT, onProgress, signal);
  const directory = mkdtempSync(join(tmpdir(), 'templates-'));
  const result: LintResult = { unexpected: [], used: new Set() };
  try {
    for (const region of new Set(templates.map(({ region: one = DEFAULT_REGION }) => one))) {
      const ofRegion = templates.filter((one) => (one.region ?? DEFAULT_REGION) === region);
      const files = ofRegion.map(({ template }, index) => {
        const file = join(directory, `${index}.json`);
        writeFileSync(file, JSON.stringify(template));
        return file;
      });
      for (const match of await run(python, ['--regions', region, '--', ...files], signal)) {
        const { name, template } = ofRegion[Number(basename(match.Filename, '.json'))];
        judge(result, name, template, match);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return result;
}

function judge({ unexpected, used }: LintResult, name: string, template: any, { Rule, Message, Location: { Path } }: Match): void {
  const resourceType = Path[0] === 'Resources' ? template.Resources[Path[1]]?.Type : undefined;
  const exception = LINT_EXCEPTIONS.find((one) => one.rule === Rule.Id && one.resourceType === resourceType && (one.template ?? name) === name);
  if (exception) used.add(exception);
  else unexpected.push(`${name}: ${Rule.Id} ${Message} (${Path.join('/')}${resourceType ? `, ${resourceType}` : ''})`);
}

/** The exit code only says whether something was found: what was is on standard output. */
async function run(python: string, args: string[], signal: AbortSignal | undefined): Promise<Match[]> {
  return new Promise((resolve, reject) => {
    execFile(python, ['-c', CFN_LINT_MAIN, '--format', 'json', ...args], { signal, maxBuffer: LONGEST_OUTPUT }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(signal?.aborted ? signal.reason : new Error(`cfn-lint failed: ${stderr || error?.message}`));
      }
    });
  });
}
