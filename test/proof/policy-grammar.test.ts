import { grammarErrors, PolicyKind } from './policy-grammar';
import { access, Policy, service } from './policy-simulation';

const KEY = 'arn:aws:kms:us-east-1:000000000000:key/1';
const statement = { Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 'kms:Decrypt', Resource: '*' };
const { Resource, ...withoutResource } = statement;
const { Principal, ...withoutPrincipal } = statement;
const policy = (...Statement: Policy['Statement']): Policy => ({ Version: '2012-10-17', Statement });

test.each<[PolicyKind, Policy]>([
  ['resource', policy(statement)],
  ['trust', policy(withoutResource)],
  ['identity', policy(withoutPrincipal)],
])('a %s policy as IAM takes it', (kind, valid) => {
  expect(grammarErrors(valid, kind)).toEqual([]);
});

test.each<[string, PolicyKind, Policy, string]>([
  ['a key policy without a resource', 'resource', policy(withoutResource), 'statement 0 has not one of Resource and NotResource'],
  ['a resource policy without a principal', 'resource', policy(withoutPrincipal), 'statement 0 has not one of Principal and NotPrincipal'],
  ['an empty list of resources', 'resource', policy({ ...statement, Resource: [] }), 'statement 0 has not one of Resource and NotResource'],
  ['a trust policy with a resource', 'trust', policy(statement), 'statement 0 has a Resource'],
  ['a role\'s policy with a principal', 'identity', policy(statement), 'statement 0 has a Principal'],
  ['a role\'s policy without a resource', 'identity', policy({ Effect: 'Allow', Action: 'kms:Decrypt' }), 'statement 0 has not one of Resource and NotResource'],
  ['an action and all others', 'resource', policy({ ...statement, NotAction: 'kms:Encrypt' }), 'statement 0 has not one of Action and NotAction'],
  ['a misspelt element', 'resource', policy({ ...statement, Conditions: {} }), 'statement 0 has an unknown Conditions'],
  ['another effect', 'resource', policy({ ...statement, Effect: 'allow' }), 'statement 0 has the effect allow'],
  ['one Sid twice', 'resource', policy({ ...statement, Sid: 'One' }, { ...statement, Sid: 'One' }), 'two statements have one Sid'],
  ['the old version', 'resource', { ...policy(statement), Version: '2008-10-17' }, 'the version is 2008-10-17'],
])('IAM refuses %s', (_what, kind, invalid, error) => {
  expect(grammarErrors(invalid, kind)).toEqual([error]);
});

test('no case is decided with a policy that IAM refuses', async () => {
  const cases = access({ resourcePolicies: { [KEY]: policy(withoutResource) } }, {})(service('logs.amazonaws.com'));

  await expect(cases.mayDo('kms:Decrypt', KEY)).rejects.toThrow(`IAM refuses the policy of ${KEY}: statement 0 has not one of Resource and NotResource`);
  await expect(cases.mayNotDo('kms:Encrypt', KEY)).rejects.toThrow('IAM refuses the policy');
});
