import { github } from 'projen';

/** Commits of the actions that projen names by tag: a tag can be moved, a commit cannot. */
const COMMITS: Readonly<Record<string, string>> = {
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020', // v7.0.0
  'actions/setup-java': 'b6effb05e454b25005698d916606bdc6ffcbf961', // v5.7.0
  'actions/setup-python': '5fda3b95a4ea91299a34e894583c3862153e4b97', // v7.0.0
  'actions/setup-go': 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', // v7.0.0
  'actions/setup-dotnet': 'a98b56852c35b8e3190ac28c8c2271da59106c68', // v6.0.0
  'actions/create-github-app-token': '1b10c78c7865c340bc4f6099eb2f838309f1e8c3', // v3.1.1
  'peter-evans/create-pull-request': '5f6978faf089d4d20b00c7766989d076bb2fc7f1', // v8.1.1
  'github/codeql-action/init': '8aad20d150bbac5944a9f9d289da16a4b0d87c1e', // v4.36.2
  'github/codeql-action/analyze': '8aad20d150bbac5944a9f9d289da16a4b0d87c1e', // v4.36.2
  'actions/upload-pages-artifact': 'fc324d3547104276b827a68afc52ff2a11cc49c9', // v5.0.0
  'actions/deploy-pages': 'cd2ce8fcbc39b97be8ca5fce6e763baed58fa128', // v5.0.0
  'lycheeverse/lychee-action': '8646ba30535128ac92d33dfc9133794bfdd9b411', // v2.8.0
};

/** Pins every action of every workflow to a commit. */
export function pinActions(gitHub: github.GitHub): void {
  for (const [action, commit] of Object.entries(COMMITS)) gitHub.actions.set(action, `${action}@${commit}`);
}
