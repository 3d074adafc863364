import { Reference, Resource, Stack, Tokenization } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { inSame, located, resourceOf } from '../validation/brought-resources';
import { PropRules } from '../validation/validate-props';
import { Violation } from '../validation/violation';

/** A brought key, and what its policy will name. */
export interface EncryptionKeyProps {
  readonly encryptionKey?: IKey;
  readonly projectName: string;
  readonly environmentSuffix: string;
  /** Brought, these are not named by the key's policy. */
  readonly functionLogGroup?: unknown;
  readonly apiLogGroup?: unknown;
}

/**
 * Rules of the key.
 *
 * @internal
 */
export const encryptionKeyRules: PropRules<EncryptionKeyProps> = ({ encryptionKey, functionLogGroup, apiLogGroup, ...names }, scope) => [
  keyItself('encryptionKey', encryptionKey),
  inSame('region', scope, 'encryptionKey', located(encryptionKey, encryptionKey?.keyArn), 'services encrypt with keys of their own region'),
  functionLogGroup && apiLogGroup ? undefined : circle(scope, encryptionKey, [names.projectName, names.environmentSuffix]),
];

/**
 * A key that is no alias: no IAM policy may name a key by one, and log groups take none.
 *
 * @internal
 */
export function keyItself(prop: string, key: IKey | undefined): Violation | undefined {
  if (!key || !(resourceOf(key, 'AWS::KMS::Alias') || arnText(key).includes(':alias/'))) return undefined;
  return { prop, rule: 'must be the key itself, not an alias of it: no IAM policy may name a key by an alias, and log groups take none' };
}

/**
 * Whether a key is one that AWS manages, of which nobody else can change the policy.
 *
 * @internal
 */
export function isManagedByAws(key: IKey): boolean {
  return arnText(key).includes(':alias/aws/');
}

function arnText(key: IKey): string {
  return JSON.stringify(Stack.of(key).resolve(key.keyArn));
}

/** A policy in another stack that named what only this stack knows would make each stack need the other. */
function circle(scope: IConstruct, key: IKey | undefined, names: string[]): Violation | undefined {
  const stack = Stack.of(scope);
  if (!key || Stack.of(key) === stack || !Resource.isOwnedResource(key)) return undefined;
  const references = names.flatMap(name => Tokenization.reverseString(name).tokens).filter(Reference.isReference);
  if (!references.some(({ target }) => Stack.of(target) === stack)) return undefined;
  return {
    prop: 'projectName',
    rule: 'and `environmentSuffix` must not be parameters of this stack while `encryptionKey` is a key of another one: ' +
      'its policy would name the log groups by them, and each stack would need the other',
  };
}
