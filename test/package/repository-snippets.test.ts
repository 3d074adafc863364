import { join } from 'node:path';
import { repositorySnippetErrors, withoutRepositorySnippets } from './repository-snippets';

const ROOT = join(__dirname, '..', '..');
const page = (code: string) => ({ path: 'docs/page.md', markdown: `# Page\n\n\`\`\`ts\n${code}\n\`\`\`\n` });

const IMPORT = "import { startMiniStack } from '../tools/local-aws/ministack';\n\n";

test('a snippet that imports this repository\'s tests is checked as a file of them', () => {
  expect(repositorySnippetErrors([page(`${IMPORT}void startMiniStack();`)], ROOT)).toEqual([]);
  expect(repositorySnippetErrors([page(`${IMPORT}await startMiniStuck();`)], ROOT)).toEqual([
    'docs/page.md:4:1 - error TS6133: \'startMiniStack\' is declared but its value is never read.',
    'docs/page.md:6:1 - error TS1309: The current file is a CommonJS module and cannot use \'await\' at the top level.',
    'docs/page.md:6:7 - error TS2552: Cannot find name \'startMiniStuck\'. Did you mean \'startMiniStack\'?',
  ]);
});

test('jsii-rosetta gets the others only, at the same lines', () => {
  const own = page(`${IMPORT}void startMiniStack();`);
  const { markdown } = withoutRepositorySnippets(own);

  expect(markdown).toBe(own.markdown.replace('```ts', '```text'));
  expect(withoutRepositorySnippets(page('new OrderProcessingPlatform(this, \'Orders\');')).markdown).toContain('```ts\n');
});
