import { github } from 'projen';

const { READ, WRITE } = github.workflows.JobPermission;
const ON_PUSH = "github.event_name == 'push'";

/** Adds the workflow that builds the docs site, publishes it to GitHub Pages, and each week looks whether its links to elsewhere still lead somewhere. */
export function addSiteWorkflow(gitHub: github.GitHub, name: string, repositoryUrl: string, nodeVersion: string): void {
  const workflow = gitHub.addWorkflow('site');
  workflow.on({ push: { branches: ['main'] }, pullRequest: {}, schedule: [{ cron: '11 5 * * 1' }], workflowDispatch: {} });
  workflow.addJob('build', {
    name: 'Docs site has no broken link',
    runsOn: ['ubuntu-latest'],
    permissions: { contents: READ },
    timeoutMinutes: 20,
    tools: { node: { version: nodeVersion } },
    steps: [
      { name: 'Checkout', uses: github.ActionRefs.ACTIONS_CHECKOUT },
      { name: 'Install dependencies', run: 'npm ci' },
      // GitHub Pages serves a project below its name.
      { name: 'Build', run: `npm run site -- --base /${name}/` },
      {
        name: 'Check links to elsewhere',
        if: "github.event_name == 'schedule'",
        uses: 'lycheeverse/lychee-action',
        // Those to the project's own files were checked by the build.
        with: { args: `--no-progress --scheme https --exclude '^${repositoryUrl}' 'dist/site/**/*.html'` },
      },
      { name: 'Upload', if: ON_PUSH, uses: 'actions/upload-pages-artifact', with: { path: 'dist/site' } },
    ],
  });
  workflow.addJob('publish', {
    name: 'Publish to GitHub Pages',
    needs: ['build'],
    if: ON_PUSH,
    runsOn: ['ubuntu-latest'],
    permissions: { pages: WRITE, idToken: WRITE },
    timeoutMinutes: 10,
    environment: { name: 'github-pages', url: '${{ steps.deploy.outputs.page_url }}' },
    concurrency: { 'group': 'pages', 'cancel-in-progress': false },
    steps: [{ id: 'deploy', name: 'Deploy', uses: 'actions/deploy-pages' }],
  });
}
