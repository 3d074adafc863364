import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const PAGE = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
const file = (path: string) => readFileSync(join(EXAMPLES, path), 'utf8');

test('every example is on the page', () => {
  const directories = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(directories.filter((name) => !PAGE.includes(`](${name})`))).toEqual([]);
});

test('the page names the packages that the apps refer to', () => {
  expect(file('go/go.mod')).toContain(/go get (\S+)@latest/.exec(PAGE)![1]);
  expect(file('csharp/OrderIntake.csproj')).toContain(`"${/dotnet add package (\w+)/.exec(PAGE)![1]}"`);
  expect(file('java/pom.xml')).toContain(/`pom.xml`, `(\S+)`/.exec(PAGE)![1]);
  expect(file('python/requirements.txt')).toMatch(/^cdk-order-processing-platform$/m);
});

test('the parts that it names are those of `npm run examples`', () => {
  const [, parts] = /a part: (.+)$/m.exec(PAGE)!;
  expect(readFileSync(join(__dirname, '..', 'language-apps', 'synthesize-apps.ts'), 'utf8')).toContain(`-- ${parts.split(', ').join('|')}]`);
});
