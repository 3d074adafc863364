import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { AuditReport, bundledPackages, hasAdvisories, unacceptable } from './advisories';

// `npm run audit:dependencies`: fails if an advisory is known about what the package ships, or a serious one about the tools that make it.

const LOCK_FILES_IN = ['.', 'docs/site', 'bench/handler/peers'];

/** Set where the registry is npm's own, so that an audit can't be left out unnoticed. */
const required = process.env.REQUIRE_ADVISORIES === 'true';

const shipped = bundledPackages(readFileSync('assets/THIRD-PARTY-LICENSES', 'utf8'));
if (shipped.size === 0) throw new Error('assets/THIRD-PARTY-LICENSES names no package.');

for (const directory of LOCK_FILES_IN) {
  const { stdout, stderr } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], { cwd: directory, encoding: 'utf8' });
  if (stdout.trim() === '') throw new Error(`npm audit failed in ${directory}:\n${stderr}`);
  const report: AuditReport = JSON.parse(stdout);
  if (!hasAdvisories(report)) {
    if (required) throw new Error(`The registry answers npm audit with ${report.statusCode}.`);
    console.log(`${directory}: not audited, this registry has no advisories (${report.statusCode}). The workflow "dependency-audit" has them.`);
    continue;
  }
  const found = unacceptable(report, shipped);
  console.log(`${directory}: ${Object.keys(report.vulnerabilities!).length} packages with advisories, ${found.length} of them to act on`);
  if (found.length > 0) {
    console.error(found.map((line) => `  ${line}`).join('\n'));
    process.exitCode = 1;
  }
}
