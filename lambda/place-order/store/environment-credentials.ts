/**
 * Credentials of the function's role, which Lambda hands over in the environment.
 *
 * Takes the place of the SDK's default provider chain, whose other members (files, SSO, container and instance metadata) can't apply
 * in Lambda and would be half of the bundle. Marked as expired, so that the SDK asks again for every request and sees renewed ones.
 */
export async function environmentCredentials() {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('The environment has no AWS credentials');
  return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(0) };
}

/** What `@aws-sdk/credential-provider-node` exports, for the bundle to use instead. */
export const defaultProvider = () => environmentCredentials;
