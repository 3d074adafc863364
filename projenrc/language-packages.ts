import { awscdk } from 'projen';

/** Modules of which the checksum database behind some Go proxies lacks records. examples/go/go.sum pins what they must be. */
const GO_MODULES_WITHOUT_RECORD = [
  'github.com/aws/aws-cdk-go/awscdk',
  'github.com/cdklabs/cloud-assembly-schema-go',
].join(',');

/** Adapts projen's packaging of each language to what may be published and to the machines that build it. */
export function packageLanguages(project: awscdk.AwsCdkConstructLibrary): void {
  const task = (language: string) => project.tasks.tryFind(`package:${language}`)!;

  // What is published is listed, so that nothing new is published by accident.
  project.package.addField('files', ['.jsii', '.jsii.tabl.json', 'assets', 'lib', 'docs/order-event.d.ts', 'docs/order-event.schema.json']);
  project.package.addField('exports', {
    '.': { types: './lib/index.d.ts', default: './lib/index.js' },
    './order-event': { types: './docs/order-event.d.ts' },
    './order-event.schema.json': './docs/order-event.schema.json',
    './.jsii': './.jsii',
    './package.json': './package.json',
  });
  // For `moduleResolution` node10, which knows no `exports`.
  project.package.addField('typesVersions', { '*': { 'order-event': ['docs/order-event.d.ts'] } });
  task('js').prependExec('node -e "fs.rmSync(\'dist/js\', { recursive: true, force: true })"');
  task('js').exec('node --import tsx --test --test-reporter spec test/package/npm-tarball.ts', { name: 'check the npm tarball' });

  // Examples are in each language's own: those that the task `snippets` has translated with their types, and others as well as can be.
  const pack = (language: string) => `jsii-pacmak -v --target ${language} --rosetta-unknown-snippets=translate`;
  project.addGitIgnore('.jsii.tabl.json');

  task('python').reset(pack('python'));
  task('python').exec('node --import tsx --test --test-reporter spec test/package/python-wheel.ts', { name: 'check the Python wheel' });

  task('java').reset(`${pack('java')} --maven-local-repository .local/maven`);

  task('go').reset(pack('go'));
  task('go').env('GONOSUMDB', GO_MODULES_WITHOUT_RECORD);

  // Without the .NET SDK the sources are generated, and the workflow `ci` compiles them.
  task('dotnet').reset(`bash -c '${pack('dotnet')} $(command -v dotnet >/dev/null || echo --code-only)'`);
}
