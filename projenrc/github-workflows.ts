import { awscdk, Component, github } from 'projen';
import { pinActions } from './github-actions';
import { addSiteWorkflow } from './site-workflow';

const READ_ONLY = { contents: github.workflows.JobPermission.READ };
const NODE_VERSION = '24';

/** Adds the workflows that projen does not have, and restricts those that it has. */
export function addWorkflows(project: awscdk.AwsCdkConstructLibrary): void {
  const gitHub = project.github!;
  pinActions(gitHub);

  addCheck(gitHub, 'ci', 'Everything that a pull request must pass', ['.ci/run'], {
    tools: { java: { version: '17' }, python: { version: '3.13' }, go: { version: 'stable' } },
    env: { REQUIRE_EVERY_ROW: 'true' },
    installsItself: true,
    history: true,
  });
  addCheck(gitHub, 'integ-snapshot', 'Example stack matches its snapshot', ['npm run integ:snapshot']);
  addCheck(gitHub, 'workflows', 'Workflows are well-formed and safe', ['npm run lint:workflows'], {
    tools: { go: { version: 'stable' }, python: { version: '3.13' } },
  });
  addCheck(gitHub, 'compatibility', 'API is compatible with the published one', [
    'npx projen pre-compile', 'npx projen compile', 'npm run compat',
  ]);
  // Weekly too: AWS releases a CDK when nobody changes anything.
  addCheck(gitHub, 'consumers', 'Packages work in every language', [
    'npx projen pre-compile', 'npx projen compile', 'npm run package-all', 'npm run examples',
  ], {
    tools: { java: { version: '17' }, python: { version: '3.13' }, go: { version: 'stable' }, dotnet: { version: '8.x' } },
    schedule: '29 4 * * 1',
    env: { REQUIRE_DOTNET: 'true', CDK_LATEST: "${{ github.event_name == 'schedule' }}" },
  });
  // Weekly too: an advisory is published when nobody changes anything.
  addCheck(gitHub, 'dependency-audit', 'No advisory about a dependency is known', ['npm run audit:dependencies'], {
    schedule: '43 4 * * 1', env: { REQUIRE_ADVISORIES: 'true' },
  });
  addCodeQl(gitHub);
  addSiteWorkflow(gitHub, project.name, String(project.package.manifest.repository.url).replace(/\.git$/, ''), NODE_VERSION);

  // It pushes nothing: `mutableBuild` is off.
  gitHub.tryFindWorkflow('build')!.file!.addOverride('jobs.build.permissions', READ_ONLY);
  lintTitlesWithoutRights(gitHub);
  new CheckoutsWithoutToken(project);
}

interface CheckOptions {
  readonly tools?: github.workflows.Tools;
  readonly env?: Record<string, string>;
  /** When it runs beside pull requests, as cron says it. */
  readonly schedule?: string;
  /** Whether its command installs the dependencies. @default false */
  readonly installsItself?: boolean;
  /** Whether its command looks at earlier commits. @default false */
  readonly history?: boolean;
}

function addCheck(gitHub: github.GitHub, name: string, title: string, commands: string[], options: CheckOptions = {}): void {
  const { tools, env, schedule, installsItself = false, history = false } = options;
  const workflow = gitHub.addWorkflow(name);
  workflow.on({ pullRequest: {}, workflowDispatch: {}, ...(schedule && { schedule: [{ cron: schedule }] }) });
  workflow.addJob(name, {
    name: title,
    runsOn: ['ubuntu-latest'],
    permissions: READ_ONLY,
    timeoutMinutes: 60,
    env: { CI: 'true', ...env },
    tools: { node: { version: NODE_VERSION }, ...tools },
    steps: [
      { name: 'Checkout', uses: github.ActionRefs.ACTIONS_CHECKOUT, ...(history && { with: { 'fetch-depth': 0 } }) },
      ...(installsItself ? [] : [{ name: 'Install dependencies', run: 'npm ci' }]),
      ...commands.map((command) => ({ name: command.replace(/^(npm run|npx projen) /, ''), run: command })),
    ],
  });
}

function addCodeQl(gitHub: github.GitHub): void {
  const workflow = gitHub.addWorkflow('codeql');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, schedule: [{ cron: '17 4 * * 1' }] });
  workflow.addJob('analyze', {
    name: 'CodeQL',
    runsOn: ['ubuntu-latest'],
    permissions: { ...READ_ONLY, securityEvents: github.workflows.JobPermission.WRITE },
    timeoutMinutes: 30,
    steps: [
      { name: 'Checkout', uses: github.ActionRefs.ACTIONS_CHECKOUT },
      { name: 'Start CodeQL', uses: 'github/codeql-action/init', with: { 'languages': 'javascript-typescript,actions', 'build-mode': 'none' } },
      { name: 'Analyze', uses: 'github/codeql-action/analyze' },
    ],
  });
}

/** A title can be read without the rights that `pull_request_target` gives to pull requests of strangers. */
function lintTitlesWithoutRights(gitHub: github.GitHub): void {
  const file = gitHub.tryFindWorkflow('pull-request-lint')!.file!;
  file.addDeletionOverride('on.pull_request_target');
  file.addOverride('on.pull_request.types', ['opened', 'reopened', 'synchronize', 'edited', 'ready_for_review']);
  file.addOverride('jobs.validate.permissions', { 'pull-requests': 'read' });
}

/** No checkout leaves its token behind for the steps after it. */
class CheckoutsWithoutToken extends Component {
  // Late: projen adds the jobs that publish when it synthesizes.
  public preSynthesize(): void {
    for (const workflow of github.GitHub.of(this.project)!.workflows) restrict(workflow);
  }
}

function restrict(workflow: github.GithubWorkflow): void {
  for (const [id, job] of Object.entries(workflow.jobs)) {
    if (!('steps' in job)) continue;
    const steps = typeof job.steps === 'function' ? (job.steps as () => github.workflows.JobStep[])() : job.steps;
    // projen puts one step for each tool before them.
    const first = Object.keys(job.tools ?? {}).length;
    steps.forEach(({ uses }, index) => {
      if (uses === github.ActionRefs.ACTIONS_CHECKOUT) workflow.file!.addOverride(`jobs.${id}.steps.${first + index}.with.persist-credentials`, false);
    });
  }
}
