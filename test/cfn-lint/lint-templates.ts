import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { PythonEnvironment, pythonOf } from '../local-aws/python-environment';
import { ArgumentError, runScript } from '../local-aws/script';
import { TEMPLATE_VARIANTS } from '../template-variants';

const USAGE = 'Usage: npm run lint:templates\n\nWrites every kind of template that the library makes and runs cfn-lint on them: no error and no warning passes.';

const CFN_LINT: PythonEnvironment = {
  directory: 'venv-cfn-lint',
  requirements: join(__dirname, 'requirements.txt'),
  software: 'cfn-lint',
  user: 'npm run lint:templates',
  oldestMinor: 10,
};

/** Not its console script, which names the directory that the environment was built in. */
const CFN_LINT_MAIN = 'import sys; from cfnlint.runner.cli import main; sys.exit(main())';

/**
 * `W3005`, a dependency that a reference implies already: CDK's own Function and HttpStage write it out beside one on the role's policy, which
 * nothing implies.
 */
const IGNORED = ['W3005'];

async function lintTemplates(args: string[], signal: AbortSignal): Promise<void> {
  if (args.length > 0) throw new ArgumentError(`Unknown argument: ${args[0]}`);
  const python = await pythonOf(CFN_LINT, console.log, signal);
  const directory = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    const files = Object.entries(TEMPLATE_VARIANTS).map(([name, variant]) => {
      const file = join(directory, `${name}.template.json`);
      writeFileSync(file, JSON.stringify(Template.fromStack(variant()).toJSON(), null, 1));
      return file;
    });
    const child = spawn(python, ['-c', CFN_LINT_MAIN, '--ignore-checks', ...IGNORED, '--', ...files], { stdio: ['ignore', 'inherit', 'inherit'], signal });
    const [exitCode] = await once(child, 'close');
    signal.throwIfAborted();
    if (exitCode !== 0) throw new Error(`cfn-lint found something (exit code ${exitCode}).`);
    console.log(`cfn-lint: ${files.length} templates, no error, no warning: ${Object.keys(TEMPLATE_VARIANTS).join(', ')}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

runScript(lintTemplates, USAGE);
