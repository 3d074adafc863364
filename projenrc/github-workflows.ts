import { awscdk, Component, github } from 'projen';
import { pinActions } from './github-actions';
import { addSiteWorkflow } from './site-workflow';

const READ_ONLY = { contents: github.workflows.JobPermission.READ };
const NODE_VERSION = '24';

/** What builds and consumes the packages. */
const EVERY_LANGUAGE: github.workflows.Tools = {
  java: { version: '17' }, python: { version: '3.13' }, go: { version: 'stable' }, dotnet: { version: '8.x' },
};

/** Adds the workflows that projen does not have, and restricts those that it has. */
export function addWorkflows(project: awscdk.AwsCdkConstructLibrary): void {
  const gitHub = project.github!;
  pinActions(gitHub);

  // All that a pull request must pass, each once: stages of one script, which runs on a developer's machine too.
  addCheck(gitHub, 'ci', 'Everything that a pull request must pass', ['.ci/run'], {
    pullRequest: true,
    tools: EVERY_LANGUAGE,
    env: { REQUIRE_EVERY_ROW: 'true', REQUIRE_DOTNET: 'true', REQUIRE_ADVISORIES: 'true' },
    installsItself: true,
    history: true,
  });
  // What can fail though nobody changes anything, weekly: AWS releases a CDK, an advisory is published.
  addCheck(gitHub, 'consumers', 'Packages work in every language with the newest CDK', [
    'npx projen pre-compile', 'npx projen compile', 'npm run package-all', 'npm run examples',
  ], { tools: EVERY_LANGUAGE, schedule: '29 4 * * 1', env: { REQUIRE_DOTNET: 'true', CDK_LATEST: 'true' } });
  addCheck(gitHub, 'dependency-audit', 'No advisory about a dependency is known', ['npm run audit:dependencies'], {
    schedule: '43 4 * * 1', env: { REQUIRE_ADVISORIES: 'true' },
  });
  addCodeQl(gitHub);
  addSiteWorkflow(gitHub, project.name, String(project.package.manifest.repository.url).replace(/\.git$/, ''), NODE_VERSION);

  lintTitlesWithoutRights(gitHub);
  new CheckoutsWithoutToken(project);
}

interface CheckOptions {
  /** Whether every pull request runs it. @default false */
  readonly pullRequest?: boolean;
  readonly tools?: github.workflows.Tools;
  readonly env?: Record<string, string>;
  /** When it runs by itself, as cron says it. */
  readonly schedule?: string;
  /** Whether its command installs the dependencies. @default false */
  readonly installsItself?: boolean;
  /** Whether its command looks at earlier commits. @default false */
  readonly history?: boolean;
}

function addCheck(gitHub: github.GitHub, name: string, title: string, commands: string[], options: CheckOptions = {}): void {
  const { pullRequest = false, tools, env, schedule, installsItself = false, history = false } = options;
  const workflow = gitHub.addWorkflow(name);
  workflow.on({ ...(pullRequest && { pullRequest: {} }), workflowDispatch: {}, ...(schedule && { schedule: [{ cron: schedule }] }) });
  workflow.addJob(name, {
    name: title,
    runsOn: ['ubuntu-latest'],
    permissions: READ_ONLY,
    timeoutMinutes: 90,
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
