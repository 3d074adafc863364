import { callerIdentity } from '../../../../lambda/place-order/request/caller-identity';
import { apiEvent } from '../../../support/api-event';

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

  test.each(['client_id', 'azp', 'cid', 'appid'])('is the client, as %s, where there is no subject', (name) => {
    const client = (id: string, more = {}) => identity({ jwt: { claims: { iss: 'i', [name]: id, ...more } } });

    expect(client('one', { exp: '1', scope: 'a' })).toEqual(client('one', { exp: '2', scope: 'b' }));
    expect(client('one')).not.toEqual(client('two'));
    expect(client('one')).not.toEqual(identity({ jwt: { claims: { iss: 'i', sub: 'one' } } }));
  });

  test.each(['', ' ', null])('passes by a subject of %j', (sub) => {
    const caller = (id: string) => identity({ jwt: { claims: { iss: 'i', sub, client_id: id } } });

    expect(caller('one')).not.toEqual(caller('two'));
  });

  test('is all that lasts where no claim names anybody', () => {
    const token = (tenant: string, at: number) => (
      identity({ jwt: { claims: { iss: 'i', tenant, exp: `${at}`, iat: `${at}`, nbf: `${at}`, jti: `${at}`, auth_time: `${at}` } } })
    );

    expect(token('a', 1)).toEqual(token('a', 2));
    expect(token('a', 1)).not.toEqual(token('b', 1));
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

  test.each(['', ' ', null, true, {}, []])('is its whole context if it names %j', (principalId) => {
    expect(identity({ lambda: { principalId, tenant: 'a' } })).not.toEqual(identity({ lambda: { principalId, tenant: 'b' } }));
    expect(identity({ lambda: { principalId, sub: 'ada', tenant: 'a' } })).toEqual(identity({ lambda: { sub: 'ada' } }));
  });

  test('may be a number', () => {
    expect(identity({ lambda: { principalId: 1, at: 1 } })).toEqual(identity({ lambda: { principalId: 1, at: 2 } }));
    expect(identity({ lambda: { principalId: 1 } })).not.toEqual(identity({ lambda: { principalId: 2 } }));
  });

  test('is not the token that it came with', () => {
    const token = (at: number) => ({ lambda: { tenant: 'a', exp: at, iat: at, nbf: at, jti: `${at}`, auth_time: at } });

    expect(identity(token(1))).toEqual(identity(token(2)));
  });

  test.each([null, {}, { exp: 1 }])('is nobody with the context %j', (lambda) => {
    expect(identity({ lambda })).toBeUndefined();
  });
});

test('cannot be mistaken across authorizers', () => {
  const callers = [{ jwt: { claims: { iss: 'a', sub: 'b' } } }, { iam: { accountId: 'a', callerId: 'b' } }, { lambda: { sub: 'b' } }];

  expect(new Set(callers.map((caller) => JSON.stringify(identity(caller)))).size).toBe(3);
});
