/** What `npm audit --json` prints: advisories, or why there are none. */
export interface AuditReport {
  readonly vulnerabilities?: Record<string, { readonly name: string; readonly severity: Severity; readonly range: string }>;
  readonly statusCode?: number;
  readonly message?: string;
}

export type Severity = 'info' | 'low' | 'moderate' | 'high' | 'critical';

const SERIOUS: readonly Severity[] = ['high', 'critical'];

/** Whether the registry has advisories at all: mirrors often refuse the request. */
export function hasAdvisories(report: AuditReport): boolean {
  if (report.vulnerabilities !== undefined) return true;
  if (report.statusCode !== undefined && [404, 405, 501].includes(report.statusCode)) return false;
  throw new Error(`npm audit failed: ${report.message ?? JSON.stringify(report)}`);
}

/** Names of the packages in the list of licences that ships with the bundles. */
export function bundledPackages(licences: string): Set<string> {
  return new Set([...licences.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \(.+\)$/gm)].map(([, name]) => name));
}

/** What must be acted on: every advisory about code that the package ships, and serious ones about tools. */
export function unacceptable({ vulnerabilities = {} }: AuditReport, shipped: ReadonlySet<string>): string[] {
  return Object.values(vulnerabilities)
    .filter(({ name, severity }) => shipped.has(name) || SERIOUS.includes(severity))
    .map(({ name, severity, range }) => `${name} ${range}: ${severity}${shipped.has(name) ? ', shipped in the package' : ''}`);
}
