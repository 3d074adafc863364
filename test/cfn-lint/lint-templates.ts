import { lint } from './cfn-lint';
import { LINT_EXCEPTIONS } from './exceptions';
import { lintedTemplates } from './linted-templates';
import { ArgumentError, runScript } from '../../tools/processes/script';

const USAGE = 'Usage: npm run lint:templates\n\nWrites every kind of template that the library makes and runs cfn-lint on them: no error and no warning passes, '
  + 'except those of test/cfn-lint/exceptions.ts.';

async function lintTemplates(args: string[], signal: AbortSignal): Promise<void> {
  if (args.length > 0) throw new ArgumentError(`Unknown argument: ${args[0]}`);
  const templates = lintedTemplates();
  const { unexpected, used } = await lint(templates, console.log, signal);
  signal.throwIfAborted();
  const problems = [
    ...unexpected,
    ...LINT_EXCEPTIONS.filter((one) => !used.has(one)).map(({ rule, resourceType }) => `The exception for ${rule} on ${resourceType} is needed nowhere.`),
  ];
  if (problems.length > 0) throw new Error(`cfn-lint:\n${problems.join('\n')}`);
  console.log(`cfn-lint: ${templates.length} templates, no error, no warning but the ${used.size} exceptions: ${templates.map(({ name }) => name).join(', ')}`);
}

runScript(lintTemplates, USAGE);
