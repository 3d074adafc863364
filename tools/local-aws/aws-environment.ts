/** Region that everything local is deployed to. */
export const LOCAL_REGION = 'us-east-1';

/** Account that MiniStack answers with. */
export const LOCAL_ACCOUNT = '000000000000';

const DUMMY_CREDENTIAL = 'test';

// Listed, not filtered: whatever of the user's AWS, CDK or proxy settings is not known here cannot reach a child process.
const INHERITED = ['PATH', 'LANG', 'LC_ALL', 'TERM', 'TZ', 'CI', 'NO_COLOR', 'FORCE_COLOR'];

/** Environment for a child process that shall know nothing of the user's AWS accounts. */
export function isolatedEnvironment(homeDirectory: string, temporaryDirectory: string): NodeJS.ProcessEnv {
  const inherited = INHERITED.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]]);
  return {
    ...Object.fromEntries(inherited),
    HOME: homeDirectory,
    TMPDIR: temporaryDirectory,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: DUMMY_CREDENTIAL,
    AWS_SECRET_ACCESS_KEY: DUMMY_CREDENTIAL,
    AWS_REGION: LOCAL_REGION,
    AWS_DEFAULT_REGION: LOCAL_REGION,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
}

/** Settings for an AWS SDK client of a local endpoint. */
export interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export function clientConfiguration(endpoint: string): ClientConfiguration {
  return {
    endpoint,
    region: LOCAL_REGION,
    credentials: { accessKeyId: DUMMY_CREDENTIAL, secretAccessKey: DUMMY_CREDENTIAL },
  };
}
