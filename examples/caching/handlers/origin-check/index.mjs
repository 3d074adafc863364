import { createHash, timingSafeEqual } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const { SECRET_ARN, SECRET_HEADER } = process.env;
const MILLISECONDS_KEPT = 60_000;

const client = new SecretsManagerClient();
let kept = { at: -Infinity, digest: undefined };

/** Whether the request came through the distribution. API Gateway answers 401 by itself if the header is missing. */
export async function handler({ headers }) {
  const given = digest(headers[SECRET_HEADER] ?? '');
  return { isAuthorized: timingSafeEqual(given, await expected()) };
}

async function expected() {
  if (Date.now() - kept.at > MILLISECONDS_KEPT) {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: SECRET_ARN }));
    kept = { at: Date.now(), digest: digest(SecretString) };
  }
  return kept.digest;
}

function digest(text) {
  return createHash('sha256').update(text).digest();
}
