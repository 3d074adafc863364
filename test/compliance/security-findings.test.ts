import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { LINT_EXCEPTIONS } from '../cfn-lint/exceptions';
import { generatedSection } from '../support/generated-section';
import { TEMPLATE_VARIANTS } from '../support/template-variants';

const PACKS = [AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks, ServerlessChecks];
/** What a platform creates. Not what a variant creates beside it, nor the policies of roles that a variant gives it or grants something to. */
const OF_A_PLATFORM = /^Variant\/(Orders|Wholesale)\/(?!OrderProcessingAPI\/GET--health)/;
/** Policies of such roles. */
const OF_A_GIVEN_ROLE = /^Variant\/(InvoicingFunctionRole|Storefront|Support)\/(Default)?Policy/;

interface Finding { readonly rule: string; readonly path: string }

function findings(stack: Stack, where = OF_A_PLATFORM): Finding[] {
  const app = Stage.of(stack) as App;
  app.synth();
  return PACKS.flatMap(Pack => new Pack(app).validateScope(app).violations)
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath! })))
    .filter(({ path }) => where.test(path));
}

interface Acknowledgement extends Finding { readonly reason: string; readonly id: string }

function acknowledgements(stack: Stack): Acknowledgement[] {
  return stack.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries<string>(data).map(([rule, reason]) =>
      ({ rule: rule.replace(/^annotation::/i, ''), path: node.path, reason, id: node.id }))));
}

const stacks = Object.fromEntries(Object.entries(TEMPLATE_VARIANTS).map(([name, variant]) => [name, variant()]));

test.each(Object.keys(stacks))('%s: no rule of the five packs finds anything that is not acknowledged', name => {
  expect(findings(stacks[name])).toEqual([]);
});

test.each(Object.keys(stacks))('%s: without acknowledgements the packs find each of them, on its resource, and nothing else', name => {
  const stack = TEMPLATE_VARIANTS[name]();
  const acknowledged = acknowledgements(stack);
  for (const construct of stack.node.findAll()) {
    // `metadata` hands out a copy.
    (construct.node as any)._metadata = construct.node.metadata.filter(({ type }) => type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
  }
  const found = findings(stack);
  const covers = (one: Finding, { rule, path }: Finding) => one.rule === rule && (path === one.path || path.startsWith(`${one.path}/`));
  expect(found.filter(finding => !acknowledged.some(one => covers(one, finding)))).toEqual([]);
  expect(acknowledged.filter(one => !found.some(finding => covers(one, finding)))).toEqual([]);
});

test('what a platform grants to roles that it is given draws what docs/security.md says, in the app\'s own packs', () => {
  const found = new Set(Object.values(stacks).flatMap(stack => findings(stack, OF_A_GIVEN_ROLE)).map(({ rule }) => rule.replace(/\[.*(\/[^\]]*\])$/, '[…$1')));
  expect([...found].sort()).toEqual([
    'AwsSolutions-IAM5[…/orders]', 'HIPAA.Security-IAMNoInlinePolicy', 'NIST.800.53.R5-IAMNoInlinePolicy', 'PCI.DSS.321-IAMNoInlinePolicy',
  ]);
});

test('docs/security.md lists every acknowledged finding with its reason (`npm run docs:update` writes it)', () => {
  const fresh = Object.values(TEMPLATE_VARIANTS).map(variant => variant()).flatMap(acknowledgements);
  const byReason = new Map<string, { rules: Set<string>; constructs: Set<string> }>();
  for (const { rule, reason, id } of fresh) {
    const entry = byReason.get(reason) ?? { rules: new Set(), constructs: new Set() };
    byReason.set(reason, entry);
    entry.rules.add(rule);
    entry.constructs.add(id);
  }
  const code = (values: Set<string>) => [...values].sort().map(one => `\`${one}\``).join(', ');
  const table = ['| Resource | Rules | Why |', '| --- | --- | --- |',
    ...[...byReason].map(([reason, { rules, constructs }]) => `| ${code(constructs)} | ${code(rules)} | ${reason} |`).sort()].join('\n');
  expect(generatedSection('docs/security.md', 'findings', table)).toBe(table);
});

test('docs/security.md lists what cfn-lint finds and may find (`npm run docs:update` writes it)', () => {
  const table = ['| Rule | On | Why |', '| --- | --- | --- |',
    ...LINT_EXCEPTIONS.map(({ rule, resourceType, template, reason }) =>
      `| \`${rule}\` | \`${resourceType}\`${template ? ` in the template of \`${template}\`` : ''} | ${reason} |`)].join('\n');
  expect(generatedSection('docs/security.md', 'lint-exceptions', table)).toBe(table);
});

test('nothing of it gets into a template', () => {
  for (const stack of Object.values(stacks)) {
    expect(JSON.stringify(Stage.of(stack)!.synth().getStackByName(stack.stackName).template)).not.toContain('acknowledged');
  }
});
