import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** Each app that CI installs and synthesizes, by the language it is shown under. */
const APPS = [
  { language: 'Python', file: 'python/app.py', fence: 'python' },
  { language: 'Java', file: 'java/src/main/java/com/acme/orders/OrderIntakeApp.java', fence: 'java' },
  { language: 'Go', file: 'go/main.go', fence: 'go' },
  { language: 'C#', file: 'csharp/Program.cs', fence: 'csharp' },
];

/** The apps of examples/ as they stand, for readers of other languages than TypeScript. */
export function quickStart(): string {
  return APPS.map(({ language, file, fence }) =>
    `**${language}** ([examples/${file}](examples/${file}))\n\n\`\`\`${fence}\n${readFileSync(join(EXAMPLES, file), 'utf8').trim()}\n\`\`\``).join('\n\n');
}
