import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonOf } from '../../tools/processes/python-environment';

/**
 * Puts the AWS CLI into a directory, for a PATH to hold.
 *
 * @param directory will have the command `aws`
 * @param user who needs it, for messages
 */
export async function installAwsCli(directory: string, user: string, signal: AbortSignal): Promise<void> {
  const python = await pythonOf({
    directory: 'venv-aws-cli',
    requirements: join(__dirname, 'aws-cli.txt'),
    software: 'the AWS CLI',
    user,
    oldestMinor: 10,
  }, console.log, signal);
  mkdirSync(directory, { recursive: true });
  const main = 'import sys; from awscli.clidriver import main; sys.exit(main())';
  // By itself, its first version finds SQS at AWS whatever the environment says.
  writeFileSync(join(directory, 'aws'), `#!/bin/sh\nexec '${python}' -c '${main}' "$@" --endpoint-url "$AWS_ENDPOINT_URL"\n`, { mode: 0o755 });
}
