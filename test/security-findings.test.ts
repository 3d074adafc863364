import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { generatedSection } from './generated-section';
import { TEMPLATE_VARIANTS } from './template-variants';

const PACKS = [AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks, ServerlessChecks];
/** What a platform creates, also in what it was given: not what a variant creates beside it. */
const OF_A_PLATFORM = /^Variant\/(Orders|Wholesale)\/(?!OrderProcessingAPI\/GET--health)/;

interface Finding { readonly rule: string; readonly path: string }

function findings(stack: Stack): Finding[] {
  const app = Stage.of(stack) as App;
  app.synth();
  return PACKS.flatMap(Pack => new Pack(app).validateScope(app).violations)
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath! })))
    .filter(({ path }) => OF_A_PLATFORM.test(path));
}

/** Rule → reason → constructs on which it is acknowledged. */
function acknowledgements(stack: Stack): [string, string, string][] {
  return stack.node.findAll().flatMap(construct => construct.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries<string>(data).map(([rule, reason]): [string, string, string] =>
      [rule.replace(/^annotation::/i, ''), reason, construct.node.id])));
}

const stacks = Object.fromEntries(Object.entries(TEMPLATE_VARIANTS).map(([name, variant]) => [name, variant()]));

test.each(Object.keys(stacks))('%s: no rule of the five packs finds anything that is not acknowledged', name => {
  expect(findings(stacks[name])).toEqual([]);
});

test('the packs do look: without acknowledgements they find what docs/security.md lists, and nothing that is not in it', () => {
  const listed = new Set(Object.values(stacks).flatMap(acknowledgements).map(([rule]) => rule));
  for (const stack of Object.values(stacks)) {
    for (const construct of stack.node.findAll()) {
      // `metadata` hands out a copy.
      (construct.node as any)._metadata = construct.node.metadata.filter(({ type }) => type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    }
  }
  const found = new Set(Object.values(stacks).flatMap(findings).map(({ rule }) => rule));
  expect([...found].sort()).toEqual([...listed].sort());
});

test('docs/security.md lists every acknowledged finding with its reason (`npm run docs:update` writes it)', () => {
  const fresh = Object.values(TEMPLATE_VARIANTS).map(variant => variant()).flatMap(acknowledgements);
  const byReason = new Map<string, { rules: Set<string>; constructs: Set<string> }>();
  for (const [rule, reason, construct] of fresh) {
    const entry = byReason.get(reason) ?? { rules: new Set(), constructs: new Set() };
    byReason.set(reason, entry);
    entry.rules.add(rule);
    entry.constructs.add(construct);
  }
  const code = (values: Set<string>) => [...values].sort().map(one => `\`${one}\``).join(', ');
  const table = ['| Resource | Rules | Why |', '| --- | --- | --- |',
    ...[...byReason].map(([reason, { rules, constructs }]) => `| ${code(constructs)} | ${code(rules)} | ${reason} |`).sort()].join('\n');
  expect(generatedSection('docs/security.md', 'findings', table)).toBe(table);
});

test('nothing of it gets into a template', () => {
  for (const stack of Object.values(stacks)) {
    expect(JSON.stringify(Stage.of(stack)!.synth().getStackByName(stack.stackName).template)).not.toContain('acknowledged');
  }
});
