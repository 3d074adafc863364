import { callerIdentity } from '../../../../lambda/place-order/request/caller-identity';
import { apiEvent } from '../../api-event';

const identity = (authorizer: unknown) => callerIdentity(apiEvent({ authorizer }));

test('nobody, on an API without authorizer', () => {
  expect(identity(undefined)).toBeUndefined();
  expect(callerIdentity({} as never)).toBeUndefined();
});

describe('by JWT', () => {
  test('is the subject at its issuer, whatever else the token says', () => {
    expect(identity({ jwt: { claims: { iss: 'https://a', sub: 'ada', exp: '1' } } })).toEqual(identity({ jwt: { claims: { iss: 'https://a', sub: 'ada', exp: '2' } } }));
  });

  test.each([
    ['another subject', { iss: 'https://a', sub: 'bob' }],
    ['another issuer', { iss: 'https://b', sub: 'ada' }],
    ['a client without subject', { iss: 'https://a', client_id: 'shop' }],
    ['no claims', undefined],
  ])('differs for %s', (_what, claims) => {
    expect(identity({ jwt: { claims } })).not.toEqual(identity({ jwt: { claims: { iss: 'https://a', sub: 'ada' } } }));
  });

  test('is the client where there is no subject', () => {
    expect(identity({ jwt: { claims: { iss: 'i', client_id: 'one' } } })).not.toEqual(identity({ jwt: { claims: { iss: 'i', client_id: 'two' } } }));
  });
});

describe('by IAM', () => {
  const role = (session: string) => ({ iam: { accountId: '1', callerId: `AROAEXAMPLE:${session}`, cognitoIdentity: null } });

  test('is the same for every session of a role', () => {
    expect(identity(role('today'))).toEqual(identity(role('tomorrow')));
  });

  test('differs between principals and between accounts', () => {
    const callers = [role('s'), { iam: { accountId: '1', callerId: 'AIDAOTHER' } }, { iam: { accountId: '2', callerId: 'AROAEXAMPLE:s' } }, { iam: {} }];

    expect(new Set(callers.map((caller) => JSON.stringify(identity(caller)))).size).toBe(callers.length);
  });

  test('is the Cognito identity, not the role that all of them share', () => {
    const user = (identityId: string) => ({ iam: { accountId: '1', callerId: 'AROAEXAMPLE:s', cognitoIdentity: { identityId } } });

    expect(identity(user('a'))).not.toEqual(identity(user('b')));
  });
});

describe('by a Lambda authorizer', () => {
  test.each(['principalId', 'sub'])('is what it names in %s', (name) => {
    expect(identity({ lambda: { [name]: 'ada', at: 1 } })).toEqual(identity({ lambda: { [name]: 'ada', at: 2 } }));
    expect(identity({ lambda: { [name]: 'ada' } })).not.toEqual(identity({ lambda: { [name]: 'bob' } }));
  });

  test('is its whole context if it names nobody', () => {
    expect(identity({ lambda: { tenant: 'a', plan: 1 } })).toEqual(identity({ lambda: { plan: 1, tenant: 'a' } }));
    expect(identity({ lambda: { tenant: 'a' } })).not.toEqual(identity({ lambda: { tenant: 'b' } }));
  });
});

test('cannot be mistaken across authorizers', () => {
  const callers = [{ jwt: { claims: { iss: 'a', sub: 'b' } } }, { iam: { accountId: 'a', callerId: 'b' } }, { lambda: { sub: 'b' } }];

  expect(new Set(callers.map((caller) => JSON.stringify(identity(caller)))).size).toBe(3);
});
