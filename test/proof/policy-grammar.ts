import { Policy } from './policy-simulation';

/** What a policy is attached to: each kind has elements that IAM refuses to be without, and such that it refuses. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

interface Grammar {
  readonly required: readonly (readonly string[])[];
  readonly forbidden: readonly string[];
}

const ACTION = ['Action', 'NotAction'];
const RESOURCE = ['Resource', 'NotResource'];
const PRINCIPAL = ['Principal', 'NotPrincipal'];

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const GRAMMARS: Readonly<Record<PolicyKind, Grammar>> = {
  identity: { required: [ACTION, RESOURCE], forbidden: PRINCIPAL },
  resource: { required: [ACTION, RESOURCE, PRINCIPAL], forbidden: [] },
  trust: { required: [ACTION, PRINCIPAL], forbidden: RESOURCE },
};

const ELEMENTS = ['Sid', 'Effect', 'Condition', ...ACTION, ...RESOURCE, ...PRINCIPAL];

/** Why IAM would refuse a policy, beyond what the simulator notices: nothing if it would not. */
export function grammarErrors({ Version, Statement }: Policy, kind: PolicyKind): string[] {
  const { required, forbidden } = GRAMMARS[kind];
  const errors = Version === '2012-10-17' ? [] : [`the version is ${Version}`];
  for (const [index, statement] of Statement.entries()) {
    const has = (element: string) => [statement[element]].flat().some((value) => value !== undefined && value !== '');
    const where = `statement ${statement.Sid ?? index}`;
    if (!['Allow', 'Deny'].includes(statement.Effect)) errors.push(`${where} has the effect ${statement.Effect}`);
    for (const elements of required) if (elements.filter(has).length !== 1) errors.push(`${where} has not one of ${elements.join(' and ')}`);
    for (const element of forbidden.filter(has)) errors.push(`${where} has a ${element}`);
    for (const element of Object.keys(statement)) if (!ELEMENTS.includes(element)) errors.push(`${where} has an unknown ${element}`);
  }
  const sids = Statement.map(({ Sid }) => Sid).filter((sid) => sid !== undefined);
  if (new Set(sids).size < sids.length) errors.push('two statements have one Sid');
  return errors;
}
