import { runSimulation } from '@cloud-copilot/iam-simulate';
import { grammarErrors, PolicyKind } from './policy-grammar';
import { LOCAL_ACCOUNT } from '../../tools/local-aws/aws-environment';

/** A policy as far as cases look into it. */
export interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Effect: string; readonly Action?: string | string[]; readonly [member: string]: unknown }[];
}

/** Somebody who asks for access. */
export interface Caller {
  /** ARN of a principal or name of a service. */
  readonly principal: string;
  readonly account: string;

  /** Identity policies. */
  readonly policies: readonly Policy[];
}

/** An AWS service of the local account that acts on its own. */
export function service(name: string): Caller {
  return { principal: name, account: LOCAL_ACCOUNT, policies: [] };
}

export interface PolicySet {
  /** Resource policies by the ARN of their resource. */
  readonly resourcePolicies: Readonly<Record<string, Policy>>;
}

/** Condition keys of a request with their values; of keys that hold several, a list. */
export type RequestContext = Readonly<Record<string, string | string[]>>;

export interface Access {
  /** @throws unless the action is allowed */
  mayDo(action: string, resource: string): Promise<void>;

  /** @throws unless the action is denied */
  mayNotDo(action: string, resource: string): Promise<void>;
}

/** Asks the IAM simulator what callers may do, under these policies and request conditions. */
export function access(policySet: PolicySet, context: RequestContext): (caller: Caller) => Access {
  return (caller) => {
    const isAllowed = async (action: string, resource: string) => decide(policySet, context, caller, action, resource);
    return {
      async mayDo(action, resource) {
        if (!await isAllowed(action, resource)) throw new Error(`${action} is denied but must be allowed: ${describe(caller, resource, context)}`);
      },
      async mayNotDo(action, resource) {
        if (await isAllowed(action, resource)) throw new Error(`${action} is allowed but must be denied: ${describe(caller, resource, context)}`);
      },
    };
  };
}

/**
 * Policies or context with each encryption context under a principal tag's name.
 *
 * The simulator knows only one key `kms:EncryptionContext:…` whatever follows; tags are strings with a name of their own as well.
 */
function withNamedEncryptionContexts<T>(value: T): T {
  return JSON.parse(JSON.stringify(value ?? null).replace(/"kms:EncryptionContext:([^"]+)"/g,
    (_match, name: string) => `"aws:PrincipalTag/encryption-context-${name.replaceAll(':', '.')}"`));
}

async function decide(policySet: PolicySet, context: RequestContext, caller: Caller, action: string, resource: string): Promise<boolean> {
  for (const policy of caller.policies) requireGrammar(policy, 'identity', caller.principal);
  const resourcePolicy = policySet.resourcePolicies[resource];
  if (resourcePolicy) requireGrammar(resourcePolicy, /:role\//.test(resource) ? 'trust' : 'resource', resource);
  const isService = !caller.principal.startsWith('arn:');
  const result = await runSimulation({
    request: {
      principal: caller.principal,
      action,
      resource: { resource, accountId: resource.split(':')[4] || LOCAL_ACCOUNT },
      contextVariables: {
        'aws:PrincipalIsAWSService': String(isService),
        ...(!isService && { 'aws:PrincipalAccount': caller.account, 'aws:PrincipalArn': caller.principal, 'kms:CallerAccount': caller.account }),
        ...withNamedEncryptionContexts(context),
      },
    },
    identityPolicies: caller.policies.map((policy, index) => ({ name: `policy-${index}`, policy: withNamedEncryptionContexts(policy) })),
    resourcePolicy: withNamedEncryptionContexts(resourcePolicy) ?? undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  }, { simulationMode: 'Strict' });
  if (result.resultType === 'error') {
    throw new Error(`The simulator cannot judge ${action}: ${describe(caller, resource, context)}: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult === 'Allowed';
}

const checked = new WeakSet<Policy>();

function requireGrammar(policy: Policy, kind: PolicyKind, owner: string): void {
  if (checked.has(policy)) return;
  const errors = grammarErrors(policy, kind);
  if (errors.length > 0) throw new Error(`IAM refuses the policy of ${owner}: ${errors.join('; ')}`);
  checked.add(policy);
}

function describe({ principal }: Caller, resource: string, context: RequestContext): string {
  return `on ${resource} by ${principal} with ${JSON.stringify(context)}`;
}
