import { join } from 'node:path';
import { pythonOf } from '../processes/python-environment';

/** Path of a Python that has MiniStack, which is installed into .local/ when it is not there yet. */
export async function pythonWithMiniStack(onProgress?: (message: string) => void, signal?: AbortSignal): Promise<string> {
  return pythonOf({
    directory: 'venv',
    requirements: join(__dirname, 'requirements.txt'),
    software: 'MiniStack',
    user: 'The local AWS',
    oldestMinor: 10,
  }, onProgress, signal);
}
