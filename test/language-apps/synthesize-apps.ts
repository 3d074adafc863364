import assert from 'node:assert/strict';
import { run } from './command';
import { copyOfExample } from './directories';
import { hasDotnet } from './dotnet';
import { LANGUAGE_APPS } from './language-apps';
import { installIntoNodeApp } from './node-app';
import { nodeEnvironment } from './node-version';
import { assertSeedResources } from './seed-resources';
import { assertShop } from './shop-template';
import { synthesize, Template } from './synthesis';
import { lint } from '../cfn-lint/cfn-lint';

// `npm run examples [-- languages|versions|shop|caching|fulfilment]`: every app of examples/ installs the built packages and synthesizes.

/** The oldest aws-cdk-lib that the package accepts, and the newest that it was tried with. With CDK_LATEST=true also the newest that npm has. */
const CDK_VERSIONS = ['2.257.0', '2.276.0', ...process.env.CDK_LATEST === 'true' ? ['latest'] : []];
const NODE_VERSIONS = [20, 22, 24];
// Of the runtime of the other languages: a warning on each start that says nothing about the package.
const QUIET = { JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

const times: [string, string][] = [];

async function timed<Result>(name: string, action: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await action();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  times.push([name, seconds]);
  console.log(`${name.padEnd(60)} ${seconds.padStart(6)} s`);
  return result;
}

async function languagesAgree(): Promise<void> {
  const templates: Record<string, Record<string, Template>> = {};
  for (const [language, install] of Object.entries(LANGUAGE_APPS)) {
    const directory = await timed(`${language}: install`, install);
    templates[language] = await timed(`${language}: synthesize`, () => synthesize(directory, QUIET));
    assert.deepEqual(Object.keys(templates[language]), ['OrderIntake.template.json']);
    assert.deepEqual(templates[language], templates.TypeScript, `the template in ${language} differs from that in TypeScript`);
  }
  console.log(`Equal templates from ${Object.keys(templates).join(', ')}.${hasDotnet() ? '' : ' The C# app is not built: there is no .NET SDK.'}`);
}

/** Apps that run with each aws-cdk-lib and each Node.js, and their stacks. */
const VERSIONED_APPS = { minimal: ['Account', 'Agnostic'], typescript: ['OrderIntake'] };

async function versionsHoldEverything(): Promise<void> {
  for (const cdkVersion of CDK_VERSIONS) {
    for (const [app, stacks] of Object.entries(VERSIONED_APPS)) {
      const name = `${app}, aws-cdk-lib ${cdkVersion}`;
      const directory = copyOfExample(app, `${app}-${cdkVersion}`);
      // Only a CLI of the same time reads what the newest library writes.
      const packages = [`aws-cdk-lib@${cdkVersion}`, ...cdkVersion === 'latest' ? ['aws-cdk@latest'] : []];
      await timed(`${name}: install`, () => installIntoNodeApp(directory, ...packages));
      run('npx', ['tsc'], { cwd: directory });
      for (const node of NODE_VERSIONS) {
        const environment = nodeEnvironment(node);
        const templates = await timed(`${name}, Node.js ${node}: synthesize`, () => synthesize(directory, environment));
        assert.deepEqual(Object.keys(templates).sort(), stacks.map((stack) => `${stack}.template.json`));
        for (const template of Object.values(templates)) assertSeedResources(template);
      }
    }
  }
  console.log('Every resource and output of the requirement is in each template, with and without account and region.');
}

/** Installs an example, checks its types, synthesizes its one stack, has cfn-lint look at it, and returns the template. */
async function synthesizedExample(example: string, stack: string): Promise<Template> {
  const directory = copyOfExample(example);
  await timed(`${stack}: install`, () => installIntoNodeApp(directory));
  await timed(`${stack}: type check`, () => run('npx', ['tsc'], { cwd: directory }));
  const { [`${stack}.template.json`]: template } = await timed(`${stack}: synthesize`, () => synthesize(directory));
  const { unexpected } = await timed(`${stack}: cfn-lint`, () => lint([{ name: example, template }], console.log));
  assert.deepEqual(unexpected, [], `cfn-lint finds something in the example ${example}`);
  return template;
}

/** Asserts that an example has what makes it that example. */
async function exampleSynthesizes(example: string, stack: string, expectedTypes: readonly string[]): Promise<void> {
  const types = new Set(Object.values((await synthesizedExample(example, stack)).Resources).map((resource) => resource.Type));
  for (const type of expectedTypes) assert.ok(types.has(type), `the example ${example} has no ${type}`);
}

const shopSynthesizes = async () => assertShop(await synthesizedExample('shop', 'Shop'));

const cachingSynthesizes = () => exampleSynthesizes('caching', 'Caching', [
  'AWS::ApiGatewayV2::Authorizer', 'AWS::CloudFront::Distribution', 'AWS::CloudFront::CachePolicy', 'AWS::SecretsManager::Secret',
]);

const fulfilmentSynthesizes = () => exampleSynthesizes('fulfilment', 'Fulfilment', [
  'AWS::Events::ApiDestination', 'AWS::Events::Connection', 'AWS::Lambda::EventInvokeConfig',
]);

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  languages: languagesAgree,
  versions: versionsHoldEverything,
  shop: shopSynthesizes,
  caching: cachingSynthesizes,
  fulfilment: fulfilmentSynthesizes,
};

async function main(names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!(name in PARTS)) throw new Error(`There is no part ${name}: name any of ${Object.keys(PARTS).join(', ')}, or none for all.`);
    await PARTS[name]();
  }
  const total = times.reduce((sum, [, seconds]) => sum + Number(seconds), 0);
  console.log(`${'Total'.padEnd(60)} ${total.toFixed(1).padStart(6)} s`);
}

main(process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
